package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FiguresTest {

    @ParameterizedTest
    @CsvSource({"0, 0.000", "3507000000, 3.507", "9375499999, 9.375", "9375500001, 9.376", "100e9, 100.000"})
    void shouldShowGigabits(double bps, String shown) {
        assertThat(Figures.gbps(bps)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "772450, 0.772", "14880952, 14.881"})
    void shouldShowMillionsOfFrames(double pps, String shown) {
        assertThat(Figures.mpps(pps)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.000", "1, 0.001", "3463, 3.463", "9999, 9.999", "10000, 10.00", "12394, 12.39", "99990, 99.99",
        "100000, 100.0", "123456, 123.5", "999900, 999.9", "1000000, 1000", "1776123, 1776", "10000000000, 10000000"})
    void shouldShowFourDigitsOfMicrosecondsButWholeNanoseconds(double ns, String shown) {
        assertThat(Figures.us(ns)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource({"0, 0.00", "0.00004999, <0.01", "0.00005, 0.01", "0.0547, 5.47", "0.5, 50.00", "0.9999, 99.99",
        "0.999949, 99.99", "0.99995, >99.99", "0.9999999, >99.99", "1, 100.00"})
    void shouldNotShowNothingOrAllOfWhatIsNot(double fraction, String shown) {
        assertThat(Figures.percent(fraction)).isEqualTo(shown);
    }

    @Test
    void shouldShowADashForNothing() {
        assertThat(Figures.ratio(null)).isEqualTo("-");
        assertThat(Figures.us(null, 50)).isEqualTo("-");
        assertThat(Figures.maxUs(null)).isEqualTo("-");
    }

    @Test
    void shouldShowRatiosAndCounts() {
        assertThat(Figures.ratio(0.99849)).isEqualTo("0.998");
        assertThat(Figures.count(1_234_567)).isEqualTo("1234567");
    }

    @ParameterizedTest
    @CsvSource({"50.0, 50", "99.9, 99.9", "99.999, 99.999", "100.0, 100"})
    void shouldNamePercentilesWithoutZerosAtTheEnd(double percentile, String name) {
        assertThat(Percentiles.name(percentile)).isEqualTo(name);
    }
}
