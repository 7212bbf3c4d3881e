package io.vmq.dispatch.core;

import io.vmq.dispatch.fault.Outages;

/**
 * One modelled core: serves the frames of its queues one at a time. Queues take turns; in a turn a queue gets the frames that
 * waited when the turn began, at most {@value #POLL_BUDGET} (the NBLs of one DPC: Windows driver docs, netvmini sample).
 *
 * <p>
 * Service of a frame starts at the later of its arrival and the end of the service before it, and ends one {@link ServiceCost}
 * later, unless the core stands still in between. The core knows only what it was told of: it is advanced to a moment before a
 * frame that arrives then is offered to one of its queues, and then has started all that could start by that moment.
 *
 * <p>
 * Which queues it serves may change while frames wait in them.
 *
 * <p>
 * One thread uses it. Times are ps since the trial began; a {@code long} of them lasts 106 days.
 */
public final class CoreModel {

    /** Most frames that a queue gets in one turn. */
    public static final int POLL_BUDGET = 64;

    /** Answer of {@link #advanceUntilRoom} if there is no room in time. */
    public static final long NOT_YET = -1;

    /** Answer of {@link #nextServicePs} if no frame waits. */
    public static final long NEVER = Long.MAX_VALUE;

    private final int index;
    private final Turns turns;
    private final ServiceTime cost;
    private final InterruptModeration moderation;
    private final boolean sleeps;
    private final Standstill standstill;
    private final long busyFromPs;
    private final long busyToPs;
    private final ServiceObserver observer;
    private int waiting;
    /** When what waits can be served at the earliest: arrival of the frame with which waiting began, or the interrupt. */
    private long readyPs;
    private long freeAtPs;
    private long busyPs;
    private int lastQueue = -1;
    private int lastFlow = -1;
    private int lastSequence;
    private long lastDueNs;

    /**
     * @param index
     *            number of the core
     * @param queues
     *            the queues that it serves
     * @param cost
     *            what a frame costs
     * @param moderation
     *            when it wakes up
     * @param standsStill
     *            when it stands still
     * @param fromPs
     *            begin of the window over which {@link #busyPs()} counts
     * @param toPs
     *            end of that window
     * @param observer
     *            learns of every service
     */
    public CoreModel(int index, QueueModel[] queues, ServiceTime cost, InterruptModeration moderation,
            Outages standsStill,
            long fromPs, long toPs,
            ServiceObserver observer) {
        this.index = index;
        turns = new Turns(queues);
        this.cost = cost;
        this.moderation = moderation;
        sleeps = moderation.isOn();
        standstill = new Standstill(standsStill);
        busyFromPs = fromPs;
        busyToPs = toPs;
        this.observer = observer;
    }

    /** Serves {@code queue} too, from {@code atPs} on, to which the core was advanced; no other core does. */
    public void take(QueueModel queue, long atPs) {
        turns.take(queue);
        if (queue.depth() > 0) {
            if (waiting == 0) {
                readyPs = sleeps ? interruptPs(atPs) : atPs;
            }
            addWaiting(queue.depth(), atPs);
        }
    }

    /** Serves {@code queue} no more: what waits in it is another core's. A frame of it that is in service is completed. */
    public void give(QueueModel queue) {
        turns.give(queue);
        waiting -= queue.depth();
    }

    /** When the service ends that was started last, if it was of a frame of {@code queue}; otherwise 0. */
    public long servesUntilPs(int queue) {
        return lastQueue == queue ? freeAtPs : 0;
    }

    /** Starts every service that can start by {@code untilPs}. */
    public void advance(long untilPs) {
        while (waiting > 0) {
            long startPs = nextStartPs();
            if (startPs > untilPs) {
                return;
            }
            serve(turns.next(), startPs);
        }
    }

    /**
     * Goes on until {@code queue} has a free slot.
     *
     * @return when that is, at the earliest {@code nowPs}, or {@link #NOT_YET} if it is after {@code deadlinePs}
     */
    public long advanceUntilRoom(QueueModel queue, long nowPs, long deadlinePs) {
        long atPs = nowPs;
        while (queue.isFull()) {
            atPs = nextStartPs();
            if (atPs > deadlinePs) {
                return NOT_YET;
            }
            serve(turns.next(), atPs);
        }
        return atPs;
    }

