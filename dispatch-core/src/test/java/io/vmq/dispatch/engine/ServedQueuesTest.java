package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.ring.RxQueue;
import io.vmq.dispatch.ring.RxQueues;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that go from core to core by a handshake, whoever looks when. */
class ServedQueuesTest {

    private static final int CORES = 3;
    private static final int QUEUES = 5;
    private static final int NOBODY = -1;
    private static final long PATIENCE_MS = 60_000;
    private static final TrialClock TIME = new TrialClock(() -> 42, 0, 0);

    private final Arena arena = Arena.ofShared();
    private final RxQueues queues = new RxQueues(arena, QUEUES, 4, 0, 64);
    private final RxQueue[] all = IntStream.range(0, QUEUES).mapToObj(queues::queue).toArray(RxQueue[]::new);

    @AfterEach
    void close() {
        arena.close();
    }

    private static int[] numbers(ServedQueues served) {
        return IntStream.range(0, served.count()).map(i -> served.at(i).index()).toArray();
    }

    @Test
    void shouldKeepQueuesThatStay() {
        ServedQueues served = ServedQueues.staying(all[1], all[3]);

        assertThat(served.follow(TIME)).isFalse();
        assertThat(numbers(served)).containsExactly(1, 3);
        assertThat(served.areSettled()).isTrue();
    }

    @Test
    void shouldTakeTurnsInOrderOfNumber() {
        ServedQueues served = ServedQueues.staying(all[1], all[3]);

        assertThat(served.firstAfter(0)).isEqualTo(0);
        assertThat(served.firstAfter(1)).isEqualTo(1);
        assertThat(served.firstAfter(2)).isEqualTo(1);
        assertThat(served.firstAfter(3)).isEqualTo(served.count());
    }

    @Test
    void shouldGiveAQueueBeforeTheOtherCoreTakesIt() {
        QueueHandshake handshake = new QueueHandshake(MoveOrders.of(0, 0, 0, 1, 1), QUEUES);
        ServedQueues first = ServedQueues.moving(0, all, handshake);
        ServedQueues second = ServedQueues.moving(1, all, handshake);
        first.follow(TIME);
        second.follow(TIME);
        handshake.post(handshake.orders(), MoveOrders.of(0, 1, 0, 1, 1));

        assertThat(second.follow(TIME)).as("too early").isFalse();
        assertThat(numbers(second)).containsExactly(3, 4);
        assertThat(first.follow(TIME)).isTrue();
        assertThat(numbers(first)).containsExactly(0, 2);
        assertThat(handshake.holder(1)).isEqualTo(1);
        assertThat(handshake.givenNs(1)).isEqualTo(42);
        assertThat(second.follow(TIME)).isTrue();
        assertThat(numbers(second)).containsExactly(1, 3, 4);
        assertThat(first.follow(TIME)).as("nothing new").isFalse();
        assertThat(second.follow(TIME)).as("nothing new").isFalse();
    }

    @Test
    void shouldPassOnAQueueThatIsOrderedElsewhereBeforeItWasTaken() {
        QueueHandshake handshake = new QueueHandshake(MoveOrders.of(0, 0, 0, 0, 0), QUEUES);
        ServedQueues first = ServedQueues.moving(0, all, handshake);
        ServedQueues second = ServedQueues.moving(1, all, handshake);
        handshake.post(handshake.orders(), MoveOrders.of(0, 0, 1, 0, 0));
        first.follow(TIME);
        handshake.post(handshake.orders(), MoveOrders.of(0, 0, 2, 0, 0));

        assertThat(second.follow(TIME)).isFalse();
        assertThat(handshake.holder(2)).isEqualTo(2);
    }

    @Test
    void shouldNotBeSettledWhileAQueueIsOnItsWay() {
        QueueHandshake handshake = new QueueHandshake(MoveOrders.of(0, 0, 0, 0, 0), QUEUES);
        ServedQueues first = ServedQueues.moving(0, all, handshake);
        ServedQueues second = ServedQueues.moving(1, all, handshake);
        handshake.post(handshake.orders(), MoveOrders.of(1, 0, 0, 0, 0));
        second.follow(TIME);
        assertThat(second.areSettled()).as("more orders may come").isFalse();

        second.close();
        second.follow(TIME);
        assertThat(second.areSettled()).as("queue 0 is to come").isFalse();
        assertThat(handshake.post(handshake.orders().asLast(), MoveOrders.of(0, 0, 0, 0, 0))).as("closed").isFalse();
        first.follow(TIME);
        assertThat(first.areSettled()).isTrue();
        second.follow(TIME);
        assertThat(second.areSettled()).isTrue();
        assertThat(numbers(second)).containsExactly(0);
    }

