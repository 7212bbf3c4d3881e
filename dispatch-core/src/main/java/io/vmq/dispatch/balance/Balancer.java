package io.vmq.dispatch.balance;

import java.util.List;

/**
 * Decides once an interval which queues go to other cores. One thread asks; an engine carries the moves out: it loses nothing,
 * and a queue's next frame starts on its new core when the old one has completed its last.
 */
@FunctionalInterface
public interface Balancer {

    /**
     * The moves to make now, in order; usually none.
     *
     * @param loads
     *            of the interval that just ended; the balancer's own copy
     */
    List<Move> decide(QueueLoads loads);

    /** A queue is to go to another core, because of the core that it is on. */
    record Move(int queue, int to, Reason reason) {}

    /** Why a queue moves. */
    enum Reason {
        /** Its core's load is above the upper threshold. */
        SPREAD("spread"),
        /** Its core's load is below the lower threshold, so the core is given up. */
        COALESCE("coalesce");

        private final String label;

        Reason(String label) {
            this.label = label;
        }

        /** The name in results. */
        public String label() {
            return label;
        }
    }
}