    /** When the next service starts, if no frame arrives before; {@link #NEVER} if none waits. */
    public long nextServicePs() {
        return waiting == 0 ? NEVER : nextStartPs();
    }

    /** When the next service starts; some frame waits. */
    private long nextStartPs() {
        return standstill.startPs(Math.max(freeAtPs, readyPs));
    }

    private void serve(QueueModel queue, long startPs) {
        int slot = queue.oldest();
        remove(queue);
        serve(queue.index(), startPs, queue.dueNs(slot), queue.lateNs(slot), queue.lengthBytes(slot), queue.flow(slot),
                queue.sequence(slot));
    }

    private void serve(int queue, long startPs, long dueNs, int lateNs, int lengthBytes, int flow, int sequence) {
        long completionPs = standstill.completionPs(startPs, cost.ofPs(queue, lengthBytes));
        countBusy(startPs, completionPs);
        freeAtPs = completionPs;
        lastQueue = queue;
        lastFlow = flow;
        lastSequence = sequence;
        lastDueNs = dueNs;
        observer.served(index, queue, flow, sequence, dueNs, lateNs, lengthBytes, startPs, completionPs);
    }

    private void countBusy(long startPs, long completionPs) {
        long fromPs = Math.max(startPs, busyFromPs);
        long toPs = Math.min(completionPs, busyToPs);
        if (toPs > fromPs) {
            busyPs += toPs - fromPs - standstill.withinPs(fromPs, toPs);
        }
    }

    private void remove(QueueModel queue) {
        queue.removeOldest();
        waiting--;
        if (queue.depth() == 0) {
            turns.emptied(queue);
        }
    }

    /**
     * Takes a frame that arrives at {@code arrivalPs} through {@code queue}, which has a free slot: an idle core starts its service
     * at once, unless its interrupt is moderated; otherwise it waits. The core must have been advanced to that moment.
     *
     * @param dueNs
     *            when the frame was due, ns
     * @param lateNs
     *            how long after that the source's thread handed it over, ns
     */
    public void accept(QueueModel queue, long arrivalPs, long dueNs, int lateNs, int lengthBytes, int flow,
            int sequence) {
        if (waiting == 0) {
            if (!sleeps && freeAtPs <= arrivalPs && standstill.startPs(arrivalPs) == arrivalPs) {
                queue.passThrough();
                turns.passedThrough(queue);
                serve(queue.index(), arrivalPs, dueNs, lateNs, lengthBytes, flow, sequence);
                return;
            }
            readyPs = sleeps ? interruptPs(arrivalPs) : arrivalPs;
        }
        queue.accept(dueNs, lateNs, lengthBytes, flow, sequence);
        turns.filled(queue);
        addWaiting(1, arrivalPs);
    }

    private void addWaiting(int frames, long arrivalPs) {
        waiting += frames;
        if (waiting >= moderation.frames() && readyPs > arrivalPs) {
            readyPs = arrivalPs;
        }
    }

    /** When a frame that arrives while none waits can be served: at once while the core is awake, at an interrupt when not. */
    private long interruptPs(long arrivalPs) {
        if (freeAtPs > arrivalPs) {
            return arrivalPs;
        }
        // If the frames before it were dropped from a sleeping core, its timer still runs.
        return readyPs > arrivalPs ? readyPs : arrivalPs + moderation.timerPs();
    }

    /** Takes the oldest waiting frame out of {@code queue}, unserved; returns its slot. */
    public int dropOldest(QueueModel queue) {
        int slot = queue.oldest();
        remove(queue);
        return slot;
    }

    /** Whether a frame of {@code flow} is in service at {@code nowPs}, to which the core was advanced. */
    public boolean isServing(int flow, long nowPs) {
        return lastFlow == flow && freeAtPs > nowPs;
    }

    /** Sequence of the frame whose service started last. */
    public int lastSequence() {
        return lastSequence;
    }

    /** When the frame whose service started last was due, ns. */
    public long lastDueNs() {
        return lastDueNs;
    }

    /** When the core has served all that it started. */
    public long freeAtPs() {
        return freeAtPs;
    }

    /** Time in service within the window. */
    public long busyPs() {
        return busyPs;
    }
}
