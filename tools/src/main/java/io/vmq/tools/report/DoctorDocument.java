package io.vmq.tools.report;

import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.simulation.Simulation;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of a diagnosis, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. */
public final class DoctorDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.doctor/1";

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private DoctorDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(Diagnosis diagnosis) {
        return text(document(diagnosis));
    }

    /** The same with what the plan is worth. */
    public static String text(Diagnosis diagnosis, Simulation simulation) {
        ObjectNode document = document(diagnosis);
        SimulationDocument.write(simulation, document.putObject("simulation"));
        return text(document);
    }

    private static String text(ObjectNode document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static ObjectNode document(Diagnosis diagnosis) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", SCHEMA).put("host", diagnosis.host());
        ArrayNode findings = document.putArray("findings");
        diagnosis.findings().forEach(finding -> add(findings.addObject(), finding));
        ArrayNode commands = document.putArray("commands");
        diagnosis.commands().forEach(commands::add);
        ArrayNode notes = document.putArray("notes");
        diagnosis.notes().forEach(notes::add);
        document.put("checked", diagnosis.checked());
        return document;
    }

    private static void add(ObjectNode node, Finding finding) {
        node.put("id", finding.id()).put("severity", finding.severity().label()).put("title", finding.title())
                .put("text", finding.text()).put("event", finding.event()).put("source", finding.source());
        ArrayNode adapters = node.putArray("adapters");
        finding.adapters().forEach(adapters::add);
        ArrayNode fix = node.putArray("fix");
        finding.fix().forEach(fix::add);
    }
}
