package io.vmq.dispatch.engine;

import io.vmq.dispatch.balance.Balancer;
import io.vmq.dispatch.balance.Balancing;
import io.vmq.dispatch.balance.QueueLoads;
import io.vmq.dispatch.measure.QueueMove;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

/**
 * Moves queues between pinned cores as a balancer decides: asks it once an interval, orders the moves of a {@link QueueHandshake}, and
 * notes them when they are done. The control thread uses it. Where that thread comes late, an interval is longer, its loads are over
 * the time that it really took, and decisions that would have been due meanwhile are left out.
 */
final class PinnedMoves {

    private static final double PS_PER_NS = 1_000;

    /** A move that was ordered and may not be done yet. */
    private record OnTheWay(Balancer.Move move, int from, long decidedNs) {}

    private final Balancing balancing;
    private final QueueHandshake handshake;
    private final QueueDemand demand;
    private final int cores;
    private final List<OnTheWay> onTheWay = new ArrayList<>();
    private final List<QueueMove> done = new ArrayList<>();
    private MoveOrders orders;
    private long[] demandPs;
    private long decidedNs;
    private long decisionNs;

    PinnedMoves(Balancing balancing, QueueHandshake handshake, QueueDemand demand, int cores) {
        this.balancing = balancing;
        this.handshake = handshake;
        this.demand = demand;
        this.cores = cores;
        orders = handshake.orders();
        demandPs = demand.read();
        decisionNs = balancing.intervalNs();
    }

    /** When there is something to decide again, ns of the trial. */
    long nextNs() {
        return decisionNs;
    }

    /** It is {@code nowNs} of the trial, and cores are at work. */
    void run(long nowNs) {
        noteDone();
        if (nowNs >= decisionNs) {
            decide(nowNs);
            decisionNs += balancing.intervalNs() * (1 + (nowNs - decisionNs) / balancing.intervalNs());
        }
    }

    /** All cores have ended, and so has every move. */
    void finish() {
        noteDone();
    }

    private void decide(long nowNs) {
        QueueLoads loads = new QueueLoads(takeLoads(nowNs - decidedNs), orders.coreOfQueue(), cores);
        decidedNs = nowNs;
        int[] coreOfQueue = orders.coreOfQueue();
        List<OnTheWay> begun = new ArrayList<>();
        for (Balancer.Move move : balancing.balancer().decide(loads)) {
            int from = orders.coreOf(move.queue());
            if (move.to() != from && !isOnTheWay(move.queue(), onTheWay) && !isOnTheWay(move.queue(), begun)) {
                coreOfQueue[move.queue()] = move.to();
                begun.add(new OnTheWay(move, from, nowNs));
            }
        }
        MoveOrders next = MoveOrders.of(coreOfQueue);
        if (!begun.isEmpty() && handshake.post(orders, next)) {
            orders = next;
            onTheWay.addAll(begun);
        }
    }

    private double[] takeLoads(long elapsedNs) {
        long[] before = demandPs;
        demandPs = demand.read();
        double[] loads = new double[before.length];
        for (int queue = 0; queue < loads.length; queue++) {
            loads[queue] = (demandPs[queue] - before[queue]) / (elapsedNs * PS_PER_NS);
        }
        return loads;
    }

    private static boolean isOnTheWay(int queue, List<OnTheWay> moves) {
        return moves.stream().anyMatch(moving -> moving.move().queue() == queue);
    }

    private void noteDone() {
        for (Iterator<OnTheWay> each = onTheWay.iterator(); each.hasNext();) {
            OnTheWay moving = each.next();
            int queue = moving.move().queue();
            if (handshake.holder(queue) == moving.move().to()) {
                each.remove();
                // A core gives a queue away between two batches, with none of its frames in service: nothing can be overtaken.
                done.add(new QueueMove(moving.decidedNs(), queue, moving.from(), moving.move().to(),
                        moving.move().reason().label(), handshake.givenNs(queue) - moving.decidedNs(), 0));
            }
        }
    }

    /** The moves so far, in the order in which they ended. */
    List<QueueMove> done() {
        return done.stream().sorted(Comparator.comparingLong(move -> move.atNs() + move.drainNs())).toList();
    }

    /** The core that each queue was ordered to last. */
    int[] coreOfQueue() {
        return orders.coreOfQueue();
    }
}
