package io.vmq.dispatch.balance;

import io.vmq.dispatch.host.Processor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Dynamic VMQ as Windows Server 2012 has it, as far as it is public: all queues begin on the home processor, the first of the
 * set. When a processor's load exceeds the upper threshold, queues of it go to the next nearest processor of the set where they
 * fit below that threshold; when a processor's load is below the lower threshold, its queues go back where they fit, and it is
 * free (US 8,984,526, abstract; "VMQ Deep Dive, 2 of 3"). The default queue stays where it is.
 *
 * <p>
 * A queue that alone exceeds the upper threshold fits nowhere and stays; the queues that share its processor go. Our choices,
 * since no source says more: the largest queue that fits goes first; nearest means the same NUMA node, then the next number; of
 * several such queues on one processor all but the largest may go to processors that serve nothing, since they would fit
 * nowhere for ever; one processor is given up at a time, the farthest from home. A queue that has moved rests for
 * {@value BalanceRule#REST_INTERVALS} intervals, unless its new processor cannot keep up, and does not go back in that time;
 * and a processor that does keep up sends queues only where a little room is left, so that noise does not move them on.
 *
 * <p>
 * Under dynamic VMMQ the same is done with the queues of ports. One thread uses it, and it remembers what moved when.
 */
public final class DynamicVmq implements Balancer {

    private static final int HOME = 0;
    private static final int DEFAULT_QUEUE = 0;

    private final BalanceRule rule;
    private final List<Processor> set;
    private final Rest rest;

    /**
     * @param set
     *            the processor of each core that it may use, in the order of the NIC's processor set; cores behind them stay idle
     * @param queues
     *            queues that there are, the default queue 0 included
     */
    public DynamicVmq(BalanceRule rule, List<Processor> set, int queues) {
        this.rule = rule;
        this.set = List.copyOf(set);
        rest = new Rest(queues);
    }

    @Override
    public List<Move> decide(QueueLoads loads) {
        rest.beginInterval();
        List<Move> moves = new ArrayList<>();
        busiestFirst(loads).forEach(core -> relieve(core, loads, moves));
        if (moves.isEmpty()) {
            giveUpOne(loads, moves);
        }
        return moves;
    }

    private static List<Integer> busiestFirst(QueueLoads loads) {
        return IntStream.range(0, loads.cores()).boxed()
                .sorted(Comparator.comparingDouble((Integer core) -> -loads.ofCore(core))).toList();
    }

    private void relieve(int core, QueueLoads loads, List<Move> moves) {
        boolean keepsLarge = false;
        for (int queue : largestFirst(core, loads)) {
            if (loads.ofCore(core) <= rule.upper()) {
                return;
            }
            boolean large = loads.ofQueue(queue) > rule.upper();
            if (large && !keepsLarge) {
                keepsLarge = true;
            } else if (mayLeave(queue, core, loads)) {
                int to = large ? nearestIdle(core, loads)
                        : nearestWithRoom(core, loads, queue, rule.roomForSpreading(loads.ofCore(core)));
                move(queue, to, Reason.SPREAD, loads, moves);
            }
        }
    }

    /** Noise alone moves no queue that has just moved: only a core that cannot keep up sends it on. */
    private boolean mayLeave(int queue, int core, QueueLoads loads) {
        return queue != DEFAULT_QUEUE && loads.ofQueue(queue) > 0 && (rest.isOver(queue) || loads.ofCore(core) > 1);
    }

    private static int[] largestFirst(int core, QueueLoads loads) {
        return Arrays.stream(loads.queuesOn(core)).boxed()
                .sorted(Comparator.comparingDouble((Integer queue) -> -loads.ofQueue(queue))).mapToInt(queue -> queue)
                .toArray();
    }

    private void move(int queue, int to, Reason reason, QueueLoads loads, List<Move> moves) {
        if (to != loads.coreOf(queue)) {
            rest.begin(queue, loads.coreOf(queue));
            loads.move(queue, to);
            moves.add(new Move(queue, to, reason));
        }
    }

    /** The nearest core whose load stays within {@code limit} with the queue; the queue's own if there is none. */
    private int nearestWithRoom(int from, QueueLoads loads, int queue, double limit) {
        return byDistance(from).filter(core -> rest.allows(queue, core))
                .filter(core -> loads.ofCore(core) + loads.ofQueue(queue) <= limit).findFirst().orElse(from);
    }

    private int nearestIdle(int from, QueueLoads loads) {
        return byDistance(from).filter(loads::isIdle).findFirst().orElse(from);
    }

    /** The other cores: those of the same NUMA node first, each time the next numbers first and then round. */
    private IntStream byDistance(int from) {
        int cores = set.size();
        int node = set.get(from).numaNode();
        return IntStream.concat(
                IntStream.range(1, cores).map(step -> (from + step) % cores)
                        .filter(core -> set.get(core).numaNode() == node),
                IntStream.range(1, cores).map(step -> (from + step) % cores)
                        .filter(core -> set.get(core).numaNode() != node));
    }

    /** Empties the farthest core whose load is low, if all its queues fit on cores that serve some already. */
    private void giveUpOne(QueueLoads loads, List<Move> moves) {
        for (int core = loads.cores() - 1; core > HOME; core--) {
            if (loads.ofCore(core) < rule.lower() && isQuiet(core, loads) && canBeEmptied(core, loads)) {
                for (int queue : largestFirst(core, loads)) {
                    move(queue, refuge(core, loads, queue), Reason.COALESCE, loads, moves);
                }
                return;
            }
        }
    }

    private boolean isQuiet(int core, QueueLoads loads) {
        int[] queues = loads.queuesOn(core);
        return queues.length > 0
                && Arrays.stream(queues).allMatch(queue -> queue != DEFAULT_QUEUE && rest.isOver(queue));
    }

    private boolean canBeEmptied(int core, QueueLoads loads) {
        QueueLoads tried = loads.copy();
        for (int queue : largestFirst(core, tried)) {
            int to = refuge(core, tried, queue);
            if (to == core) {
                return false;
            }
            tried.move(queue, to);
        }
        return true;
    }

    /** The core nearest to home that has room and serves something, or is home; the queue's own if there is none. */
    private int refuge(int from, QueueLoads loads, int queue) {
        return IntStream.range(0, from).filter(core -> core == HOME || !loads.isIdle(core))
                .filter(core -> loads.ofCore(core) + loads.ofQueue(queue) <= rule.roomForCoalescing()).findFirst()
                .orElse(from);
    }
}
