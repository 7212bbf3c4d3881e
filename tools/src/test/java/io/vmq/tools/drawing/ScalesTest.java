package io.vmq.tools.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScalesTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "90, 0.2", "99, 0.4", "99.9, 0.6", "99.999, 1", "99.9999, 1", "100, 1", "50, 0.060206"})
    void shouldGiveEveryNineTheSameWidth(double percentile, double place) {
        assertThat(new TailScale(5).at(percentile)).isCloseTo(place, within(1e-6));
    }

    @Test
    void shouldLabelTheTailAsPeopleSayIt() {
        assertThat(TailScale.of(100_000).ticks()).extracting(Tick::label).containsExactly("0 %", "50 %", "90 %", "99 %",
                "99.9 %", "99.99 %", "99.999 %");
    }

    @Test
    void shouldEndTheTailAtTheHighestOfAllValues() {
        assertThat(TailScale.of(2_000).to()).isCloseTo(3.30103, within(1e-5));
        assertThat(TailScale.of(1).to()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource({"3.463, 1776, 2, 2000", "1, 1000, 1, 1000", "0.001, 0.0011, 0.001, 0.002", "7, 7, 5, 10",
        "6, 60, 5, 100"})
    void shouldPutRoundEndsAroundARange(double least, double most, double from, double to) {
        LogScale scale = LogScale.around(least, most);

        assertThat(scale.from()).isCloseTo(from, within(from * 1e-9));
        assertThat(scale.to()).isCloseTo(to, within(to * 1e-9));
        assertThat(scale.at(least)).isBetween(0.0, 1.0);
        assertThat(scale.at(most)).isGreaterThanOrEqualTo(scale.at(least));
    }

    @ParameterizedTest
    @CsvSource({"24.1, 25", "1776, 2000", "0, 1", "100, 100", "0.37, 0.4"})
    void shouldEndLinearScalesAtARoundValue(double most, double to) {
        assertThat(LinearScale.upTo(most).to()).isCloseTo(to, within(1e-9));
    }

    @Test
    void shouldLabelWithoutTheTailsOfBinaryFractions() {
        assertThat(new LinearScale(0, 0.6).ticks()).extracting(Tick::label).containsExactly("0", "0.1", "0.2", "0.3",
                "0.4", "0.5", "0.6");
        assertThat(new LogScale(0.5, 20).ticks()).extracting(Tick::label).contains("0.5", "1", "2", "5", "10", "20");
    }
}
