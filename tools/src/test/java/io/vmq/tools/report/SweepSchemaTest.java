package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.vmq.tools.experiment.Verdict;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.sweep.CellResult;
import io.vmq.tools.sweep.SweepPlan;
import io.vmq.tools.sweep.Sweeps;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The schema of sweep documents that ships, held against documents and against the columns that there are. */
class SweepSchemaTest {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final JsonNode SCHEMA = MAPPER
            .readTree(SweepDocument.class.getResourceAsStream("/io/vmq/tools/report/vmq.sweep-1.schema.json"));
    private static final Schema VALIDATOR = SchemaRegistry
            .withDefaultDialect(SpecificationVersion.DRAFT_2020_12).getSchema(SCHEMA);

    private static List<String> errors(JsonNode document) {
        return VALIDATOR.validate(document).stream().map(Error::toString).toList();
    }

    /** Rows with and without a claim about latency, valid and not, of a plan whose axes have dashes and commas. */
    private static JsonNode document(int rows) throws InterruptedException {
        SweepPlan plan = Sweeps.plan(Map.of(Setting.SEED, "7"), "frame-size=1518,\"64:7,1518:1\"",
                "rate=40%,max,10pps", "mode=single,vmq");
        List<CellResult> results = Sweeps.results(plan);
        SweepRows some = new SweepRows(plan);
        for (int row = 0; row < Math.min(rows, plan.rows()); row++) {
            some.add(row, results.get(row));
        }
        return MAPPER.readTree(SweepDocument.text(plan, some));
    }

    @Test
    void shouldHoldForDocumentsWholeAndPartial() throws InterruptedException {
        JsonNode whole = document(Integer.MAX_VALUE);

        assertThat(whole.get("partial").asBoolean()).isFalse();
        assertThat(whole.get("rows")).hasSize(12).anyMatch(row -> row.get("latency_p99_ns").isNull());
        assertThat(errors(whole)).isEmpty();
        assertThat(errors(document(3))).isEmpty();
        assertThat(errors(document(0))).isEmpty();
    }

    @Test
    void shouldRefuseWhatIsNone() throws InterruptedException {
        JsonNode whole = document(1);
        for (String name : SCHEMA.at("/properties/rows/items/properties").propertyNames()) {
            JsonNode without = whole.deepCopy();
            ((ObjectNode) without.get("rows").get(0)).remove(name);
            assertThat(errors(without)).as("without " + name).isNotEmpty();
            JsonNode other = whole.deepCopy();
            ((ObjectNode) other.get("rows").get(0)).putArray(name);
            assertThat(errors(other)).as("with a list as " + name).isNotEmpty();
        }
        JsonNode more = whole.deepCopy();
        ((ObjectNode) more).put("more", 1);
        assertThat(errors(more)).isNotEmpty();
    }

    @Test
    void shouldDescribeEveryColumnAndNoOther() {
        JsonNode row = SCHEMA.at("/properties/rows/items");
        List<String> columns = new ArrayList<>(List.of("trial", "seed"));
        SweepColumn.FIGURES.forEach(column -> columns.add(column.name()));

        assertThat(row.get("properties").propertyNames()).containsExactlyElementsOf(columns);
        assertThat(row.get("required").valueStream().map(JsonNode::asString)).containsExactlyElementsOf(columns);
        assertThat(row.get("properties")).allSatisfy(
                column -> assertThat(column.path("description").asString("")).isNotBlank());
        assertThat(row.at("/properties/limited_by/enum").valueStream().map(JsonNode::asString))
                .containsExactlyElementsOf(
                        Arrays.stream(Verdict.Limit.values()).map(Verdict.Limit::label).toList());
    }
}
