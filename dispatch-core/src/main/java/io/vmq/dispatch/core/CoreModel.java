package io.vmq.dispatch.core;

/**
 * One modelled core: serves the frames of its queues one at a time, in the order of their arrival.
 *
 * <p>
 * A frame arrives at {@code a}. It is refused if its queue's ring is full, that is, if the frame accepted K places earlier
 * (K = slots of the ring) had not started service by {@code a}. Otherwise service starts at the later of {@code a} and the
 * end of the previous service, and ends one {@link ServiceCost} later. Frames must be offered in order of arrival.
 *
 * <p>
 * One thread uses it. Times are ps since the trial began; a {@code long} of them lasts 106 days.
 */
public final class CoreModel {

    /** Answer of {@link #offer} for a frame that found the ring full. */
    public static final long REFUSED = -1;

    private final ServiceCost cost;
    private final long busyFromPs;
    private final long busyToPs;
    private long freeAtPs;
    private long lastStartPs;
    private long busyPs;

    /**
     * @param cost
     *            what a frame costs
     * @param fromPs
     *            begin of the window over which {@link #busyPs()} counts
     * @param toPs
     *            end of that window
     */
    public CoreModel(ServiceCost cost, long fromPs, long toPs) {
        this.cost = cost;
        busyFromPs = fromPs;
        busyToPs = toPs;
    }

    /**
     * Offers a frame that arrives at {@code arrivalPs} to this core through {@code queue}.
     *
     * @return when its service ends, or {@link #REFUSED}
     */
    public long offer(QueueModel queue, long arrivalPs, int lengthBytes) {
        if (queue.isFull(arrivalPs)) {
            return REFUSED;
        }
        long start = Math.max(arrivalPs, freeAtPs);
        long completion = start + cost.ofPs(lengthBytes);
        queue.accept(start, completion);
        busyPs += Math.max(0, Math.min(completion, busyToPs) - Math.max(start, busyFromPs));
        lastStartPs = start;
        freeAtPs = completion;
        return completion;
    }

    /** When service of the frame accepted last starts. */
    public long lastStartPs() {
        return lastStartPs;
    }

    /** When the core has served all that it accepted. */
    public long freeAtPs() {
        return freeAtPs;
    }

    /** Time in service within the window. */
    public long busyPs() {
        return busyPs;
    }
}
