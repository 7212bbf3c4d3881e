package io.vmq.tools.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page on scenario files says what the product says. */
class ScenarioPageTest {

    private static final Path PAGE = Path.of("..", "docs", "scenarios.md");
    private static final String OPTIONS = "| key | option | value | default | meaning |";

    private static List<String> table(String heading) throws IOException {
        List<String> page = Files.readAllLines(PAGE);
        return page.stream().skip(page.indexOf(heading) + 2L).takeWhile(line -> line.startsWith("|")).toList();
    }

    private static String row(Setting setting) {
        String meaning = setting.description();
        String tail = setting.defaultText().map(text -> " (default " + text + ")").orElse("");
        return "| `" + setting.key() + "` | `" + String.join("`, `", setting.options()) + "` | `" + setting.label()
                + "` | "
                + setting.defaultText().map(text -> "`" + text + "`").orElse("") + " | "
                + meaning.substring(0, meaning.length() - tail.length()) + " |";
    }

    @Test
    void shouldListEverySettingAsItIs() throws IOException {
        assertThat(table(OPTIONS)).isEqualTo(Arrays.stream(Setting.values()).map(ScenarioPageTest::row).toList());
    }

    @Test
    void shouldNameEveryKeyOfTheSchemaWithItsMeaning() throws IOException {
        String page = Files.readString(PAGE);
        Map<String, List<JsonNode>> keys = SchemaPaths
                .of(JsonMapper.builder().build().readTree(ShippedScenarios.schema()));

        assertThat(keys.keySet()).allMatch(key -> page.contains("`" + key + "`"));
        Stream<JsonNode> properties = keys.values().stream().flatMap(List::stream);
        assertThat(properties).allMatch(property -> page.contains(property.get("description").asString()));
    }

    @Test
    void shouldShowAFileThatTheReaderAccepts() throws IOException {
        String page = Files.readString(PAGE);
        String example = page.substring(page.indexOf("```yaml\n") + "```yaml\n".length());

        assertThat(Scenarios.read(example.substring(0, example.indexOf("```"))).vms()).hasSize(8);
    }
}
