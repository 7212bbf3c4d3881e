package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.Wire;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;

/**
 * Traffic made from a model and a seed, without end. Flow f of VM v has the index v * flowsPerVm + f.
 *
 * <p>
 * Whole frames without FCS are written into slots that the source owns, one for each place in a batch; filling allocates
 * nothing. The next frame's time is drawn ahead, so that {@link #nextDueNs()} only reads.
 *
 * <p>
 * What is drawn for frame i (gap, VM, flow, size) depends on the seed and on i alone, each from a stream of its own: at
 * another rate the same frames come, closer together or farther apart.
 */
public final class EmulatedSource implements Source {

    private final Wire wire;
    private final ArrivalProcess arrivals;
    private final FlowHeaders headers;
    private final Memory slots;
    private final int slotCount;
    private final int slotBytes;

    private final int flowsPerVm;
    private final int flowCount;
    private final Choice vmChoice;
    private final Choice flowChoice;
    private final Choice sizeChoice;
    private final int[] sizesBytes;
    private final SplittableRandom vmBits;
    private final SplittableRandom flowBits;
    private final SplittableRandom sizeBits;

    /** Per flow: payload bytes sent in the high half, frames sent in the low half; both wrap. */
    private final long[] sent;

    private int nextLengthBytes;
    private long nextDueNs;
    private long nextWireWaitNs;

    /**
     * A source for batches of {@link FrameBatch#DEFAULT_CAPACITY} frames at most.
     *
     * @param model
     *            what to send
     * @param seed
     *            any number; the same seed and model give the same frames and times
     * @param arena
     *            owns the slots; must be open, to the thread that uses the source, as long as its frames are read
     */
    public EmulatedSource(TrafficModel model, long seed, Arena arena) {
        RandomStreams streams = RandomStreams.of(seed);
        wire = new Wire(model.link());
        arrivals = model.isBackToBack()
                ? new BackToBackArrivals(wire)
                : model.arrivals().process(model.ratePps(), streams.arrivals());
        headers = new FlowHeaders(model, streams.addresses().nextInt());
        slotCount = FrameBatch.DEFAULT_CAPACITY;
        slotBytes = slotBytes(model.sizes().maxBytes());
        slots = Memory.allocate(arena, (long) slotCount * slotBytes);
        flowsPerVm = model.flowsPerVm();
        flowCount = model.flowCount();
        vmChoice = model.vmPopularity().choice(model.vms().size());
        flowChoice = model.flowPopularity().choice(flowsPerVm);
        sizeChoice = model.sizes().choice();
        sizesBytes = model.sizes().sizesBytes();
        vmBits = streams.vms();
        flowBits = streams.flows();
        sizeBits = streams.sizes();
        sent = new long[flowCount];
        drawNextTime();
    }

    /** An odd number of cache lines, so that the headers, which lie at the starts of the slots, use all sets of a cache. */
    private static int slotBytes(int maxFrameBytes) {
        long lines = CacheLine.roundUp(maxFrameBytes) / CacheLine.BYTES;
        return (int) (lines | 1) * CacheLine.BYTES;
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalArgumentException
     *             if the batch is larger than the source was made for
     */
    @Override
    public int fill(FrameBatch batch, long untilNs) {
        if (batch.capacity() > slotCount) {
            throw new IllegalArgumentException(
                    "batch of " + batch.capacity() + " frames: at most " + slotCount + " expected");
        }
        batch.begin(slots);
        while (nextDueNs <= untilNs && !batch.isFull()) {
            addNext(batch);
            drawNextTime();
        }
        return batch.count();
    }

    private void addNext(FrameBatch batch) {
        int vm = vmChoice.pick(vmBits.nextLong());
        int flowOfVm = flowChoice.pick(flowBits.nextLong());
        int flow = vm * flowsPerVm + flowOfVm;
        long slot = (long) batch.count() * slotBytes;
        int length = nextLengthBytes;
        long before = sent[flow];
        int sequence = (int) before;
        int bytesBefore = (int) (before >>> Integer.SIZE);
        int payloadBytes = headers.write(slots, slot, vm, flowOfVm, bytesBefore, length);
        sent[flow] = (long) (bytesBefore + payloadBytes) << Integer.SIZE | Integer.toUnsignedLong(sequence + 1);
        batch.add(slot, length - EthernetLayout.FCS_BYTES, length, true, nextDueNs, nextWireWaitNs, flow, sequence);
    }

    private void drawNextTime() {
        nextLengthBytes = sizesBytes[sizeChoice.pick(sizeBits.nextLong())];
        wire.transmit(arrivals.nextArrivalPs(), nextLengthBytes);
        nextDueNs = wire.dueNs();
        nextWireWaitNs = wire.waitNs();
    }

    @Override
    public long nextDueNs() {
        return nextDueNs;
    }

    @Override
    public int flowCount() {
        return flowCount;
    }

    @Override
    public int vmOfFlow(int flow) {
        return flow / flowsPerVm;
    }
}
