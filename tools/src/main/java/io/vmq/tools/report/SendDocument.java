package io.vmq.tools.report;

import io.vmq.tools.send.SendResult;
import io.vmq.tools.send.SentFrames;
import java.util.HexFormat;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The document of what was sent, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. */
public final class SendDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.send/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SendDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(SendResult result) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(result)) + "\n";
    }

    /** The document as a tree. */
    static ObjectNode of(SendResult result) {
        ObjectNode document = NODES.objectNode().put("schema", SCHEMA);
        document.set("tool", ResultDocument.tool(result.tool()));
        document.set("machine", ResultDocument.machine(result.machine()));
        document.set("scenario", ScenarioDocument.of(result.plan().scenario()));
        document.putObject("target").put("kind", result.target().kind().label()).put("name", result.target().name());
        document.put("complete", result.isComplete()).put("partial", result.interrupted()).put("failure",
                result.failure());
        document.put("seed", result.plan().seed()).put("tags", result.plan().tags())
                .put("durationNs", result.plan().durationNs()).put("lastedNs", result.lastedNs());
        document.putObject("rate").put("intendedPps", result.plan().intendedPps()).put("sentPps", result.sentPps())
                .put("sentBps", result.sentBps()).put("sentL1Bps", result.sentL1Bps());
        document.set("frames", frames(result));
        ObjectNode source = document.putObject("source");
        source.put("digest", "0x" + HexFormat.of().toHexDigits(result.digest()));
        source.set("lateNs", ResultDocument.latency(result.late()));
        return document;
    }

    private static ObjectNode frames(SendResult result) {
        SentFrames frames = result.frames();
        return NODES.objectNode().put("due", frames.due()).put("sent", frames.sent()).put("unsent", frames.unsent())
                .put("failed", frames.failed()).put("tagged", frames.tagged()).put("bytes", frames.bytes())
                .put("noRoom", result.noRoom());
    }
}