    /**
     * Core 0 is held up while it gives queue 0 away. Meanwhile queue 3 is ordered to it and comes; the orders that it began with
     * want queue 3 elsewhere.
     */
    @Test
    void shouldNotFollowOrdersThatAreOlderThanAToken() {
        QueueHandshake handshake = new QueueHandshake(MoveOrders.of(0, 0, 0, 2, 0), QUEUES);
        ServedQueues first = ServedQueues.moving(0, all, handshake);
        ServedQueues third = ServedQueues.moving(2, all, handshake);
        first.follow(TIME);
        third.follow(TIME);
        handshake.post(handshake.orders(), MoveOrders.of(1, 0, 0, 2, 0));
        AtomicBoolean armed = new AtomicBoolean();
        TrialClock heldUp = new TrialClock(() -> {
            if (armed.compareAndSet(true, false)) {
                handshake.post(handshake.orders(), MoveOrders.of(1, 0, 0, 0, 0));
                third.follow(TIME);
            }
            return 7;
        }, 0, 0);
        armed.set(true);

        first.follow(heldUp);

        assertThat(armed).isFalse();
        assertThat(handshake.holder(3)).isZero();
        assertThat(numbers(first)).containsExactly(1, 2, 3, 4);
    }

    /** All that threads can do to each other, in orders that a seed chooses; the others go on while one is at its steps. */
    private final class Hustle {

        private final SplittableRandom random;
        private final QueueHandshake handshake;
        private final ServedQueues[] cores;
        private final boolean[] isBusy = new boolean[CORES];
        private final TrialClock clock = new TrialClock(this::readClock, 0, 0);
        private int depth;
        /** By queue, whether its token has come to where the orders that stand want it. */
        private final boolean[] wasThere = new boolean[QUEUES];
        /** Whether a token left such a place. */
        private boolean strayed;

        Hustle(long seed) {
            random = new SplittableRandom(seed);
            handshake = new QueueHandshake(randomOrders(random, MoveOrders.of(new int[QUEUES]), null), QUEUES);
            cores = cores(handshake);
        }

        /** A core reads the clock between the steps of what it does. */
        private long readClock() {
            int others = depth > 0 ? random.nextInt(12) : 0;
            for (int other = 0; other < others; other++) {
                step();
            }
            return 0;
        }

        void step() {
            act();
            for (int queue = 0; queue < QUEUES; queue++) {
                boolean there = handshake.holder(queue) == handshake.orders().coreOf(queue);
                strayed |= wasThere[queue] && !there;
                wasThere[queue] = there;
            }
        }

        private void act() {
            if (random.nextInt(3) == 0) {
                MoveOrders before = handshake.orders();
                handshake.post(before, randomOrders(random, before, handshake));
                Arrays.fill(wasThere, false);
                return;
            }
            int core = random.nextInt(CORES);
            if (!isBusy[core]) {
                isBusy[core] = true;
                depth++;
                cores[core].follow(clock);
                depth--;
                isBusy[core] = false;
            }
        }

        void settle() {
            cores[random.nextInt(CORES)].close();
            for (int round = 0; round < CORES; round++) {
                for (ServedQueues core : cores) {
                    core.follow(TIME);
                }
            }
        }

