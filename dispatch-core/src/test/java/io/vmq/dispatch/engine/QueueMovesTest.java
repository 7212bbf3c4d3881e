package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.QueueLoads;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.core.ServiceObserver;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Queues that move at random, ever so often: nothing is lost, nothing overtakes, no queue is served by two at once. */
class QueueMovesTest {

    private static final int CORES = 3;
    private static final int QUEUES = 5;
    private static final int INTERVAL_NS = 7;

    private record Service(int core, int queue, int sequence, long startPs, long completionPs) {}

    /** Cores, queues and a clock that ticks through arrivals. */
    private static final class Lab implements ServiceObserver {

        private final List<Service> services = new ArrayList<>();
        private final QueueModel[] queues = new QueueModel[QUEUES];
        private final CoreModel[] cores = new CoreModel[CORES];
        private final CoreModel[] serving = new CoreModel[QUEUES];
        private final QueueMoves moves;
        private int accepted;

        Lab(InterruptModeration moderation, SplittableRandom random) {
            Arrays.setAll(queues, queue -> new QueueModel(queue, 6));
            Arrays.setAll(cores, core -> core(core, core == 0 ? queues : new QueueModel[0], moderation));
            Arrays.fill(serving, cores[0]);
            Balancer balancer = loads -> random.ints(random.nextInt(4), 0, QUEUES)
                    .mapToObj(queue -> new Balancer.Move(queue, random.nextInt(CORES), Balancer.Reason.SPREAD))
                    .filter(move -> move.to() != loads.coreOf(move.queue())).toList();
            moves = new QueueMoves(new Balancing(balancer, INTERVAL_NS), cores, queues, serving, new int[QUEUES],
                    () -> new long[QUEUES]);
        }

        private CoreModel core(int index, QueueModel[] served, InterruptModeration moderation) {
            return new CoreModel(index, served, new ServiceCost(4_321, 0), moderation, Outages.NONE, 0, Long.MAX_VALUE,
                    this);
        }

        void arrive(int queue, int sequence, long nowPs) {
            moves.run(nowPs);
            serving[queue].advance(nowPs);
            if (!queues[queue].isFull()) {
                serving[queue].accept(queues[queue], nowPs, nowPs / 1_000, 0, 64, queue, sequence);
                accepted++;
            }
        }

        void drain() {
            moves.finish();
            for (CoreModel core : cores) {
                core.advance(Long.MAX_VALUE);
            }
        }

        @Override
        public void served(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
                long startPs, long completionPs) {
            services.add(new Service(core, queue, sequence, startPs, completionPs));
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldServeEveryQueueInOrderWhereverItGoes(long seed) {
        for (int host = 0; host < 200; host++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000 + host);
            InterruptModeration moderation = host % 3 == 0 ? new InterruptModeration(9_000, 3)
                    : InterruptModeration.OFF;
            Lab lab = new Lab(moderation, random);
            long nowPs = 0;
            for (int frame = 0; frame < 400; frame++) {
                nowPs += random.nextInt(1 + 2 * random.nextInt(4_000));
                lab.arrive(random.nextInt(QUEUES), frame, nowPs);
            }
            lab.drain();
            assertOrderly(lab, "seed " + seed + ", host " + host);
        }
    }

    private static void assertOrderly(Lab lab, String what) {
        assertThat(lab.services).as(what).hasSize(lab.accepted);
        assertThat(lab.moves.done()).as(what).isNotEmpty().extracting(QueueMove::reordered).containsOnly(0);
        for (int queue = 0; queue < QUEUES; queue++) {
            int number = queue;
            assertOneAtATime(lab.services.stream().filter(service -> service.queue() == number)
                    .sorted((a, b) -> Integer.compare(a.sequence(), b.sequence())).toList(), what + ", queue " + queue);
        }
        for (int core = 0; core < CORES; core++) {
            int number = core;
            assertOneAtATime(lab.services.stream().filter(service -> service.core() == number).toList(),
                    what + ", core " + core);
        }
    }

    private static void assertOneAtATime(List<Service> services, String what) {
        for (int i = 1; i < services.size(); i++) {
            assertThat(services.get(i).startPs()).as(what)
                    .isGreaterThanOrEqualTo(services.get(i - 1).completionPs());
        }
    }

    private static TestTrial toAndFro() {
        return new TestTrial().window(0, 100 * TestTrial.MS).costNs(900)
                .balancing(() -> new Balancing(QueueMovesTest::swap, 5 * TestTrial.MS));
    }

    /** Queue 1 changes between the first two cores. */
    private static List<Balancer.Move> swap(QueueLoads loads) {
        return List.of(new Balancer.Move(1, 1 - loads.coreOf(1), Balancer.Reason.SPREAD));
    }

    @Test
    void shouldReportEveryMoveAndWhereQueuesEnded() {
        TrialResult result = toAndFro().runVirtual();

        assertThat(result.moves()).hasSize(19).allSatisfy(move -> {
            assertThat(move.queue()).isEqualTo(1);
            assertThat(move.atNs() % (5 * TestTrial.MS)).isZero();
            assertThat(move.drainNs()).isBetween(0L, 900L);
        });
        assertThat(result.queues().get(1).core()).isEqualTo(1);
        assertThat(result.frames().delivered()).isEqualTo(result.frames().generated());
        assertThat(result.cores().get(1).delivered()).isPositive();
    }

    @Test
    void shouldMakeTheSameMovesLiveWithEmulatedCores() throws InterruptedException {
        TrialResult virtual = toAndFro().runVirtual();
        TrialResult live = toAndFro().runEmulated();

        assertThat(live.moves()).isEqualTo(virtual.moves());
        assertThat(live.queues()).isEqualTo(virtual.queues());
        assertThat(live.cores()).isEqualTo(virtual.cores());
    }
}
