package io.vmq.tools.report;

import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.Observations;
import io.vmq.tools.conformance.ProbeSet;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.RecordingReader;
import io.vmq.tools.conformance.RssFacts;
import io.vmq.tools.conformance.Subject;
import io.vmq.tools.experiment.Tool;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of a check and what was seen, which {@link RecordingReader} reads. It holds no frames: they are made again. */
public final class RecordingDocument {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private RecordingDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(Recording recording, Tool tool) {
        Check check = recording.check();
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put("schema", RecordingReader.SCHEMA);
        document.set("tool", ResultDocument.tool(tool));
        document.put("interface", check.interfaceName()).put("interfaceKind", check.interfaceKind())
                .put("peer", check.peer()).put("backend", check.backend())
                .put("queueMeaning", check.queues().label()).put("queues", check.queueCount())
                .put("source", check.source().toString()).put("destination", check.destination().toString())
                .put("seed", check.seed()).put("frames", check.frames()).put("mode", check.subject().mode());
        switch (check.subject()) {
            case Subject.Filters of -> addFilters(of, document.putArray("filters"));
            case Subject.Rss rss -> addFacts(rss.facts(), document.putObject("rss"));
        }
        document.put("probesDigest", ProbeSet.of(check).digest());
        add(recording.observations(), document);
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static void addFilters(Subject.Filters subject, ArrayNode filters) {
        for (ReceiveFilter filter : subject.filters()) {
            ObjectNode node = filters.addObject().put("mac", filter.mac().toString());
            switch (filter.vlan()) {
                case ReceiveFilter.UNTAGGED_OR_ZERO -> node.put("vlan", RecordingReader.UNTAGGED);
                case ReceiveFilter.ANY_VLAN -> node.put("vlan", RecordingReader.ANY);
                default -> node.put("vlan", filter.vlan());
            }
            node.put("queue", filter.queue());
        }
    }

    private static void addFacts(RssFacts facts, ObjectNode rss) {
        switch (facts) {
            case RssFacts.NotReported none -> rss.put("notReported", none.reason());
            case RssFacts.Reported reported -> {
                ArrayNode table = rss.putArray("table");
                reported.table().forEach(table::add);
                rss.put("key", reported.key().toString()).put("function", reported.function().label())
                        .put("inputTransform", reported.transform().label())
                        .put("hashTypes", reported.types().toString());
            }
        }
    }

    private static void add(Observations seen, ObjectNode document) {
        document.put("foreignFrames", seen.foreignFrames()).put("repeated", seen.repeated())
                .put("lostFrames", seen.lostFrames()).put("refusedFrames", seen.refusedFrames())
                .put("failure", seen.failure());
        ArrayNode arrivals = document.putArray("arrivals");
        for (int i = 0; i < seen.count(); i++) {
            if (seen.queue(i) != Observations.MISSING) {
                ObjectNode arrival = arrivals.addObject().put("frame", i + 1).put("queue", seen.queue(i));
                if (seen.hash(i) != 0) {
                    arrival.put("hash", ConformanceDocument.hex(seen.hash(i)));
                }
            }
        }
    }
}
