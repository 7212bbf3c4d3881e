package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairedRatioTest {

    /** By hand: mean of the logarithms 0.915757, their standard error 0.0231079, t(0.975; 2) = 4.302653. */
    @Test
    void shouldGiveTheIntervalOfStudentsTOverTheLogarithms() {
        PairedRatio ratio = ratio(new double[] {2.4, 5.0, 7.8}, new double[] {1, 2, 3});

        assertThat(ratio.ratio()).isCloseTo(2.498666, within(1e-6));
        assertThat(ratio.low()).isCloseTo(2.262186, within(1e-6));
        assertThat(ratio.high()).isCloseTo(2.759866, within(1e-6));
    }

    @Test
    void shouldGiveNoIntervalWithOneTrial() {
        PairedRatio ratio = ratio(new double[] {5}, new double[] {2});

        assertThat(ratio.ratio()).isCloseTo(2.5, within(1e-12));
        assertThat(ratio.low()).isNull();
        assertThat(ratio.high()).isNull();
    }

    @Test
    void shouldGiveAPointIfTrialsAgree() {
        PairedRatio ratio = ratio(new double[] {3, 6}, new double[] {1, 2});

        assertThat(ratio.low()).isCloseTo(3, within(1e-12));
        assertThat(ratio.high()).isCloseTo(3, within(1e-12));
    }

    @Test
    void shouldPairOnlyTheTrialsThatBothHave() {
        assertThat(ratio(new double[] {4, 9, 9}, new double[] {2}).ratio()).isCloseTo(2, within(1e-12));
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "1, 0", "0, 0"})
    void shouldGiveNothingIfARateIsZero(double rate, double baseline) {
        assertThat(PairedRatio.of(new double[] {1, rate}, new double[] {1, baseline})).isNull();
    }

    @Test
    void shouldGiveNothingWithoutTrials() {
        assertThat(PairedRatio.of(new double[0], new double[] {1})).isNull();
    }

    private static PairedRatio ratio(double[] rates, double[] baseline) {
        return Objects.requireNonNull(PairedRatio.of(rates, baseline));
    }
}
