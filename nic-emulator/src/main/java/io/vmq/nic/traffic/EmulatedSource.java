package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.CacheLine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;

/**
 * Traffic made from a model and a seed, without end unless its load falls silent or its VMs leave for good. Flow f of VM v has the index v * flowsPerVm + f.
 *
 * <p>
 * Whole frames without FCS are written into slots that the source owns, one for each place in a batch; filling
 * allocates nothing. A batch is made in passes over short columns (times, VMs, flows, headers), because each is then
 * a small loop.
 *
 * <p>
 * What is drawn for arrival i (gap, VM, flow, size) depends on the seed and on i alone, each from a stream of its own: at
 * another rate the same frames come, closer together or farther apart, and where a VM is not there only its own frames
 * are missing.
 */
public final class EmulatedSource implements Source {

    private static final int CAPACITY = FrameBatch.DEFAULT_CAPACITY;

    private final FrameSchedule schedule;
    private final FlowHeaders headers;
    private final Memory slots;
    private final int slotBytes;

    private final int flowsPerVm;
    private final int[] flowOf = new int[CAPACITY];
    private final int[] sequenceOf = new int[CAPACITY];

    /** Per flow: payload bytes sent in the high half, frames sent in the low half; both wrap. */
    private final long[] sent;

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
        schedule = new FrameSchedule(model, streams, CAPACITY);
        headers = new FlowHeaders(model, streams.addresses().nextInt());
        slotBytes = slotBytes(model.frames().sizes().maxBytes());
        slots = Memory.allocate(arena, (long) CAPACITY * slotBytes);
        flowsPerVm = model.receivers().flowsPerVm();
        sent = new long[model.receivers().flowCount()];
    }

    /**
     * An odd number of cache lines, so that the headers, which lie at the starts of the slots, use all sets of a
     * cache.
     */
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
        if (batch.capacity() > CAPACITY) {
            throw new IllegalArgumentException(
                    "batch of " + batch.capacity() + " frames: at most " + CAPACITY + " expected");
        }
        int count = schedule.take(batch.capacity(), untilNs);
        writeFrames(count);
        batch.begin(slots);
        for (int i = 0; i < count; i++) {
            int length = schedule.lengthBytes(i);
            batch.add((long) i * slotBytes, length - EthernetLayout.FCS_BYTES, length, true, schedule.dueNs(i),
                    schedule.waitNs(i), flowOf[i], sequenceOf[i]);
        }
        return count;
    }

    private void writeFrames(int count) {
        for (int i = 0; i < count; i++) {
            int vm = schedule.vm(i);
            int flowOfVm = schedule.flowOfVm(i);
            int flow = vm * flowsPerVm + flowOfVm;
            int sequence = (int) sent[flow];
            int bytesBefore = (int) (sent[flow] >>> Integer.SIZE);
            int payloadBytes = headers.write(slots, (long) i * slotBytes, vm, flowOfVm, bytesBefore,
                    schedule.lengthBytes(i));
            sent[flow] = (long) (bytesBefore + payloadBytes) << Integer.SIZE | Integer.toUnsignedLong(sequence + 1);
            flowOf[i] = flow;
            sequenceOf[i] = sequence;
        }
    }

    @Override
    public long nextDueNs() {
        return schedule.nextDueNs();
    }

    @Override
    public int flowCount() {
        return sent.length;
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasMixedSizes() {
        return schedule.hasMixedSizes();
    }

    @Override
    public int vmOfFlow(int flow) {
        return flow / flowsPerVm;
    }
}
