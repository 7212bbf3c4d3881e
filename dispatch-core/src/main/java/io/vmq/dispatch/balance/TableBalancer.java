package io.vmq.dispatch.balance;

import java.util.List;

/**
 * Decides once an interval which entries of an indirection table name another queue. One thread asks; an engine carries the
 * moves out, at once or when the old queue has completed the entry's frames.
 */
@FunctionalInterface
public interface TableBalancer {

    /**
     * The moves to make now, in order, each entry at most once; usually none.
     *
     * @param loads
     *            of the interval that just ended; the balancer's own copy
     */
    List<EntryMove> decide(TableLoads loads);

    /** An entry is to name {@code queue}, because of the core that it is on. */
    record EntryMove(int entry, int queue, Balancer.Reason reason) {}
}