        int[] coreOfQueue() {
            int[] at = new int[QUEUES];
            Arrays.fill(at, NOBODY);
            for (int core = 0; core < CORES; core++) {
                for (int queue : numbers(cores[core])) {
                    at[queue] = core;
                }
            }
            return at;
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldServeEveryQueueOnOneCoreAtATime(long seed) {
        for (int host = 0; host < 300; host++) {
            String what = "seed " + (seed * 1_000 + host);
            Hustle hustle = new Hustle(seed * 1_000 + host);
            for (int step = 0; step < 200; step++) {
                hustle.step();
                assertThat(Arrays.stream(hustle.cores).flatMapToInt(core -> Arrays.stream(numbers(core))).toArray())
                        .as(what).doesNotHaveDuplicates();
            }
            assertThat(hustle.strayed).as(what).isFalse();
            hustle.settle();
            assertThat(hustle.cores).as(what).allMatch(ServedQueues::areSettled);
            assertThat(hustle.coreOfQueue()).as(what).isEqualTo(hustle.handshake.orders().coreOfQueue());
        }
    }

    private ServedQueues[] cores(QueueHandshake handshake) {
        return IntStream.range(0, CORES).mapToObj(core -> ServedQueues.moving(core, all, handshake))
                .toArray(ServedQueues[]::new);
    }

    /** Other cores for some of the queues that are not on their way; for any queue without a handshake. */
    private static MoveOrders randomOrders(SplittableRandom random, MoveOrders before,
            @Nullable QueueHandshake handshake) {
        int[] coreOfQueue = before.coreOfQueue();
        for (int queue = 0; queue < QUEUES; queue++) {
            if (random.nextInt(3) == 0 && (handshake == null || handshake.holder(queue) == before.coreOf(queue))) {
                coreOfQueue[queue] = random.nextInt(CORES);
            }
        }
        return MoveOrders.of(coreOfQueue);
    }

    /**
     * Real threads: each counts at the queues that it holds, in plain longs that nothing but the handshake guards, and says aloud
     * where it is.
     */
    @Test
    void shouldPassAQueueWithAllThatItsCoreDid() throws InterruptedException {
        SplittableRandom random = new SplittableRandom(11);
        QueueHandshake handshake = new QueueHandshake(MoveOrders.of(new int[QUEUES]), QUEUES);
        long[] guarded = new long[QUEUES];
        AtomicLongArray counted = new AtomicLongArray(QUEUES);
        AtomicIntegerArray at = new AtomicIntegerArray(QUEUES);
        IntStream.range(0, QUEUES).forEach(queue -> at.set(queue, NOBODY));
        AtomicLongArray clashes = new AtomicLongArray(1);
        Thread[] threads = new Thread[CORES];
        for (int core = 0; core < CORES; core++) {
            int number = core;
            ServedQueues served = ServedQueues.moving(core, all, handshake);
            threads[core] = Thread.ofPlatform().daemon().start(() -> {
                TrialClock time = new TrialClock(NanoClock.SYSTEM, 0, 0);
                while (!served.areSettled()) {
                    for (int q = 0; q < served.count(); q++) {
                        int queue = served.at(q).index();
                        if (!at.compareAndSet(queue, NOBODY, number)) {
                            clashes.incrementAndGet(0);
                        }
                        guarded[queue]++;
                        counted.incrementAndGet(queue);
                        at.set(queue, NOBODY);
                    }
                    served.follow(time);
                    Thread.onSpinWait();
                }
            });
        }
        int moves = orderAbout(random, handshake, 3_000);
        handshake.close();
        for (Thread thread : threads) {
            thread.join(PATIENCE_MS);
            assertThat(thread.isAlive()).as("still expects a queue").isFalse();
        }

        assertThat(moves).isPositive();
        assertThat(clashes.get(0)).isZero();
        for (int queue = 0; queue < QUEUES; queue++) {
            assertThat(guarded[queue]).as("queue %d, seed 11", queue).isEqualTo(counted.get(queue));
            assertThat(handshake.holder(queue)).isEqualTo(handshake.orders().coreOf(queue));
        }
    }

    /** Returns how many queues went elsewhere in so many orders, each given when a queue may be moved again. */
    private static int orderAbout(SplittableRandom random, QueueHandshake handshake, int times) {
        int moves = 0;
        for (int order = 0; order < times; order++) {
            MoveOrders before = handshake.orders();
            MoveOrders after = randomOrders(random, before, handshake);
            moves += Arrays.mismatch(before.coreOfQueue(), after.coreOfQueue()) >= 0 ? 1 : 0;
            assertThat(handshake.post(before, after)).isTrue();
            Thread.onSpinWait();
        }
        return moves;
    }
}
