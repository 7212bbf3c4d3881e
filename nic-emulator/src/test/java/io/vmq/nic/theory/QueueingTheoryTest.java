package io.vmq.nic.theory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.core.ServiceTime;
import io.vmq.dispatch.fault.Outages;
import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.load.Arrivals;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The arrivals and the core that every trial uses, against what queueing theory says of them. Service takes 10 us in the mean.
 * A run is long enough if the standard error of its figure is below a third of what the figure may be off.
 */
@Tag("computed")
class QueueingTheoryTest {

    private static final long SEED = 20_261_127;
    private static final double SERVICE = 10e-6;
    private static final double SERVICE_PS = 10_000_000;
    private static final ServiceCost EQUAL = new ServiceCost(10_000_000, 0);
    private static final int ENDLESS_RING = 1 << 16;

    private static ArrivalProcess arrivals(String text, double load) {
        return Arrivals.parse(text).process(load / SERVICE, new SplittableRandom(SEED));
    }

    private static ServiceTime exponential() {
        SplittableRandom random = new SplittableRandom(~SEED);
        return lengthBytes -> (long) (random.nextExponential() * SERVICE_PS);
    }

    private static LatencyTally latencies(String arrivals, double load, ServiceTime cost, int frames) {
        ServedTraffic traffic = ServedTraffic.of(arrivals(arrivals, load), cost, ENDLESS_RING, frames);
        assertThat(traffic.dropped()).isZero();
        assertThat(traffic.latencies().count()).isEqualTo(frames);
        return traffic.latencies();
    }

    private static void assertClose(String what, Estimate seen, double expected, double tolerance) {
        assertThat(seen.error()).as("standard error of %s, seed %d", what, SEED)
                .isLessThan(tolerance * expected / 3);
        assertThat(seen.value()).as("%s, standard error %.3g, seed %d", what, seen.error(), SEED)
                .isCloseTo(expected, within(tolerance * expected));
    }

    /** D/D/1: nothing ever waits, up to the load at which the core has no time left. */
    @ParameterizedTest
    @ValueSource(doubles = {0.3, 0.95, 1})
    void shouldNeverWaitWhenBothGapsAndServiceAreEqual(double load) {
        LatencyTally latencies = latencies("constant", load, EQUAL, 1_000_000);

        assertThat(latencies.longestPs()).isEqualTo(EQUAL.fixedPs());
        assertThat(latencies.mean().value()).isEqualTo(SERVICE);
    }

    /** M/D/1: mean latency = service + load * service / 2(1 - load) (Pollaczek, Khinchine). */
    @ParameterizedTest
    @CsvSource({"0.5, 1000000", "0.8, 8000000", "0.95, 80000000"})
    void shouldTakeTheMeanLatencyOfEqualService(double load, int frames) {
        LatencyTally latencies = latencies("poisson", load, EQUAL, frames);

        assertClose("mean latency of M/D/1", latencies.mean(), SERVICE + load * SERVICE / (2 * (1 - load)), 0.01);
    }

    /** M/M/1: latency is exponential with the mean service / (1 - load). */
    @ParameterizedTest
    @CsvSource({"0.5, 2000000", "0.8, 24000000", "0.95, 240000000"})
    void shouldTakeTheLatencyOfExponentialService(double load, int frames) {
        LatencyTally latencies = latencies("poisson", load, exponential(), frames);

        double mean = SERVICE / (1 - load);
        assertClose("mean latency of M/M/1", latencies.mean(), mean, 0.01);
        for (double p : new double[] {0.5, 0.9, 0.99}) {
            assertClose("quantile " + p + " of M/M/1", latencies.quantile(p), -Math.log(1 - p) * mean, 0.02);
        }
    }

    /** M/D/1/K: one frame in service, K - 1 in the ring. The losses are published to these digits. */
    @ParameterizedTest
    @CsvSource({"5, 0.06436, 2000000", "9, 0.02119, 6000000", "17, 0.00350, 40000000"})
    void shouldLoseWhatAFiniteRingLoses(int places, double expected, int frames) {
        ServedTraffic traffic = ServedTraffic.of(arrivals("poisson", 0.9), EQUAL, places - 1, frames);

        assertThat(LossOfFiniteQueue.loss(0.9, places)).as("reference").isCloseTo(expected, within(5e-6));
        assertClose("loss with " + places + " places", traffic.loss(), expected, 0.03);
        assertThat(traffic.latencies().count() + traffic.dropped()).isEqualTo(frames);
        assertThat(traffic.latencies().longestPs()).as("latency behind a full ring")
                .isLessThanOrEqualTo(places * EQUAL.fixedPs());
    }

    /** Bursts that overload the core for a while, and an interrupted process. */
    @ParameterizedTest
    @CsvSource({"0.8, 3, 200, 1, 600, 30000000", "0.8, 3, 200, 1, 200, 20000000", "0.6, 1, 100, 0, 400, 40000000",
        "0.8, 2, 200, 2, 600, 8000000"})
    void shouldTakeTheMeanLatencyOfModulatedArrivals(double load, int weight1, int sojourn1Us, int weight2,
            int sojourn2Us, int frames) {
        String text = "mmpp:" + weight1 + "/" + sojourn1Us + "us," + weight2 + "/" + sojourn2Us + "us";
        double meanWeight = (double) (weight1 * sojourn1Us + weight2 * sojourn2Us) / (sojourn1Us + sojourn2Us);
        double unit = load / SERVICE / meanWeight;
        MmppQueue reference = new MmppQueue(weight1 * unit, sojourn1Us * 1e-6, weight2 * unit, sojourn2Us * 1e-6,
                SERVICE);

        LatencyTally latencies = latencies(text, load, EQUAL, frames);

        assertClose("mean latency of " + text, latencies.mean(), reference.meanLatency(), 0.02);
    }

    /** Time in service is frames times cost to the picosecond, and frames of one cost end at the same times in any order. */
    @Test
    void shouldDoTheSameWorkInWhateverOrderItPolls() {
        int frames = 500_000;
        long[] oneQueue = completionsPs(1, frames, EQUAL.fixedPs());
        for (int queues : new int[] {2, 7, 64, 100}) {
            assertThat(completionsPs(queues, frames, EQUAL.fixedPs())).as("%d queues, seed %d", queues, SEED)
                    .isEqualTo(oneQueue);
        }
    }

    private static long[] completionsPs(int queueCount, int frames, long costPs) {
        SplittableRandom random = new SplittableRandom(SEED + queueCount);
        QueueModel[] queues = new QueueModel[queueCount];
        Arrays.setAll(queues, queue -> new QueueModel(queue, ENDLESS_RING));
        long[] completionsPs = new long[frames];
        int[] served = {0};
        CoreModel core = new CoreModel(0, queues, lengthBytes -> costPs, InterruptModeration.OFF, Outages.NONE, 0,
                Long.MAX_VALUE, (by, queue, flow, sequence, dueNs, lateNs, lengthBytes, startPs,
                        completionPs) -> completionsPs[served[0]++] = completionPs);
        ArrivalProcess arrivals = arrivals("mmpp:3/200us,1/600us", 0.9);
        for (int frame = 0; frame < frames; frame++) {
            long arrivalPs = arrivals.nextArrivalPs();
            core.advance(arrivalPs);
            core.accept(queues[random.nextInt(queueCount)], arrivalPs, 0, 0, 64, 0, frame);
        }
        core.advance(Long.MAX_VALUE);
        assertThat(served[0]).isEqualTo(frames);
        assertThat(core.busyPs()).as("%d queues, seed %d", queueCount, SEED).isEqualTo(frames * costPs);
        return completionsPs;
    }
}
