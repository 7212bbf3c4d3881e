package io.vmq.nic.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The reference for modulated arrivals, where it must give what is known otherwise. */
class MmppQueueTest {

    private static final double SERVICE = 10e-6;

    private static double equalServiceLatency(double rate) {
        double load = rate * SERVICE;
        return SERVICE + load * SERVICE / (2 * (1 - load));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.5, 0.8, 0.95})
    void shouldBeMD1WhenBothRatesAreEqual(double load) {
        double rate = load / SERVICE;

        assertThat(new MmppQueue(rate, 1e-3, rate, 2e-3, SERVICE).meanLatency())
                .isCloseTo(equalServiceLatency(rate), withinPercentage(1e-6));
    }

    @Test
    void shouldBeMD1AtTheMeanRateWhenStatesChangeWithinAFrame() {
        assertThat(new MmppQueue(90e3, 1e-9, 60e3, 2e-9, SERVICE).meanLatency())
                .isCloseTo(equalServiceLatency(70e3), withinPercentage(0.01));
    }

    /** Each frame then finds the queue of its own state. */
    @Test
    void shouldBeAMixtureOfTwoWhenStatesHardlyEverChange() {
        double frames = 70e3 * 1 + 30e3 * 3;

        assertThat(new MmppQueue(70e3, 1e3, 30e3, 3e3, SERVICE).meanLatency())
                .isCloseTo((70e3 * equalServiceLatency(70e3) + 90e3 * equalServiceLatency(30e3)) / frames,
                        withinPercentage(0.01));
    }

    @Test
    void shouldNotMindWhichStateIsTheFirst() {
        assertThat(new MmppQueue(160e3, 2e-4, 50e3, 6e-4, SERVICE).meanLatency())
                .isCloseTo(new MmppQueue(50e3, 6e-4, 160e3, 2e-4, SERVICE).meanLatency(), withinPercentage(1e-6));
    }
}
