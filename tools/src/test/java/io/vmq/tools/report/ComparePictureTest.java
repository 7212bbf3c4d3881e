package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparePictureTest {

    private static final TerminalStyle UNICODE = new TerminalStyle(80, true, false);
    private static final TerminalStyle ASCII = new TerminalStyle(60, false, false);

    @Test
    void shouldDrawTheGoldenRunInBraille() throws InterruptedException {
        String picture = ComparePicture.text(Golden.run(), UNICODE);

        Golden.assertTidy(picture);
        Golden.assertEqual("golden-compare-picture.txt", picture);
    }

    @Test
    void shouldDrawTheGoldenRunInAscii() throws InterruptedException {
        String picture = ComparePicture.text(Golden.run(), ASCII);

        Golden.assertTidy(picture);
        assertThat(picture).matches("(?s)\\p{ASCII}+");
        Golden.assertEqual("golden-compare-picture-ascii.txt", picture);
    }

    @Test
    void shouldOnlyAddColourToWhatItDrawsWithoutIt() throws InterruptedException {
        ExperimentResult run = Golden.run();
        String plain = ComparePicture.text(run, UNICODE);
        String coloured = ComparePicture.text(run, new TerminalStyle(80, true, true));

        assertThat(plain).doesNotContain("\u001b");
        assertThat(coloured).contains("\u001b[36mS single\u001b[0m", "\u001b[35mV vmq\u001b[0m");
        assertThat(coloured.replaceAll("\u001b\\[\\d+m", "")).isEqualTo(plain);
    }

    @ParameterizedTest
    @CsvSource({"10, 60", "72, 72", "300, 100"})
    void shouldFitTheTerminalWithinReason(int columns, int most) throws InterruptedException {
        List<String> lines = ComparePicture.text(Golden.run(), new TerminalStyle(columns, true, false)).lines()
                .toList();

        assertThat(lines).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(most));
        assertThat(lines).anySatisfy(line -> assertThat(line.length()).isGreaterThan(most - 4));
    }

    @Test
    void shouldGiveEveryModeALetterOfItsOwn() throws InterruptedException {
        String picture = ComparePicture.text(Runs.virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "5ms",
                Setting.MODES, "single,rss,vmq,vmmq,vrss")), ASCII);

        assertThat(picture).contains("\n S single  R rss  V vmq  M vmmq  1 vrss\n");
    }

    @Test
    void shouldDrawBarsAloneWhereNothingIsClaimedOfLatency() throws InterruptedException {
        String picture = ComparePicture.text(Runs.virtual(Map.of(Setting.DURATION, "20ms", Setting.WARMUP, "5ms",
                Setting.RATE, "max")), UNICODE);

        assertThat(picture).startsWith("\n delivered in Gb/s\n").contains("█");
    }

    @Test
    void shouldStandUnderTheTableAndChangeNothingElse() throws InterruptedException {
        ExperimentResult run = Golden.run();
        String text = CompareTable.text(run, "PICTURE\n");

        assertThat(text).containsPattern("(?m)^ valid .*\\n\\nPICTURE\\n\\nsingle-queue delivers");
        assertThat(text.replace("\nPICTURE\n", "")).isEqualTo(CompareTable.text(run));
    }
}
