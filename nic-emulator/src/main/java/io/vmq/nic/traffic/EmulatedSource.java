package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import org.jspecify.annotations.Nullable;

/**
 * Traffic made from a model and a seed, without end unless its load falls silent or its VMs leave for good.
 * {@link FlowIndices} numbers the flows: without IPv6, flow f of VM v has the index v * flowsPerVm + f.
 *
 * <p>
 * Whole frames without FCS are written into the buffers of the batch; filling allocates nothing. A batch is made in
 * passes over short columns (times, VMs, flows, headers), because each is then a small loop.
 *
 * <p>
 * What is drawn for arrival i (gap, VM, flow, size, kind) depends on the seed and on i alone, each from a stream of its
 * own: at another rate the same frames come, closer together or farther apart, and where a VM is not there only what
 * was drawn for it is missing.
 */
public final class EmulatedSource implements Source {

    private static final int CAPACITY = FrameBatch.DEFAULT_CAPACITY;

    private final FrameSchedule schedule;
    private final FlowHeaders headers;
    private final PlainHeaders plain;
    private final GroupHeaders groupHeaders;
    private final FlowIndices indices;
    private final int bufferBytes;

    /** Whether headers differ in length from frame to frame, so that traces of a longer one must be wiped out. */
    private final boolean wipes;

    private final int[] bytesBefore = new int[CAPACITY];

    /** Per flow: payload bytes sent in the high half, frames sent in the low half; both wrap. */
    private final long[] sent;

    /**
     * A source for batches of {@link FrameBatch#DEFAULT_CAPACITY} frames at most.
     *
     * @param model
     *            what to send
     * @param seed
     *            any number; the same seed and model give the same frames and times
     */
    public EmulatedSource(TrafficModel model, long seed) {
        this(model, seed, false);
    }

    /** The same frames in buffers that other sources write too. */
    public static EmulatedSource amongOthers(TrafficModel model, long seed) {
        return new EmulatedSource(model, seed, true);
    }

    private EmulatedSource(TrafficModel model, long seed, boolean amongOthers) {
        RandomStreams streams = RandomStreams.of(seed);
        schedule = new FrameSchedule(model, streams, CAPACITY);
        headers = new FlowHeaders(model, streams.addresses().nextInt());
        plain = headers.plain();
        groupHeaders = new GroupHeaders(new EthernetHeader(model.frames().outerVlan()));
        indices = new FlowIndices(model.receivers(), model.frames().mix());
        wipes = amongOthers || !model.frames().mix().isEmpty();
        // A store at the end of a TCP header reaches as far as the frame check sequence would.
        bufferBytes = Math.max(schedule.maxLengthBytes(), wipes ? FlowHeaders.WIPED_BYTES : 0);
        sent = new long[indices.count()];
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
        batch.begin();
        if (wipes) {
            writeFrames(batch, count);
        } else {
            writePlainFrames(batch, count);
        }
        return count;
    }

    private void writePlainFrames(FrameBatch batch, int count) {
        int[] vms = schedule.vms();
        int[] flows = schedule.flowsOfVm();
        int[] lengths = schedule.lengthsBytes();
        for (int i = 0; i < count; i++) {
            int flow = indices.ofVm(FrameKind.PLAIN, vms[i], flows[i]);
            bytesBefore[i] = bytesSent(flow);
            add(batch, i, flow, plain.payloadBytes(vms[i], lengths[i]));
        }
        plain.write(batch, count, vms, flows, bytesBefore, lengths);
    }

    private void writeFrames(FrameBatch batch, int count) {
        for (int i = 0; i < count; i++) {
            FrameKind kind = schedule.kind(i);
            FlowHeaders.wipe(batch.memory(), batch.address(i));
            if (kind.isGroup()) {
                writeGroupFrame(batch, i, kind);
            } else {
                writeVmFrame(batch, i, kind);
            }
        }
    }

    /** Appends frame i, the next one of its flow, by which the flow advances so many payload bytes. */
    private void add(FrameBatch batch, int i, int flow, int payloadBytes) {
        int length = schedule.lengthBytes(i);
        int sequence = (int) sent[flow];
        int bytes = bytesSent(flow) + payloadBytes;
        sent[flow] = (long) bytes << Integer.SIZE | Integer.toUnsignedLong(sequence + 1);
        batch.add(batch.address(i), length - EthernetLayout.FCS_BYTES, length, true, schedule.dueNs(i),
                schedule.waitNs(i), flow, sequence);
    }

    private int bytesSent(int flow) {
        return (int) (sent[flow] >>> Integer.SIZE);
    }

    private void writeVmFrame(FrameBatch batch, int i, FrameKind kind) {
        int vm = schedule.vm(i);
        int flowOfVm = schedule.flowOfVm(i);
        int flow = indices.ofVm(kind, vm, flowOfVm);
        int payloadBytes = headers.write(batch.memory(), batch.address(i), kind, vm, flowOfVm, bytesSent(flow),
                schedule.lengthBytes(i));
        add(batch, i, flow, payloadBytes);
    }

    private void writeGroupFrame(FrameBatch batch, int i, FrameKind kind) {
        int group = schedule.group(i);
        Memory buffers = batch.memory();
        long frame = batch.address(i);
        switch (kind) {
            case BROADCAST -> groupHeaders.writeBroadcast(buffers, frame, group, schedule.lengthBytes(i));
            case MULTICAST -> groupHeaders.writeMulticast(buffers, frame, group, schedule.lengthBytes(i));
            default -> groupHeaders.writeArp(buffers, frame, schedule.vm(i));
        }
        add(batch, i, indices.ofGroup(kind, group), 0);
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
    public int bufferBytes() {
        return bufferBytes;
    }

    @Override
    public @Nullable Memory keptFrames() {
        return null;
    }

    @Override
    public int vmOfFlow(int flow) {
        return indices.vmOf(flow);
    }
}
