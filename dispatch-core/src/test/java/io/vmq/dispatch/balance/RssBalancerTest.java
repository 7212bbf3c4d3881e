package io.vmq.dispatch.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.TableBalancer.EntryMove;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules of rebalancing a table, each on loads that show it alone; and what must hold on loads of any kind. */
@Tag("computed")
class RssBalancerTest {

    private static final BalanceRule RULE = BalanceRule.DEFAULT;

    /** A table with given demands, entry i at queue i mod queues, queue i on core i mod cores, and the moves that were made. */
    private static final class Lab {

        private final RssBalancer balancer;
        private final double[] loads;
        private final int cores;
        private final int[] queueOfEntry;
        private final int[] coreOfQueue;
        private double unhashed;
        private final List<List<EntryMove>> history = new ArrayList<>();
        /** For each interval, the core of each entry at its end. */
        private final List<int[]> places = new ArrayList<>();

        Lab(int queues, int cores, double... loads) {
            this.loads = loads;
            this.cores = cores;
            balancer = new RssBalancer(RULE, loads.length);
            queueOfEntry = IntStream.range(0, loads.length).map(entry -> entry % queues).toArray();
            coreOfQueue = IntStream.range(0, queues).map(queue -> queue % cores).toArray();
        }

        TableLoads seen(double[] asked) {
            return new TableLoads(asked, queueOfEntry, unhashed, coreOfQueue, cores);
        }

        List<EntryMove> interval(double[] asked) {
            List<EntryMove> moves = balancer.decide(seen(asked));
            moves.forEach(move -> queueOfEntry[move.entry()] = move.queue());
            history.add(moves);
            places.add(IntStream.of(queueOfEntry).map(queue -> coreOfQueue[queue]).toArray());
            return moves;
        }

        List<EntryMove> interval() {
            return interval(loads);
        }

        Lab intervals(int count) {
            for (int i = 0; i < count; i++) {
                interval();
            }
            return this;
        }

        double largestLoad() {
            TableLoads now = seen(loads);
            return IntStream.range(0, cores).mapToDouble(now::ofCore).max().orElseThrow();
        }
    }

    private static EntryMove move(int entry, int queue) {
        return new EntryMove(entry, queue, Balancer.Reason.SPREAD);
    }

    @Test
    void shouldLeaveATableAloneWhileEveryCoreKeepsUp() {
        Lab lab = new Lab(2, 2, 0.5, 0.1, 0.4, 0.0).intervals(10);

        assertThat(lab.history).allMatch(List::isEmpty);
    }

    @Test
    void shouldMoveTheLargestEntryThatFitsToTheLeastLoadedCore() {
        Lab lab = new Lab(3, 3, 0.5, 0.5, 0.1, 0.3, 0.0, 0.0, 0.3, 0.0, 0.0);

        assertThat(lab.interval()).as("of 0.5 + 0.3 + 0.3").containsExactly(move(0, 2));
        assertThat(lab.interval()).isEmpty();
    }

    @Test
    void shouldMoveNoMoreThanItTakes() {
        Lab lab = new Lab(2, 2, 0.3, 0.1, 0.3, 0.0, 0.3, 0.0, 0.3, 0.0);

        assertThat(lab.interval()).as("1.2 falls to 0.9").containsExactly(move(0, 1));
    }

    @Test
    void shouldLeaveAnEntryThatIsTooLargeForAnyCoreAndMoveThoseBesideIt() {
        Lab lab = new Lab(2, 2, 1.4, 0.1, 0.2, 0.0, 0.1, 0.1).intervals(10);

        assertThat(lab.queueOfEntry).containsExactly(0, 1, 1, 1, 1, 1);
        assertThat(lab.history.subList(1, 10)).as("once").allMatch(List::isEmpty);
    }

    @Test
    void shouldGiveASecondLargeEntryACoreOfItsOwn() {
        Lab lab = new Lab(3, 3, 1.4, 0.2, 0.3, 1.2, 0.0, 0.0).intervals(10);

        assertThat(lab.queueOfEntry[0]).isZero();
        assertThat(lab.queueOfEntry[3]).isEqualTo(1);
        assertThat(lab.queueOfEntry[1]).as("what was on that core goes").isEqualTo(2);
        assertThat(lab.history.subList(3, 10)).allMatch(List::isEmpty);
    }

    @Test
    void shouldChooseTheQueueThatHasLeastToDoOnItsNewCore() {
        Lab lab = new Lab(4, 2, 0.9, 0.2, 0.3, 0.1);

        assertThat(lab.interval()).as("queue 3 shares core 1 with queue 1").containsExactly(move(2, 3));
    }

