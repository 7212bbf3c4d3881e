package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.dispatch.engine.NanoClock;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.conformance.Checks;
import io.vmq.tools.conformance.Conformance;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.RecordingReader;
import io.vmq.tools.experiment.Tool;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reports of checks, to the character, and what is kept of them. */
class ConformanceReportTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final Tool TOOL = new Tool("1", "abc");
    private static final JsonNode SCHEMA = MAPPER.readTree(ConformanceDocument.class
            .getResourceAsStream("/io/vmq/tools/report/vmq.conformance-1.schema.json"));
    private static final Schema VALIDATOR = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SCHEMA);

    private static final Map<String, Recording> RECORDINGS = Map.of("conforms", Checks.conforming(), "differs",
            Checks.differing(), "rss-differs", Checks.rssDiffering(), "not-validated", Checks.withoutTable());

    private static Recording named(String name) {
        return Objects.requireNonNull(RECORDINGS.get(name));
    }

    private static String text(Recording recording) {
        return ConformanceText.text(recording.check(), Conformance.of(recording));
    }

    private static JsonNode document(Recording recording) {
        String text = ConformanceDocument.text(recording.check(), Conformance.of(recording), TOOL,
                Machine.current(NanoClock.SYSTEM));
        Golden.assertTidy(text);
        JsonNode document = MAPPER.readTree(text);
        // It holds what a read of the clock costs, which is measured anew each time.
        ((ObjectNode) document).putObject("machine");
        return document;
    }

    private static List<String> errors(JsonNode document) {
        return VALIDATOR.validate(document).stream().map(Error::toString).toList();
    }

    private static Recording again(Recording recording) {
        return RecordingReader.read("file.json",
                RecordingDocument.text(recording, TOOL).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conforms", "differs", "rss-differs", "not-validated"})
    void shouldReadAsTheGoldenText(String name) {
        String text = text(named(name));

        Golden.assertTidy(text);
        Golden.assertEqual("conformance-" + name + ".txt", text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"conforms", "differs", "rss-differs", "not-validated"})
    void shouldJudgeARecordingAsTheCheckItself(String name) {
        Recording recording = named(name);

        assertThat(text(again(recording))).isEqualTo(text(recording));
        assertThat(document(again(recording))).isEqualTo(document(recording));
        assertThat(RecordingDocument.text(again(recording), TOOL)).isEqualTo(RecordingDocument.text(recording, TOOL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"conforms", "differs", "rss-differs", "not-validated"})
    void shouldFollowItsSchema(String name) {
        JsonNode document = document(named(name));

        assertThat(errors(document)).isEmpty();
        assertThat(document.get("frames").asInt()).isEqualTo(document.get("agree").asInt()
                + document.get("differ").asInt() + document.get("missing").asInt());
        assertThat(document.get("differences")).hasSize(document.get("differ").asInt());
    }

    @ParameterizedTest
    @ValueSource(strings = {"conforms", "differs", "rss-differs", "not-validated"})
    void shouldKeepWhatItsSchemaSays(String name) {
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(MAPPER.readTree(RecordingDocument.class
                        .getResourceAsStream("/io/vmq/tools/report/vmq.observations-1.schema.json")));
        ObjectNode document = (ObjectNode) MAPPER.readTree(RecordingDocument.text(named(name), TOOL));

        assertThat(schema.validate(document)).extracting(Error::toString).isEmpty();
        for (String member : SCHEMA.at("/required").valueStream().map(JsonNode::asString).toList()) {
            ObjectNode other = document.deepCopy();
            if (other.has(member) && !member.equals("tool")) {
                other.putArray(member).add("x");
                assertThat(schema.validate(other)).as("with a list as " + member).isNotEmpty();
            }
        }
    }

    @Test
    void shouldRefuseByTheSchemaWhatIsNone() {
        JsonNode whole = document(named("differs"));
        for (String name : SCHEMA.at("/required").valueStream().map(JsonNode::asString).toList()) {
            JsonNode without = whole.deepCopy();
            ((ObjectNode) without).remove(name);
            assertThat(errors(without)).as("without " + name).isNotEmpty();
        }
        for (String name : SCHEMA.at("/properties/differences/items/properties").propertyNames()) {
            JsonNode other = whole.deepCopy();
            ((ObjectNode) other.get("differences").get(0)).putArray(name);
            assertThat(errors(other)).as("with a list as " + name).isNotEmpty();
        }
        JsonNode more = whole.deepCopy();
        ((ObjectNode) more).put("more", 1);
        assertThat(errors(more)).isNotEmpty();
    }
}
