package io.vmq.nic.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bursts in a fixed rhythm draw nothing: every time can be computed. */
class OnOffArrivalsTest {

    private static final long MS = 1_000_000_000;
    private static final long US = 1_000_000;

    private static ArrivalProcess process(String text, double ratePps) {
        return Arrivals.parse(text).process(ratePps, new SplittableRandom(1));
    }

    /** 100,000 frames a second are 5,000 in a burst of 10 ms every 50 ms: one every 2 us. */
    @Test
    void shouldSendEachBurstAtEvenGapsFromItsFirstPicosecond() {
        ArrivalProcess process = process("onoff:10ms,40ms", 1e5);

        for (long burst = 0; burst < 400; burst++) {
            for (long frame = 0; frame < 5_000; frame++) {
                long arrivalPs = process.nextArrivalPs();
                if (arrivalPs != burst * 50 * MS + frame * 2 * US) {
                    assertThat(arrivalPs).as("burst %d, frame %d", burst, frame)
                            .isEqualTo(burst * 50 * MS + frame * 2 * US);
                }
            }
        }
    }

    /**
     * 3/7 frames a microsecond, in bursts of 1 us every 3 us, are 9/7 a burst: frame i is in burst floor(7i / 9), at (7i
     * mod 9) / 9 us of it.
     */
    @Test
    void shouldCarryPartsOfAGapFromBurstToBurstWithoutDrift() {
        ArrivalProcess process = process("onoff:1us,2us", 3e6 / 7);

        for (long i = 0; i < 10_000_000; i++) {
            long arrivalPs = process.nextArrivalPs();
            long exactPs = 7 * i / 9 * 3 * US + 7 * i % 9 * US / 9;
            if (Math.abs(arrivalPs - exactPs) > 2) {
                assertThat(arrivalPs).as("frame %d", i).isCloseTo(exactPs, within(2L));
            }
        }
    }

    /** One frame a second, sent as 3,601 in one second of each hour and a second. */
    @Test
    void shouldKeepTimeForSevenHundredHours() {
        ArrivalProcess process = process("onoff:1s,1h", 1);

        for (long i = 0; i < 700 * 3_601; i++) {
            long arrivalPs = process.nextArrivalPs();
            long exactPs = i / 3_601 * 3_601 * 1_000 * MS + i % 3_601 * 1_000 * MS / 3_601;
            if (Math.abs(arrivalPs - exactPs) > 1) {
                assertThat(arrivalPs).as("frame %d", i).isCloseTo(exactPs, within(1L));
            }
        }
    }

    /** One frame in four bursts: whole bursts pass without any. */
    @Test
    void shouldLeaveBurstsEmptyWhenFramesAreRare() {
        ArrivalProcess process = process("onoff:1ms,1ms", 125);

        for (long i = 0; i < 1_000; i++) {
            assertThat(process.nextArrivalPs()).isEqualTo(i * 8 * MS);
        }
    }

    /**
     * In windows that divide burst and pause, the counts take two values in turn: n in a share p of the windows, else 0.
     * Their mean is n p and their variance n^2 p (1 - p). At lag k the windows of a burst meet q(k) of their own: the
     * autocorrelation is (q(k) - p^2) / (p (1 - p)).
     */
    @Test
    void shouldHaveTheMomentsOfAPeriodicSequenceOfTwoValues() {
        Counts counts = Counts.of(process("onoff:10ms,40ms", 1e5), 1_000 * 10, 5 * MS);
        double variance = 2_500 * 2_500 * 0.2 * 0.8;

        assertThat(counts.mean()).isEqualTo(500);
        assertThat(counts.autocovariance(0, 500)).isEqualTo(variance);
        assertThat(counts.autocovariance(1, 500) / variance).isCloseTo((0.1 - 0.04) / 0.16, within(1e-3));
        assertThat(counts.autocovariance(2, 500) / variance).isCloseTo((0.0 - 0.04) / 0.16, within(1e-3));
        assertThat(counts.autocovariance(9, 500) / variance).isCloseTo((0.1 - 0.04) / 0.16, within(1e-3));
        assertThat(counts.autocovariance(10, 500) / variance).isCloseTo(1, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {1e3, 123_456.789, 1e6, 14.2e6})
    void shouldKeepTheRhythmAtEveryRate(double ratePps) {
        ArrivalProcess process = process("onoff:3ms,5ms", ratePps);
        int frames = 0;
        for (long at = process.nextArrivalPs(); at < 400 * MS; at = process.nextArrivalPs()) {
            frames++;
            if (at % (8 * MS) >= 3 * MS) {
                assertThat(at % (8 * MS)).as("time in the period, ps").isLessThan(3 * MS);
            }
        }
        assertThat(frames).isCloseTo((int) (0.4 * ratePps), within(1));
    }

    @Test
    void shouldPeakAtTheInverseOfTheShareOfTimeThatIsOn() {
        assertThat(Arrivals.parse("onoff:10ms,40ms").peakFactor()).isEqualTo(5);
        assertThat(Arrivals.parse("onoff:3us,1us").peakFactor()).isCloseTo(4 / 3.0, within(1e-15));
        assertThat(Arrivals.parse("constant").peakFactor()).isEqualTo(1);
        assertThat(Arrivals.parse("poisson").peakFactor()).isEqualTo(1);
    }
}
