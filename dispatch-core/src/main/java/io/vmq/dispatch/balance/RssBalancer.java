package io.vmq.dispatch.balance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Moves entries of an RSS table from cores that have too much to cores that have time. In Windows the stack above the NIC does
 * that: it sees the imbalance and sends a new table (Windows driver docs, "RSS configuration"), unless the RSS profile is a
 * static one. What it goes by is not public, so the rule is that of {@link DynamicVmq}: entries leave a core above the upper
 * threshold, the largest that fits first, and go where the load then stays within that threshold.
 *
 * <p>
 * Our choices: of the cores with room the least loaded one gets the entry, and there the queue that has least to do. An entry
 * that alone exceeds the threshold stays, and the entries that share its core go; of several such entries on one core all but
 * the largest go to cores that have none, if that leaves those cores with less than this one had. An entry that has moved rests
 * for {@value BalanceRule#REST_INTERVALS} intervals, unless its new core cannot keep up, and does not go back in that time. No
 * core is ever given up: a table begins spread over all queues.
 *
 * <p>
 * One thread uses it, and it remembers what moved when.
 */
public final class RssBalancer implements TableBalancer {

    private static final int NOWHERE = -1;

    private final BalanceRule rule;
    private final Rest rest;

    /**
     * @param entries
     *            entries of the table
     */
    public RssBalancer(BalanceRule rule, int entries) {
        this.rule = rule;
        rest = new Rest(entries);
    }

    @Override
    public List<EntryMove> decide(TableLoads loads) {
        rest.beginInterval();
        List<EntryMove> moves = new ArrayList<>();
        busiestFirst(loads).forEach(core -> relieve(core, loads, moves));
        return moves;
    }

    private static List<Integer> busiestFirst(TableLoads loads) {
        return IntStream.range(0, loads.cores()).boxed()
                .sorted(Comparator.comparingDouble((Integer core) -> -loads.ofCore(core))).toList();
    }

    private static List<Integer> largestFirst(int core, TableLoads loads) {
        return loads.entriesOn(core).boxed()
                .sorted(Comparator.comparingDouble((Integer entry) -> -loads.ofEntry(entry))).toList();
    }

    private void relieve(int core, TableLoads loads, List<EntryMove> moves) {
        boolean keepsLarge = false;
        for (int entry : largestFirst(core, loads)) {
            if (loads.ofCore(core) <= rule.upper()) {
                return;
            }
            if (isLarge(entry, loads) && !keepsLarge) {
                keepsLarge = true;
            } else if (mayLeave(entry, core, loads)) {
                move(entry, isLarge(entry, loads) ? queueWithoutLarge(entry, loads) : queueWithRoom(entry, loads),
                        loads, moves);
            }
        }
    }

    private boolean isLarge(int entry, TableLoads loads) {
        return loads.ofEntry(entry) > rule.upper();
    }

    /** Noise alone moves no entry that has just moved: only a core that cannot keep up sends it on. */
    private boolean mayLeave(int entry, int core, TableLoads loads) {
        return loads.ofEntry(entry) > 0 && (rest.isOver(entry) || loads.ofCore(core) > 1);
    }

    private void move(int entry, int queue, TableLoads loads, List<EntryMove> moves) {
        if (queue != NOWHERE) {
            rest.begin(entry, loads.coreOf(entry));
            loads.move(entry, queue);
            moves.add(new EntryMove(entry, queue, Balancer.Reason.SPREAD));
        }
    }

    private int queueWithRoom(int entry, TableLoads loads) {
        double limit = rule.roomForSpreading(loads.ofCore(loads.coreOf(entry)));
        return leastLoaded(entry, loads,
                queuesElsewhere(entry, loads).filter(queue -> loadWith(entry, queue, loads) <= limit));
    }

    private int queueWithoutLarge(int entry, TableLoads loads) {
        double before = loads.ofCore(loads.coreOf(entry));
        return leastLoaded(entry, loads, queuesElsewhere(entry, loads)
                .filter(queue -> loads.entriesOn(loads.coreOfQueue(queue)).noneMatch(other -> isLarge(other, loads)))
                .filter(queue -> loadWith(entry, queue, loads) < before));
    }

    /** Load of the core of {@code queue} once it has the entry too. */
    private static double loadWith(int entry, int queue, TableLoads loads) {
        return loads.ofCore(loads.coreOfQueue(queue)) + loads.ofEntry(entry);
    }

    private static IntStream queuesElsewhere(int entry, TableLoads loads) {
        return IntStream.range(0, loads.queues()).filter(queue -> loads.coreOfQueue(queue) != loads.coreOf(entry));
    }

    private int leastLoaded(int entry, TableLoads loads, IntStream queues) {
        return queues.filter(queue -> rest.allows(entry, loads.coreOfQueue(queue))).boxed()
                .min(Comparator.comparingDouble((Integer queue) -> loads.ofCore(loads.coreOfQueue(queue)))
                        .thenComparingDouble(loads::ofQueue).thenComparingInt(queue -> queue))
                .orElse(NOWHERE);
    }
}
