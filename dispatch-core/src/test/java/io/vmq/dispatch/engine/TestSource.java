package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Gives real UDP frames at times, of flows and in sizes that a test chooses. */
final class TestSource implements Source {

    private static final int STRIDE_BYTES = 128;
    private static final int SEQUENCE_OFFSET = 44;
    private static final long BROADCAST = 0xFFFF_FFFF_FFFFL;
    private static final long HOST_MAC = 0x0200_0000_00FEL;

    /** One frame to come; {@code storedBytes} may be fewer than its length, as in a snapped capture. */
    record Frame(long dueNs, int flow, int lengthBytes, int storedBytes, boolean ethernet, long wireWaitNs) {

        static Frame of(long dueNs, int flow, int lengthBytes) {
            return new Frame(dueNs, flow, lengthBytes, 60, true, 0);
        }
    }

    private final Iterator<Frame> frames;
    private final int[] vmOfFlow;
    private final int[] sequenceOfFlow;
    private final Memory templates;
    private @Nullable Frame next;

    /**
     * @param frames
     *            in order of due time; may be endless
     * @param vmOfFlow
     *            VM of each flow, or {@link Source#HOST}
     */
    TestSource(Iterator<Frame> frames, int... vmOfFlow) {
        this.frames = frames;
        this.vmOfFlow = vmOfFlow.clone();
        sequenceOfFlow = new int[vmOfFlow.length];
        templates = Memory.copyOf(new byte[vmOfFlow.length * STRIDE_BYTES]);
        for (int flow = 0; flow < vmOfFlow.length; flow++) {
            writeTemplate(flow);
        }
        advance();
    }

    static MacAddress macOf(int vm) {
        return MacAddress.parse("00:15:5d:00:00:01").plus(vm);
    }

    private void writeTemplate(int flow) {
        long at = (long) flow * STRIDE_BYTES;
        InetAddress sender = address(10, 1, flow >>> 8, flow & 0xFF);
        InetAddress receiver = address(10, 2, 0, vmOfFlow[flow] + 1);
        new FlowTuple(sender, receiver, 1_024 + flow, 5_201, IpProtocol.UDP).writeFrame(templates, at);
        long destination = vmOfFlow[flow] == HOST ? BROADCAST : macOf(vmOfFlow[flow]).bits();
        templates.putI64Be(at, destination << 16 | HOST_MAC >>> 32);
        templates.putI32Be(at + 8, (int) HOST_MAC);
    }

    private static InetAddress address(int... octets) {
        byte[] bytes = {(byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]};
        try {
            return InetAddress.getByAddress(bytes);
        } catch (UnknownHostException e) {
            throw new AssertionError("four bytes are an IPv4 address", e);
        }
    }

    private void advance() {
        next = frames.hasNext() ? frames.next() : null;
    }

    @Override
    public int fill(FrameBatch batch, long untilNs) {
        batch.begin();
        for (Frame frame = next; frame != null && frame.dueNs() <= untilNs && !batch.isFull(); frame = next) {
            add(batch, frame);
            advance();
        }
        return batch.count();
    }

    private void add(FrameBatch batch, Frame frame) {
        long at = batch.address(batch.count());
        int flow = frame.flow();
        int sequence = sequenceOfFlow[flow]++;
        templates.copyTo((long) flow * STRIDE_BYTES, batch.memory(), at, STRIDE_BYTES);
        batch.memory().putI32Be(at + SEQUENCE_OFFSET, sequence);
        batch.add(at, frame.storedBytes(), frame.lengthBytes(), frame.ethernet(), frame.dueNs(), frame.wireWaitNs(),
                flow, sequence);
    }

    @Override
    public long nextDueNs() {
        Frame frame = next;
        return frame == null ? NEVER : frame.dueNs();
    }

    @Override
    public int flowCount() {
        return vmOfFlow.length;
    }

    @Override
    public boolean isFinite() {
        return true;
    }

    @Override
    public boolean hasMixedSizes() {
        return true;
    }

    @Override
    public int bufferBytes() {
        return STRIDE_BYTES;
    }

    @Override
    public @Nullable Memory keptFrames() {
        return null;
    }

    @Override
    public int vmOfFlow(int flow) {
        return vmOfFlow[flow];
    }

    /** Endless frames of one length, {@code gapNs} apart, flows in turn. */
    static Iterator<Frame> evenly(long gapNs, int flows, int lengthBytes) {
        return LongStream.iterate(0, count -> count + 1)
                .mapToObj(count -> Frame.of(count * gapNs, (int) (count % flows), lengthBytes)).iterator();
    }

    /** Endless frames of one length with exponential gaps, flows at random. */
    static Iterator<Frame> poisson(long seed, double meanGapNs, int flows, int lengthBytes) {
        SplittableRandom random = new SplittableRandom(seed);
        return DoubleStream.iterate(0, due -> due + meanGapNs * random.nextExponential())
                .mapToObj(due -> Frame.of(Math.round(due), random.nextInt(flows), lengthBytes)).iterator();
    }

    /** Endless frames of all sorts: bursts and pauses, sizes from 64 to 9,300 bytes, runts and what is not Ethernet. */
    static Iterator<Frame> wild(long seed, int meanGapNs, int flows) {
        SplittableRandom random = new SplittableRandom(seed);
        return LongStream.iterate(0, due -> due + (random.nextInt(3) == 0 ? 0 : random.nextInt(3 * meanGapNs)))
                .mapToObj(due -> wildFrame(random, due, flows)).iterator();
    }

    private static Frame wildFrame(SplittableRandom random, long dueNs, int flows) {
        int stored = random.nextInt(50) == 0 ? random.nextInt(14) : random.nextInt(14, 75);
        int length = random.nextInt(20) == 0 ? random.nextInt(9_000, 9_300) : random.nextInt(64, 1_519);
        return new Frame(dueNs, random.nextInt(flows), length, stored, random.nextInt(60) != 0, random.nextInt(5_000));
    }

    static Iterator<Frame> of(Frame... frames) {
        return List.of(frames).iterator();
    }
}
