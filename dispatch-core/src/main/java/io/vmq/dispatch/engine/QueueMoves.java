package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.QueueLoads;
import io.vmq.dispatch.core.CoreModel;
import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.QueueModel;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.measure.InvariantException;
import io.vmq.dispatch.measure.QueueMove;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;

/**
 * Moves queues between modelled cores as a balancer decides. A queue whose frame is in service waits in between, on no core,
 * until that service ends; frames that arrive meanwhile wait in its ring. One thread uses it.
 */
final class QueueMoves implements ModelMoves {

    private static final long PS_PER_NS = 1_000;
    private static final int NOBODY = -1;
    private static final Outages FOR_EVER = new Outages(List.of(new Outage(0, Long.MAX_VALUE / PS_PER_NS)));

    /** A queue that waits for its last frame on the old core. */
    private record OnTheWay(Balancer.Move move, int from, long decidedPs, long takenPs) {}

    private final Balancing balancing;
    private final CoreModel[] cores;
    private final QueueModel[] queues;
    /** Shared with whoever offers frames: the core that serves each queue, or {@link #nobody}. */
    private final CoreModel[] serving;
    /** Never serves anything. */
    private final CoreModel nobody;
    private final int[] coreOfQueue;
    private final Supplier<long[]> demandPs;
    /** In order of {@link OnTheWay#takenPs}. */
    private final Deque<OnTheWay> onTheWay = new ArrayDeque<>();
    private final List<QueueMove> done = new ArrayList<>();
    private long decisionPs;

    /**
     * @param serving
     *            is changed as queues move
     * @param coreOfQueue
     *            where the queues begin
     * @param demandPs
     *            gives for each queue what its frames asked of its core since the call before, ps
     */
    QueueMoves(Balancing balancing, CoreModel[] cores, QueueModel[] queues, CoreModel[] serving, int[] coreOfQueue,
            Supplier<long[]> demandPs) {
        this.balancing = balancing;
        this.cores = cores;
        this.queues = queues;
        this.serving = serving;
        nobody = new CoreModel(NOBODY, new QueueModel[0], ServiceCost.FREE, InterruptModeration.OFF, FOR_EVER, 0, 0,
                QueueMoves::refuse);
        this.demandPs = demandPs;
        this.coreOfQueue = coreOfQueue;
        decisionPs = balancing.intervalNs() * PS_PER_NS;
    }

    private static void refuse(int core, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes,
            long startPs, long completionPs) {
        throw new InvariantException("a frame of queue " + queue + " was served while the queue was on no core");
    }

    @Override
    public long nextPs() {
        return onTheWay.isEmpty() ? decisionPs : Math.min(decisionPs, onTheWay.getFirst().takenPs());
    }

    @Override
    public void run(long untilPs) {
        while (nextPs() <= untilPs) {
            if (nextPs() == decisionPs) {
                decide();
            } else {
                take(onTheWay.removeFirst());
            }
        }
    }

    /** Gives every queue a core. */
    @Override
    public void finish() {
        while (!onTheWay.isEmpty()) {
            take(onTheWay.removeFirst());
        }
    }

    private void decide() {
        long nowPs = decisionPs;
        decisionPs += balancing.intervalNs() * PS_PER_NS;
        advanceAll(nowPs);
        QueueLoads loads = new QueueLoads(takeLoads(), coreOfQueue, cores.length);
        for (Balancer.Move move : balancing.balancer().decide(loads)) {
            begin(move, nowPs);
        }
    }

    private double[] takeLoads() {
        double perInterval = 1.0 / (balancing.intervalNs() * PS_PER_NS);
        return Arrays.stream(demandPs.get()).mapToDouble(demand -> demand * perInterval).toArray();
    }

    private void begin(Balancer.Move move, long nowPs) {
        int queue = move.queue();
        if (serving[queue] == nobody) {
            return;
        }
        int from = coreOfQueue[queue];
        cores[from].give(queues[queue]);
        coreOfQueue[queue] = move.to();
        serving[queue] = nobody;
        nobody.take(queues[queue], nowPs);
        OnTheWay begun = new OnTheWay(move, from, nowPs, Math.max(nowPs, cores[from].servesUntilPs(queue)));
        if (begun.takenPs() == nowPs) {
            take(begun);
        } else {
            insert(begun);
        }
    }

    private void insert(OnTheWay begun) {
        Deque<OnTheWay> later = new ArrayDeque<>();
        while (!onTheWay.isEmpty() && onTheWay.getLast().takenPs() > begun.takenPs()) {
            later.addFirst(onTheWay.removeLast());
        }
        onTheWay.addLast(begun);
        onTheWay.addAll(later);
    }

    private void take(OnTheWay moving) {
        advanceAll(moving.takenPs());
        int queue = moving.move().queue();
        CoreModel to = cores[moving.move().to()];
        nobody.give(queues[queue]);
        to.take(queues[queue], moving.takenPs());
        serving[queue] = to;
        int reordered = cores[moving.from()].servesUntilPs(queue) > moving.takenPs() ? 1 : 0;
        done.add(new QueueMove(moving.decidedPs() / PS_PER_NS, queue, moving.from(), moving.move().to(),
                moving.move().reason().label(), Math.ceilDiv(moving.takenPs() - moving.decidedPs(), PS_PER_NS),
                reordered));
    }

    private void advanceAll(long untilPs) {
        for (CoreModel core : cores) {
            core.advance(untilPs);
        }
    }

    @Override
    public List<QueueMove> done() {
        return List.copyOf(done);
    }

    @Override
    public int[] coreOfQueue() {
        return coreOfQueue.clone();
    }
}
