package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.load.ArrivalProcess;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.port.Wire;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Replays a capture, its frames untouched and where they lie: nothing is copied, filling allocates nothing. Several
 * sources may replay the same capture at the same time.
 *
 * <p>
 * On the wire a frame is as long as it originally was, FCS counted, and at least the Ethernet minimum, however much
 * of it the capture holds. Frames that no receive buffer holds, and those of other link types, are given like all
 * others: refusing them is for the port. The sequence within a flow goes on over the loops.
 */
public final class CaptureSource implements Source {

    /** Loops until nobody asks for more. */
    public static final long ENDLESS = 0;

    private final Capture capture;
    private final CaptureFlows flows;
    private final int[] vmOfFlow;
    private final int[] sent;
    private final Wire wire;
    private final ArrivalProcess arrivals;
    private final boolean endless;
    private long framesLeft;
    private int next;
    private long nextDueNs;

    /**
     * @param capture
     *            must stay open as long as the source is used
     * @param flows
     *            of that capture
     * @param vms
     *            who gets the frames sent to their MACs; see {@link CaptureVms}
     * @param speed
     *            when frames arrive
     * @param loops
     *            how often the capture is replayed, or {@link #ENDLESS}
     * @param link
     *            rate of the link on which they come
     * @throws CaptureException
     *             if the recorded gaps are too long for the speed
     * @throws IllegalArgumentException
     *             if the rate is more than the link carries, or loops are negative
     */
    public CaptureSource(Capture capture, CaptureFlows flows, List<VirtualMachine> vms, ReplaySpeed speed, long loops,
            LinkRate link) throws CaptureException {
        if (loops < ENDLESS) {
            throw new IllegalArgumentException("loops " + loops + ": 1 or more expected, or 0 for endless");
        }
        this.capture = capture;
        this.flows = flows;
        vmOfFlow = flows.vmOfFlow(vms);
        sent = new int[flows.count()];
        wire = new Wire(link);
        arrivals = speed.arrivals(capture, wire);
        endless = loops == ENDLESS;
        boolean countable = !endless && loops <= Long.MAX_VALUE / capture.count();
        framesLeft = countable ? loops * capture.count() : Long.MAX_VALUE;
        sendNext();
    }

    @Override
    public int fill(FrameBatch batch, long untilNs) {
        batch.begin(capture.memory());
        while (nextDueNs <= untilNs && nextDueNs != NEVER && !batch.isFull()) {
            add(batch, next);
            next = next + 1 == capture.count() ? 0 : next + 1;
            framesLeft--;
            sendNext();
        }
        return batch.count();
    }

    private void add(FrameBatch batch, int i) {
        int flow = flows.flowOf(i);
        batch.add(capture.address(i), capture.storedBytes(i), capture.wireBytes(i), capture.isEthernet(i), nextDueNs,
                wire.waitNs(), flow, sent[flow]++);
    }

    /** Sends the next frame over the wire, ahead of being asked for it. */
    private void sendNext() {
        if (framesLeft == 0) {
            nextDueNs = NEVER;
            return;
        }
        wire.transmit(arrivals.nextArrivalPs(), capture.wireBytes(next));
        nextDueNs = wire.dueNs();
    }

    @Override
    public long nextDueNs() {
        return nextDueNs;
    }

    @Override
    public int flowCount() {
        return vmOfFlow.length;
    }

    @Override
    public boolean isFinite() {
        return !endless;
    }

    @Override
    public boolean hasMixedSizes() {
        int first = capture.wireBytes(0);
        return IntStream.range(1, capture.count()).anyMatch(i -> capture.wireBytes(i) != first);
    }

    @Override
    public int bufferBytes() {
        return EthernetLayout.MAX_FRAME_BYTES;
    }

    @Override
    public Memory keptFrames() {
        return capture.memory();
    }

    @Override
    public int vmOfFlow(int flow) {
        return vmOfFlow[flow];
    }
}