    @Test
    void shouldCountWhatIsNotHashedAndLeaveItToTheDefaultQueue() {
        Lab lab = new Lab(2, 2, 0.3, 0.1);
        lab.unhashed = 0.7;

        assertThat(lab.interval()).containsExactly(move(0, 1));
        lab.unhashed = 1.5;
        assertThat(lab.intervals(10).history.subList(1, 11)).allMatch(List::isEmpty);
    }

    @Test
    void shouldMoveNothingWhereNoCoreHasRoom() {
        Lab lab = new Lab(2, 2, 0.8, 0.8, 0.7, 0.7).intervals(10);

        assertThat(lab.history).allMatch(List::isEmpty);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6})
    void shouldNeverMakeTheBusiestCoreBusier(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 300; host++) {
            Lab lab = anyLab(random);
            double before = lab.largestLoad();
            for (int interval = 0; interval < 8; interval++) {
                List<EntryMove> moves = lab.interval();
                assertThat(lab.largestLoad()).as("seed %d, host %d: %s", seed, host, moves)
                        .isLessThanOrEqualTo(before + 1e-9);
                before = lab.largestLoad();
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13, 14, 15, 16})
    void shouldSettleOnSteadyLoadsWithoutPingPong(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 200; host++) {
            Lab lab = anyLab(random);
            for (int interval = 0; interval < 60; interval++) {
                // Traffic at a steady rate is never quite steady.
                lab.interval(Arrays.stream(lab.loads).map(load -> load * random.nextDouble(0.98, 1.02)).toArray());
            }
            String what = "seed " + seed + ", host " + host + ", loads " + Arrays.toString(lab.loads);
            assertNoReturn(lab.places, what);
            double moved = lab.history.subList(40, 60).stream().flatMap(List::stream)
                    .mapToDouble(move -> lab.loads[move.entry()]).sum();
            assertThat(moved).as("%s: settled but for the noise of a core", what).isLessThan(0.04);
        }
    }

    /** Some queues on some cores, with less or more to do than they can; sometimes with an elephant or two. */
    private static Lab anyLab(SplittableRandom random) {
        int cores = random.nextInt(1, 9);
        int queues = random.nextInt(1, 17);
        double[] loads = new double[1 << random.nextInt(3, 8)];
        double scale = random.nextDouble(0.2, 2.5) * cores / loads.length;
        Arrays.setAll(loads, entry -> scale * random.nextExponential());
        if (random.nextInt(3) == 0) {
            loads[random.nextInt(loads.length)] = random.nextDouble(0.5, 2);
            loads[random.nextInt(loads.length)] = random.nextDouble(0.5, 2);
        }
        Lab lab = new Lab(queues, cores, loads);
        lab.unhashed = random.nextInt(3) == 0 ? random.nextDouble(0.5) : 0;
        return lab;
    }

    /** An entry that has left a core is not back there within three intervals. */
    private static void assertNoReturn(List<int[]> places, String what) {
        for (int interval = 1; interval < places.size(); interval++) {
            int[] before = places.get(interval - 1);
            int[] after = places.get(interval);
            for (int entry = 0; entry < before.length; entry++) {
                for (int later = interval; before[entry] != after[entry]
                        && later < Math.min(places.size(), interval + BalanceRule.REST_INTERVALS); later++) {
                    assertThat(places.get(later)[entry])
                            .as("%s: entry %d leaves at %d and is back at %d", what, entry, interval, later)
                            .isNotEqualTo(before[entry]);
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void shouldLeaveNoCoreOverloadedWhereAnotherHasRoom(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int host = 0; host < 200; host++) {
            Lab lab = anyLab(random);
            lab.unhashed = 0;
            TableLoads settled = lab.intervals(30).seen(lab.loads);
            for (int core = 0; core < lab.cores; core++) {
                if (settled.ofCore(core) > 1) {
                    assertNothingFits(settled, core, "seed " + seed + ", host " + host + ", core " + core);
                }
            }
        }
    }

    /** Neither of the entries on {@code core} could go elsewhere; the largest of those above the threshold may stay anyway. */
    private static void assertNothingFits(TableLoads loads, int core, String what) {
        for (int queue = 0; queue < loads.queues(); queue++) {
            int other = loads.coreOfQueue(queue);
            loads.entriesOn(core).filter(entry -> other != core && loads.ofEntry(entry) > 0)
                    .filter(entry -> loads.ofEntry(entry) <= RULE.upper())
                    .forEach(entry -> assertThat(loads.ofCore(other) + loads.ofEntry(entry))
                            .as("%s: entry %d fits on core %d", what, entry, other).isGreaterThan(RULE.upper()));
        }
    }
}
