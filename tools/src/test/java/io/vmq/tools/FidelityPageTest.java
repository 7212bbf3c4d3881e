package io.vmq.tools;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page on fidelity names tests that are there, says of each statement how it stands, and counts right. */
class FidelityPageTest {

    private static final Path PAGE = Path.of("..", "docs", "fidelity.md");
    private static final List<String> MODULES = List.of("dispatch-core", "nic-emulator", "tools");
    private static final Pattern ROW = Pattern.compile("\\| \\d\\S* \\|.*");
    private static final Pattern NAMED_TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern METHOD = Pattern.compile("(?m)^    void (should\\w+)\\(");
    private static final Pattern COUNT = Pattern.compile("(?m)^\\| `([a-z ]+)` \\| (\\d+) \\|");
    /** How a statement may stand, and whether a test has to be named for it. */
    private static final Map<String, Boolean> NEEDS_TEST = Map.of("held", true, "in part", true, "our choice", false,
            "not modelled", false);

    private record Row(String number, String statement, String source, String here, String why) {

        static Row parse(String line) {
            String[] cells = line.substring(1, line.length() - 1).split("\\|", -1);
            assertThat(cells).as(line).hasSize(5);
            List<String> texts = Arrays.stream(cells).map(String::strip).toList();
            assertThat(texts).as(line).allMatch(text -> !text.isEmpty());
            return new Row(texts.get(0), texts.get(1), texts.get(2), texts.get(3), texts.get(4));
        }
    }

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(PAGE).stream().filter(line -> ROW.matcher(line).matches()).map(Row::parse).toList();
    }

    /** The methods of each test class, by its simple name; classes of one name in several modules count as one. */
    private static Map<String, Set<String>> tests() throws IOException {
        Map<String, Set<String>> methods = new TreeMap<>();
        for (String module : MODULES) {
            try (Stream<Path> files = Files.walk(Path.of("..", module, "src", "test", "java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java")).toList()) {
                    String name = file.getFileName().toString().replace(".java", "");
                    METHOD.matcher(Files.readString(file)).results().map(found -> found.group(1))
                            .forEach(method -> methods.computeIfAbsent(name, _ -> new TreeSet<>()).add(method));
                }
            }
        }
        return methods;
    }

    @Test
    void shouldNameOnlyTestsThatExist() throws IOException {
        Map<String, Set<String>> tests = tests();
        List<String> missing = new ArrayList<>();

        List<MatchResult> named = NAMED_TEST.matcher(Files.readString(PAGE)).results().toList();
        for (MatchResult test : named) {
            if (!tests.getOrDefault(test.group(1), Set.of()).contains(test.group(2))) {
                missing.add(test.group());
            }
        }

        assertThat(named).hasSizeGreaterThan(80);
        assertThat(missing).isEmpty();
    }

    /** A word in code that looks like a test but is not written as class and method would go unchecked. */
    @Test
    void shouldNameTestsInNoOtherWay() throws IOException {
        String page = NAMED_TEST.matcher(Files.readString(PAGE)).replaceAll("");

        assertThat(page).doesNotContainPattern("\\w+Test\\b").doesNotContainPattern("\\bshould[A-Z]");
    }

    @Test
    void shouldSayOfEachStatementHowItStandsWithATestOrAReason() throws IOException {
        List<Row> rows = rows();

        assertThat(rows).extracting(Row::number).doesNotHaveDuplicates().hasSizeGreaterThan(100);
        assertThat(rows).allSatisfy(row -> {
            assertThat(NEEDS_TEST).as(row.number()).containsKey(row.here());
            boolean named = NAMED_TEST.matcher(row.why()).find();
            assertThat(named || !NEEDS_TEST.getOrDefault(row.here(), true)).as("%s names a test", row.number())
                    .isTrue();
            String words = NAMED_TEST.matcher(row.why()).replaceAll("").replaceAll("[,; ]", "");
            assertThat(row.here().equals("held") || !words.isEmpty()).as("%s gives a reason", row.number()).isTrue();
        });
    }

    @Test
    void shouldCountItsStatements() throws IOException {
        Map<String, Long> counted = rows().stream()
                .collect(Collectors.groupingBy(Row::here, Collectors.counting()));

        Map<String, Long> told = COUNT.matcher(Files.readString(PAGE)).results()
                .collect(Collectors.toMap(found -> found.group(1), found -> Long.parseLong(found.group(2))));

        assertThat(told).isEqualTo(counted);
    }

    @Test
    void shouldExplainEverySourceThatItNames() throws IOException {
        String page = Files.readString(PAGE);
        Set<String> explained = Pattern.compile("(?m)^- \\*\\*([A-Z0-9]+)\\*\\*").matcher(page).results()
                .map(found -> found.group(1)).collect(Collectors.toSet());

        Function<Row, Stream<String>> names = row -> Pattern.compile("\\b[A-Z][A-Z0-9]{2,}\\b")
                .matcher(row.source().replaceAll("`[^`]*`", "")).results().map(MatchResult::group);
        assertThat(rows().stream().flatMap(names)).isNotEmpty().isSubsetOf(explained);
    }
}
