package io.vmq.dispatch.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.Balancer.Move;
import io.vmq.dispatch.balance.Balancer.Reason;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of Dynamic VMQ, each on loads that show it alone; and what must hold on loads of any kind. */
@Tag("computed")
class DynamicVmqTest {

    private static final BalanceRule RULE = BalanceRule.DEFAULT;

    /** Queues with given demands on a host, and the moves that were made. */
    private static final class Lab {

        private final DynamicVmq balancer;
        private final int cores;
        private final int[] coreOfQueue;
        private double[] loads;
        private final List<List<Move>> history = new ArrayList<>();
        /** For each queue and interval, where it was at the end. */
        private final List<int[]> places = new ArrayList<>();

        Lab(List<Processor> set, double... loads) {
            this.loads = loads;
            cores = set.size();
            coreOfQueue = new int[loads.length];
            balancer = new DynamicVmq(RULE, set, loads.length);
        }

        List<Move> interval() {
            return interval(loads);
        }

        List<Move> interval(double[] seen) {
            List<Move> moves = balancer.decide(new QueueLoads(seen, coreOfQueue, cores));
            moves.forEach(move -> coreOfQueue[move.queue()] = move.to());
            history.add(moves);
            places.add(coreOfQueue.clone());
            return moves;
        }

        Lab intervals(int count) {
            for (int i = 0; i < count; i++) {
                interval();
            }
            return this;
        }

        double loadOf(int core) {
            return new QueueLoads(loads, coreOfQueue, cores).ofCore(core);
        }
    }

    private static List<Processor> cores(int count, int nodes) {
        return new HostTopology(count, 1, nodes).usable();
    }

    @Test
    void shouldLeaveQueuesAtHomeWhileTheHomeProcessorKeepsUp() {
        Lab lab = new Lab(cores(4, 1), 0.1, 0.3, 0.3, 0.2).intervals(20);

        assertThat(lab.coreOfQueue).containsOnly(0);
    }

