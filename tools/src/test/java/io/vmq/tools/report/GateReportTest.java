package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.gate.GateResult;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What is printed of a gate, to the character, and what of it may not get through. */
class GateReportTest {

    private static final Map<GateFormat, String> ENDINGS = Map.of(GateFormat.TABLE, ".txt", GateFormat.JSON, ".json",
            GateFormat.JUNIT, ".xml", GateFormat.MARKDOWN, ".md", GateFormat.GITHUB, ".log");

    private static Stream<GateResult> all() {
        return Stream.of(Gates.regressed(), Gates.inconclusive(), Gates.improved(), Gates.passed(), Gates.many(60));
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadAsTheGoldenFile(GateFormat format) {
        Golden.assertEqual("gate-regressed" + ENDINGS.get(format), format.text(Gates.regressed(), false));
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeTidyAndWithoutControlCharacters(GateFormat format) {
        assertThat(all()).allSatisfy(result -> {
            String text = format.text(result, true);
            Golden.assertTidy(text);
            assertThat(text.codePoints().filter(c -> c != '\n')
                    .filter(c -> Character.isISOControl(c) || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.SURROGATE || c == 0xFFFE))
                    .isEmpty();
        });
    }

    /** Runners look for commands at the starts of lines, and for old ones anywhere. */
    @ParameterizedTest
    @EnumSource
    void shouldGiveNoCommandsOfOthersToARunner(GateFormat format) {
        assertThat(all()).allSatisfy(result -> assertThat(format.text(result, true).lines().map(String::strip))
                .noneMatch(line -> format != GateFormat.GITHUB && line.startsWith("::"))
                .noneMatch(line -> line.contains("##[")));
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayTheVerdictAndWhatItIsOf(GateFormat format) {
        assertThat(format.text(Gates.inconclusive(), false)).contains("inconclusive", "rss", "p99");
        assertThat(format.text(Gates.improved(), false)).contains("improved", "vmq", "p99");
    }

    @Test
    void shouldSayHowManyMoreTrialsWouldDo() {
        assertThat(GateTable.text(Gates.inconclusive(), false)).contains(
                "Verdict inconclusive: 2 of 3 comparisons could not be settled, none is known to be worse. 12 more trials "
                        + "a side should settle it.\n",
                "INCONCLUSIVE: rss rate: trials differ too much among themselves, 11 frames/s instead of 10 frames/s. "
                        + "3 more trials a side should settle it.\n");
        assertThat(GateTable.text(Gates.passed(), false))
                .contains("Verdict pass: the comparison did not get worse by 5 % or more.\n");
        assertThat(GateTable.text(Gates.improved(), false))
                .contains("Verdict improved: 1 of 1 comparison got better by 5 % or more, none got worse.\n");
    }

    @Test
    void shouldHidePlainPassesAmongManyRowsUnlessAllAreWanted() {
        String some = GateTable.text(Gates.many(11), false);
        String all = GateTable.text(Gates.many(11), true);

        assertThat(some).doesNotContain("pass3 ").contains("bad3", "11 comparisons that pass are not shown (--all");
        assertThat(all).contains("pass3 ", "bad3").doesNotContain("not shown");
        assertThat(some).contains("REGRESSED: bad9", "and 1 more, as the table has them (--all: in words)\n")
                .doesNotContain("REGRESSED: bad10");
        assertThat(all).contains("REGRESSED: bad10").doesNotContain("and 1 more");
        assertThat(GateTable.text(Gates.many(10), false)).contains("pass3 ").doesNotContain("not shown");
    }

    @Test
    void shouldStayWithinTheAnnotationsThatAStepMayHave() {
        List<String> lines = GateAnnotations.text(Gates.many(60)).lines().toList();

        assertThat(lines.stream().filter(line -> line.startsWith("::error "))).hasSize(10).last().asString()
                .isEqualTo("::error title=regressed::and 51 more");
        assertThat(lines.getLast()).startsWith("::notice title=vmq gate::regressed: 60 of 120 ");
    }

    @Test
    void shouldStayWithinTheSizeOfAComment() {
        assertThat(GateMarkdown.text(Gates.many(1_000))).hasSizeLessThan(65_536).contains("and 950 more",
                "and 980 more");
    }

    @ParameterizedTest
    @CsvSource({"100%, 100%25", "'a,b:c', 'a%2Cb%3Ac'"})
    void shouldEscapePropertiesOfWorkflowCommands(String text, String escaped) {
        assertThat(GateAnnotations.property(text)).isEqualTo(escaped);
        assertThat(GateAnnotations.property("a\r\nb")).isEqualTo("a%0D%0Ab");
        assertThat(GateAnnotations.data("a:b,c%\r\n")).isEqualTo("a:b,c%25%0D%0A");
    }

    /** Rows of tables have as many cells as their heading, whatever names are in them. */
    @Test
    void shouldKeepTheColumnsOfMarkdownTables() {
        assertThat(all()).allSatisfy(result -> assertThat(
                GateMarkdown.text(result).lines().filter(line -> line.startsWith("|"))
                        .map(line -> line.split("\\|", -1)))
                .isNotEmpty().allMatch(cells -> cells.length == 10));
    }

    @Test
    void shouldLeaveNothingOfANameToMarkdown() {
        String code = GateMarkdown.code(Gates.NASTY);
        String text = GateMarkdown.escaped("@octocat closes #1 at www.example.com, see https://x <img>");

        assertThat(code.substring("<code>".length(), code.length() - "</code>".length()).replaceAll("&#[0-9]+;", ""))
                .doesNotContainPattern("[|<>&\"'`*_\\[\\]@#!~$:\\\\]");
        assertThat(text).isEqualTo("&#64;<!-- -->octocat closes &#35;<!-- -->1 at www&#46;example.com, see "
                + "https&#58;//x &#60;img&#62;");
    }

    @ParameterizedTest
    @CsvSource({"1, 0 %", "1.098, +9.8 %", "0.958, -4.2 %", "1.0042, +0.42 %", "1.00000001, +<0.01 %",
        "0.99999999, -<0.01 %", "0, -100.0 %", "0.0000001, <-99.9 %", "12.5, +1150 %"})
    void shouldShowChangesAsPeopleReadThem(double ratio, String shown) {
        assertThat(GateFigures.change(ratio)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"1, the same", "1.098, 9.8 % higher", "0.958, 4.2 % lower", "12.5, 12.5 times as high",
        "1.00000001, <0.01 % higher"})
    void shouldSayChangesInWords(double ratio, String words) {
        assertThat(GateFigures.words(ratio)).isEqualTo(words);
    }

    @Test
    void shouldShowLatencyInMicrosecondsOnceThereIsOne() {
        assertThat(GateTable.text(Gates.passed(), false)).contains(" 100        100  ns ");
        assertThat(GateTable.text(Gates.regressed(), false)).contains(" 812.4      892.1  us ", " 730123     699000 ");
    }

    @Test
    void shouldCutLongNames() {
        assertThat(PlainText.name("x".repeat(81))).isEqualTo("x".repeat(80) + "…");
        assertThat(PlainText.name("x".repeat(80))).hasSize(80);
    }

    @Test
    void shouldKnowEveryFormatByItsName() {
        assertThat(Arrays.stream(GateFormat.values()).map(GateFormat::label)).containsExactly("table", "json", "junit",
                "markdown", "github");
        assertThat(Arrays.stream(GateFormat.values()))
                .allMatch(format -> GateFormat.named(format.label()).orElseThrow() == format);
        assertThat(GateFormat.named("JSON")).isEmpty();
    }

    /** Whoever looks at the server learns why there is nothing. */
    @Test
    void shouldSayInEveryFormatWhyNothingWasCompared() {
        GateResult nothing = Gates.nothing();

        for (GateFormat format : GateFormat.values()) {
            assertThat(format.text(nothing, false)).as(format.label()).contains("the machine was busy");
        }
        assertThat(GateJUnit.text(nothing)).contains("tests=\"1\"", "<skipped ", "nothing was compared");
        assertThat(GateAnnotations.text(nothing)).startsWith("::warning ");
        assertThat(GateTable.text(nothing, false)).contains("Verdict inconclusive: nothing was compared.")
                .doesNotContain("0 of 0");
    }
}
