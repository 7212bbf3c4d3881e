package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NativeOutputTest {

    @Test
    void shouldReadFramesAndNanoseconds() {
        assertThat(NativeOutput.round("159480320 500005419\n"))
                .isEqualTo(new Round(159_480_320, 500_005_419, Round.NO_GAPS, 159_480_320));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1 2", "1 2\n3 4\n", "lines: 1 2\n", "-1 2\n", "0 2\n", "1 0\n", "1 2 3\n"})
    void shouldRefuseWhatIsNotOneMeasurement(String output) {
        assertThatThrownBy(() -> NativeOutput.round(output)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldReadEachNameWithItsChecksum() {
        String output = "softrss 9265152 500264910 19840284895128789\nthash-gfni 261079040 500004952 559071511589526530\n";

        assertThat(NativeOutput.rounds("native/", output)).isEqualTo(
                Map.of("native/softrss", new Round(9_265_152, 500_264_910, Round.NO_GAPS, 19_840_284_895_128_789L),
                        "native/thash-gfni",
                        new Round(261_079_040, 500_004_952, Round.NO_GAPS, 559_071_511_589_526_530L)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"softrss 1 2\n", "1 2 3\n", "a 1 2 3\na 1 2 3\n", "\n", "a 1 0 3\n", "a 1 2 3 4\n"})
    void shouldRefuseNamesWithoutTheirNumbers(String output) {
        assertThatThrownBy(() -> NativeOutput.rounds("", output)).isInstanceOf(IllegalArgumentException.class);
    }
}