    /** 90 % is the one figure that is public. */
    @Test
    void shouldUseTheNextProcessorOnlyAbove90Percent() {
        assertThat(new Lab(cores(4, 1), 0, 0.5, 0.4).interval()).isEmpty();
        assertThat(new Lab(cores(4, 1), 0, 0.5, 0.41).interval()).containsExactly(new Move(1, 1, Reason.SPREAD));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {10, 11, 12})
    void shouldFillNoProcessorBeyondTheThreshold(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 300; host++) {
            double[] loads = random.doubles(1 + random.nextInt(40), 0, 0.9).toArray();
            Lab lab = new Lab(cores(random.nextInt(1, 17), 1), loads);
            for (int interval = 0; interval < 5; interval++) {
                for (Move move : lab.interval()) {
                    assertThat(lab.loadOf(move.to())).as("seed %d, host %d: %s", seed, host, move)
                            .isLessThanOrEqualTo(RULE.upper() + 1e-9);
                }
            }
        }
    }

    @Test
    void shouldSpreadToTheNextProcessorsJustEnough() {
        Lab lab = new Lab(cores(8, 1), 0, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4).intervals(1);

        assertThat(lab.history.getFirst()).extracting(Move::reason).containsOnly(Reason.SPREAD);
        assertThat(lab.coreOfQueue).as("two fit on each").containsExactly(0, 1, 1, 2, 2, 0, 0);
    }

    @Test
    void shouldMoveTheOthersAwayFromAQueueThatIsTooLargeForAnyProcessor() {
        Lab lab = new Lab(cores(4, 1), 0, 0.2, 1.6, 0.3).intervals(10);

        assertThat(lab.coreOfQueue[2]).as("the large one stays").isZero();
        assertThat(lab.coreOfQueue[1]).isEqualTo(1);
        assertThat(lab.coreOfQueue[3]).isEqualTo(1);
        assertThat(lab.history.subList(1, 10)).as("once").allMatch(List::isEmpty);
    }

    @Test
    void shouldGiveASecondLargeQueueAnIdleProcessorOfItsOwn() {
        Lab lab = new Lab(cores(3, 1), 0, 1.2, 1.5, 0.2).intervals(10);

        assertThat(lab.coreOfQueue[2]).isZero();
        assertThat(lab.coreOfQueue[1]).isNotZero().isNotEqualTo(lab.coreOfQueue[3]);
        assertThat(lab.coreOfQueue[3]).isNotZero();
    }

    @Test
    void shouldLeaveTheDefaultQueueAtHome() {
        Lab lab = new Lab(cores(4, 1), 0.7, 0.65, 0.1).intervals(10);

        assertThat(lab.coreOfQueue).containsExactly(0, 1, 0);
    }

    @Test
    void shouldStayOnTheNumaNodeWhileThereIsRoom() {
        Lab lab = new Lab(cores(8, 2), 0, 0.8, 0.8, 0.8, 0.8, 0.8, 0.8);
        lab.coreOfQueue[5] = 4;
        lab.coreOfQueue[6] = 4;
        lab.interval();

        assertThat(Arrays.copyOfRange(lab.coreOfQueue, 1, 5)).containsExactlyInAnyOrder(0, 1, 2, 3);
        assertThat(Arrays.copyOfRange(lab.coreOfQueue, 5, 7)).containsExactlyInAnyOrder(4, 5);
    }

    @Test
    void shouldGiveProcessorsUpOneByOneWhenTheLoadFalls() {
        Lab lab = new Lab(cores(4, 1), 0, 0.8, 0.8, 0.8, 0.8).intervals(5);
        assertThat(lab.coreOfQueue).containsExactly(0, 1, 2, 3, 0);
        lab.loads = new double[] {0, 0.1, 0.1, 0.1, 0.1};
        lab.history.clear();
        lab.intervals(10);

        assertThat(lab.coreOfQueue).containsOnly(0);
        assertThat(lab.history).allMatch(moves -> moves.size() <= 1);
        assertThat(lab.history.stream().flatMap(List::stream)).extracting(Move::reason).containsOnly(Reason.COALESCE);
    }

    @Test
    void shouldNotGiveAProcessorUpSoonAfterAQueueCame() {
        Lab lab = new Lab(cores(2, 1), 0, 0.5, 0.5).intervals(1);
        lab.loads = new double[] {0, 0.1, 0.1};
        lab.history.clear();
        lab.intervals(4);

        assertThat(lab.history.stream().map(List::size)).containsExactly(0, 0, 1, 0);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldSettleOnSteadyLoadsWithoutPingPong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 200; host++) {
            int cores = 1 << random.nextInt(5);
            double[] loads = random.doubles(1 + random.nextInt(40), 0, 1.5 * cores / 10).toArray();
            Lab lab = new Lab(cores(cores, cores > 2 ? 2 : 1), loads);
            for (int interval = 0; interval < 60; interval++) {
                // Traffic at a steady rate is never quite steady.
                lab.interval(Arrays.stream(loads).map(load -> load * random.nextDouble(0.98, 1.02)).toArray());
            }
            String what = "seed " + seed + ", host " + host + ", loads " + Arrays.toString(loads);
            assertNoReturn(lab.places, what);
            assertThat(lab.history.subList(40, 60)).as(what + ": settled").allMatch(moves -> moves.size() <= 1);
        }
    }

    /** A queue that has left a core is not back there within three intervals. */
    private static void assertNoReturn(List<int[]> places, String what) {
        for (int interval = 1; interval < places.size(); interval++) {
            int[] before = places.get(interval - 1);
            int[] after = places.get(interval);
            for (int queue = 0; queue < before.length; queue++) {
                for (int later = interval; before[queue] != after[queue]
                        && later < Math.min(places.size(), interval + 3); later++) {
                    assertThat(places.get(later)[queue])
                            .as("%s: queue %d leaves at %d and is back at %d", what, queue, interval, later)
                            .isNotEqualTo(before[queue]);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {7, 8, 9})
    void shouldLeaveNoProcessorOverloadedWhereOneHasRoom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 300; host++) {
            int cores = random.nextInt(1, 17);
            double[] loads = random.doubles(1 + random.nextInt(60), 0, 0.9).toArray();
            loads[0] = 0;
            Lab lab = new Lab(cores(cores, 1), loads).intervals(20);
            for (int core = 0; core < cores; core++) {
                if (lab.loadOf(core) > 1) {
                    double smallest = Arrays.stream(new QueueLoads(loads, lab.coreOfQueue, cores).queuesOn(core))
                            .filter(queue -> queue > 0).mapToDouble(queue -> loads[queue]).min().orElse(9);
                    for (int other = 0; other < cores; other++) {
                        assertThat(lab.loadOf(other) + smallest)
                                .as("seed %d, host %d: core %d has room", seed, host, other)
                                .isGreaterThan(RULE.upper());
                    }
                }
            }
        }
    }
}
