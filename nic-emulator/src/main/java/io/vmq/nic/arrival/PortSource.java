package io.vmq.nic.arrival;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.StampSource;
import io.vmq.nic.port.SteeredBy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The frames that arrive at a real port, as a source of a trial. A frame is due when it arrived, by the port's stamps.
 *
 * <p>
 * Queues are read in turn, up to a batch each. Where the order across queues matters, because the reader asks for it or
 * because filters have just been set anew and a flow may have changed its queue, the frame that arrived first comes first,
 * and only when nothing earlier can still show: {@link Port#mostDelayNs} after its arrival. Frames that even then come with
 * an earlier stamp than the one before, since several processors stamp them, are due when that one was; how many, and by how
 * much, is among the remarks.
 *
 * <p>
 * The thread that drives the trial's source uses it; {@link #close} closes the port.
 */
public final class PortSource implements ArrivingSource, AutoCloseable {

    /** A jumbo frame with its tags; what is longer is cut, and refused as oversize. */
    public static final int BUFFER_BYTES = 9_728;
    /** Frames that are held back are looked at again so much later. */
    private static final long HOLD_NS = 100_000;
    private static final long NOT_MERGED = Long.MIN_VALUE;
    private static final long ALWAYS = Long.MAX_VALUE;

    private final Port port;
    private final List<List<ReceiveFilter>> filtersOfPhases;
    private final ArrivalFlows flows;
    private final TimeOfDay clock;
    private final QueueHeads heads;
    private final DueOrder order = new DueOrder();
    private boolean released;
    private final List<String> refusals = new ArrayList<>();
    private long originNs;
    private int turn;
    /** Until this moment of the trial frames come in the order of their stamps. */
    private long mergedUntilNs = NOT_MERGED;

    /**
     * @param port
     *            open; this source closes it
     * @param filtersOfPhases
     *            receive filters of each phase of the trial; the port has those of the first one already
     */
    public PortSource(Port port, List<List<ReceiveFilter>> filtersOfPhases, ArrivalFlows flows) {
        this(port, filtersOfPhases, flows, TimeOfDay.ofThisMachine());
    }

    /** The same by clocks of a test. */
    PortSource(Port port, List<List<ReceiveFilter>> filtersOfPhases, ArrivalFlows flows, TimeOfDay clock) {
        this.port = port;
        this.clock = clock;
        this.filtersOfPhases = List.copyOf(filtersOfPhases);
        this.flows = flows;
        heads = new QueueHeads(port, clock);
    }

    @Override
    public void begin(long trialOriginNs, boolean inOrderOfDueTime) {
        originNs = trialOriginNs;
        clock.begin();
        mergedUntilNs = inOrderOfDueTime ? ALWAYS : NOT_MERGED;
    }

    @Override
    public int fill(FrameBatch batch, long untilNs) {
        batch.begin();
        return isMerged() ? fillMerged(batch, untilNs) : fillInTurn(batch, untilNs);
    }

    /** Ends the merging after a change of filters when nothing can be left of before it. */
    private boolean isMerged() {
        if (mergedUntilNs != NOT_MERGED && mergedUntilNs != ALWAYS && nextDueOrNowNs() >= mergedUntilNs) {
            mergedUntilNs = NOT_MERGED;
        }
        return mergedUntilNs != NOT_MERGED;
    }

    private long nextDueOrNowNs() {
        int queue = heads.earliest(originNs);
        return queue < 0 ? nowNs() : heads.of(queue).dueNs();
    }

    private long nowNs() {
        return clock.nanoTime() - originNs;
    }

    private int fillInTurn(FrameBatch batch, long untilNs) {
        // What is stamped later than now is left until then: somebody has set the clock of the stamps.
        long lastNs = Math.min(untilNs, nowNs());
        for (int i = 0; i < heads.count() && batch.count() == 0; i++) {
            int queue = turn;
            turn = queue + 1 == heads.count() ? 0 : queue + 1;
            takeRun(batch, queue, lastNs);
        }
        return batch.count();
    }

    /** Appends the frames of one queue that are there. */
    private void takeRun(FrameBatch batch, int queue, long untilNs) {
        arriveIn(batch, queue);
        QueueHead head = heads.of(queue);
        while (!batch.isFull() && head.find(originNs) && head.dueNs() <= untilNs) {
            take(batch, head, head.dueNs());
        }
    }

    /** Appends the frames that are next across all queues, as long as they are of one queue. */
    private int fillMerged(FrameBatch batch, long untilNs) {
        int queue = heads.earliest(originNs);
        if (queue < 0) {
            return 0;
        }
        long lastNs = Math.min(Math.min(untilNs, safeNs()), heads.nextOfOthersNs(queue));
        arriveIn(batch, queue);
        QueueHead head = heads.of(queue);
        while (!batch.isFull() && head.find(originNs) && head.dueNs() <= lastNs) {
            take(batch, head, order.next(head.dueNs()));
        }
        return batch.count();
    }

    /** Until this moment of the trial nothing can still show that is not there. */
    private long safeNs() {
        long heldBackNs = heads.count() == 1 || released ? 0 : port.mostDelayNs();
        return nowNs() - heldBackNs;
    }

    private void arriveIn(FrameBatch batch, int queue) {
        if (port.steeredBy() != SteeredBy.HOST) {
            batch.arriveIn(queue);
        }
    }

    private void take(FrameBatch batch, QueueHead head, long dueNs) {
        long address = batch.address(batch.count());
        int lengthBytes = head.lengthBytes();
        int stored = head.take(batch.memory(), address, BUFFER_BYTES);
        flows.find(batch.memory(), address, stored);
        batch.add(address, stored, lengthBytes, true, dueNs, 0, flows.flow(), flows.sequence());
    }

    @Override
    public long nextDueNs() {
        int queue = heads.earliest(originNs);
        return queue < 0 ? NEVER : heads.of(queue).dueNs();
    }

    @Override
    public void await(int timeoutMs) {
        if (heads.earliest(originNs) < 0) {
            port.await(timeoutMs);
        } else {
            LockSupport.parkNanos(HOLD_NS);
        }
    }

    @Override
    public void release() {
        released = true;
    }

    @Override
    public void enterPhase(int phase, long nowNs) {
        if (port.steeredBy() != SteeredBy.FILTERS) {
            return;
        }
        try {
            port.setFilters(filtersOfPhases.get(phase));
            mergedUntilNs = Math.max(mergedUntilNs, nowNs() + 2 * port.mostDelayNs());
        } catch (PortException e) {
            refusals.add("from " + nowNs
                    + " ns of the trial on frames were steered by the filters of before, since the NIC took no "
                    + "others: " + e.getMessage());
        }
    }

    @Override
    public long mostDelayNs() {
        return port.mostDelayNs();
    }

    @Override
    public long lostFrames() {
        return port.lostFrames();
    }

    @Override
    public boolean knowsOrder() {
        return flows.taggedFrames() > 0;
    }

    @Override
    public @Nullable String failure() {
        return port.failure();
    }

    @Override
    public long clockDriftNs() {
        return port.stamps().followsTimeOfDay() ? clock.driftNs() : 0;
    }

    @Override
    public List<String> refusals() {
        return List.copyOf(refusals);
    }

    @Override
    public List<String> remarks() {
        List<String> remarks = new ArrayList<>();
        StampSource stamps = port.stamps();
        remarks.add("frames arrived through " + port.backend() + "; they are due when " + stamps.taker()
                + " stamped them (" + stamps.clock() + ", digits of " + stamps.precisionNs()
                + " ns), and latency counts from there" + (stamps.followsTimeOfDay()
                        ? "; the time of day moved " + clock.driftNs()
                                + " ns against the clock of completions meanwhile"
                        : ""));
        remarks.add(switch (port.steeredBy()) {
            case HOST -> "this program steered them";
            case FILTERS -> "NIC or kernel steered them, by the receive filters of the mode";
            case HASH -> "NIC or kernel steered them, by a hash of its own";
        });
        remarks.addAll(port.remarks());
        remarks.add(flows.remark());
        order.remark().ifPresent(remarks::add);
        return remarks;
    }

    @Override
    public int flowCount() {
        return flows.count();
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasMixedSizes() {
        return true;
    }

    @Override
    public int bufferBytes() {
        return BUFFER_BYTES;
    }

    @Override
    public @Nullable Memory keptFrames() {
        return null;
    }

    @Override
    public int vmOfFlow(int flow) {
        return flows.vmOf(flow);
    }

    @Override
    public void close() {
        port.close();
    }
}
