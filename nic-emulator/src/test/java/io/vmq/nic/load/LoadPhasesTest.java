package io.vmq.nic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.port.LinkRate;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoadPhasesTest {

    private static final long SEED = 31;
    private static final long MS = 1_000_000;
    private static final long S = 1_000_000_000;
    private static final long PS_PER_NS = 1_000;

    private static Load load(double ratePps, String arrivals, LoadPhase... phases) {
        return new Load(LinkRate.ofGbps(10), ratePps, Arrivals.parse(arrivals), List.of(phases));
    }

    private static ArrivalProcess process(Load load) {
        return load.process(new SplittableRandom(SEED));
    }

    private static int countUntil(ArrivalProcess process, long[] nextPs, long untilNs) {
        int count = 0;
        while (nextPs[0] < untilNs * PS_PER_NS) {
            count++;
            nextPs[0] = process.nextArrivalPs();
        }
        return count;
    }

    @Test
    void shouldSendExactlyWhatEachPhaseSays() {
        ArrivalProcess process = process(load(1e6, "constant", new LoadPhase(10 * MS, 2e5), new LoadPhase(20 * MS, 0),
                new LoadPhase(25 * MS, 3e6), new LoadPhase(30 * MS, 0)));
        long[] next = {process.nextArrivalPs()};

        assertThat(next[0]).isZero();
        assertThat(countUntil(process, next, 10 * MS)).isEqualTo(10_000);
        assertThat(countUntil(process, next, 20 * MS)).isEqualTo(2_000);
        assertThat(countUntil(process, next, 25 * MS)).isZero();
        assertThat(next[0]).isEqualTo(25 * MS * PS_PER_NS);
        assertThat(countUntil(process, next, 30 * MS)).isEqualTo(15_000);
        assertThat(next[0]).isEqualTo(ArrivalProcess.NEVER);
        assertThat(process.nextArrivalPs()).isEqualTo(ArrivalProcess.NEVER);
    }

    /** Half a gap before the phase changes and half a gap of the new rate after it. */
    @Test
    void shouldCarryTheRestOfAGapIntoTheNextPhase() {
        ArrivalProcess process = process(load(1e3, "constant", new LoadPhase(1_500_000, 1e6)));

        assertThat(process.nextArrivalPs()).isZero();
        assertThat(process.nextArrivalPs()).isEqualTo(1_000_000_000);
        assertThat(process.nextArrivalPs()).isEqualTo(1_500_500_000);
        assertThat(process.nextArrivalPs()).isEqualTo(1_501_500_000);
    }

    /** Poisson counts have the variance of their mean; bursts of 1 ms or less even out over 2 s. */
    @ParameterizedTest
    @CsvSource({"poisson, 1", "'onoff:300us,700us', 0.1", "'mmpp:4/100us,1/900us', 120"})
    void shouldHaveTheRateOfThePhaseInTheMean(String arrivals, double varianceToMean) {
        ArrivalProcess process = process(
                load(1e6, arrivals, new LoadPhase(2 * S, 2.5e5), new LoadPhase(4 * S, 0), new LoadPhase(6 * S, 1e5)));
        long[] next = {process.nextArrivalPs()};

        double[] expected = {2e6, 5e5, 0, 2e5};
        for (int phase = 0; phase < expected.length; phase++) {
            int count = countUntil(process, next, 2 * S * (phase + 1));
            assertThat((double) count).as("phase %d, seed %d", phase, SEED).isCloseTo(expected[phase],
                    within(4 * Math.sqrt(expected[phase] * varianceToMean)));
        }
    }

    @Test
    void shouldComeAtTheTimesOfThePlainProcessWhenAPhaseChangesNothing() {
        for (String arrivals : new String[] {"constant", "poisson"}) {
            ArrivalProcess plain = process(load(1e6 / 3, arrivals));
            ArrivalProcess phased = process(load(1e6 / 3, arrivals, new LoadPhase(700 * MS, 1e6 / 3)));
            for (int i = 0; i < 1_000_000; i++) {
                assertThat(phased.nextArrivalPs()).as("frame %d, %s", i, arrivals).isCloseTo(plain.nextArrivalPs(),
                        within(1_000L));
            }
        }
    }

    /** 700 hours hold 10^12 bursts of 1 us: this ends because none of them is walked. */
    @ParameterizedTest
    @ValueSource(strings = {"constant", "poisson", "onoff:1us,1us", "mmpp:1/10s,0/10s"})
    void shouldPassALongSilenceAtOnce(String arrivals) {
        long silenceEndsNs = 700L * 3_600 * S;
        ArrivalProcess process = process(
                load(1e6, arrivals, new LoadPhase(MS, 0), new LoadPhase(silenceEndsNs, 1e6)));
        long[] next = {process.nextArrivalPs()};

        countUntil(process, next, MS);
        assertThat(next[0]).isGreaterThanOrEqualTo(silenceEndsNs * PS_PER_NS).isNotEqualTo(ArrivalProcess.NEVER);
    }

    @Test
    void shouldAverageTheRateOverAWindow() {
        Load load = load(1e6, "poisson", new LoadPhase(2 * S, 4e5), new LoadPhase(3 * S, 0));

        assertThat(load.meanPps(0, 2 * S)).isEqualTo(1e6);
        assertThat(load.meanPps(S, 3 * S)).isEqualTo(7e5);
        assertThat(load.meanPps(0, 4 * S)).isEqualTo(6e5);
        assertThat(load.meanPps(5 * S, 9 * S)).isZero();
        assertThat(load(Load.BACK_TO_BACK, "constant").meanPps(0, 1)).isInfinite();
        assertThat(new Load(LinkRate.ofGbps(10), 5, new Arrivals.Poisson()).meanPps(3, 7)).isEqualTo(5);
        assertThatThrownBy(() -> load.meanPps(5, 5)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("window from 5 ns to 5 ns: a start of 0 or more and a later end expected");
    }

    @Test
    void shouldRefusePhasesThatMakeNoTimetable() {
        assertThatThrownBy(() -> load(1, "constant", new LoadPhase(0, 1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load phase from 0s: a time after 0s expected");
        assertThatThrownBy(() -> load(1, "constant", new LoadPhase(S, 1), new LoadPhase(S, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load phase from 1s: a time after 1s expected");
        assertThatThrownBy(() -> load(Load.BACK_TO_BACK, "constant", new LoadPhase(S, 1)))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "load phases back to back: a rate expected, since who fills the link follows no timetable");
        assertThatThrownBy(() -> new LoadPhase(-1, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load phase from -1 ns: 0 to 2592000000000000 expected");
        assertThatThrownBy(() -> new LoadPhase(TimeSpan.MAX_NS + 1, 1)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-1, 0.0001, Double.NaN, Double.POSITIVE_INFINITY})
    void shouldRefuseRatesThatNoPhaseCanHave(double ratePps) {
        assertThatThrownBy(() -> new LoadPhase(S, ratePps)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("load phase from 1s at " + ratePps
                        + " frames/s: 0, or a finite rate of 0.001 or more expected");
    }

    /** A 10 Gb/s link carries 14,880,952 frames of 64 bytes a second. */
    @Test
    void shouldRefusePeaksAndPhasesThatTheLinkCannotCarry() {
        load(14.88e6 / 5, "onoff:10ms,40ms").checkLink(64);
        load(1, "mmpp:1/10ms,1/40ms", new LoadPhase(S, 14.88e6)).checkLink(64);

        assertThatThrownBy(() -> load(3e6, "onoff:10ms,40ms").checkLink(64))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "arrivals onoff:10ms,40ms at a rate of 3mpps from 0s on: a peak of 15mpps"
                                + " (expected at most 14.8809mpps, what a link of 10gbps carries at"
                                + " 64.0 bytes a frame)");
        assertThatThrownBy(() -> load(1, "mmpp:1/1ms,0/9ms", new LoadPhase(5 * S, 2e6)).checkLink(64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("arrivals mmpp:1/1ms,0/9ms at a rate of 2mpps from 5s on");
        assertThatThrownBy(() -> load(1, "poisson", new LoadPhase(5 * S, 15e6)).checkLink(64))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("rate 15000000.000 frames/s: at most 14880952.381 expected");
    }
}
