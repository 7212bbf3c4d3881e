package io.vmq.bench.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FlowTuple;
import io.vmq.dispatch.steering.IpProtocol;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Batches of short frames to steer, made once and given out in turn: 64 frames each, of random UDP flows to MACs in random
 * order. There are several, because a branch predictor knows a single batch by heart.
 */
final class FrameBatches {

    static final int FRAMES = FrameBatch.DEFAULT_CAPACITY;

    private static final int BATCHES = 16;
    private static final int STORED_BYTES = EthernetLayout.MIN_FRAME_BYTES - EthernetLayout.FCS_BYTES;
    private static final int STRIDE_BYTES = 128;
    private static final long SEED = 1;

    private final FrameBatch[] batches = new FrameBatch[BATCHES];
    private final int[] queueOut = new int[FRAMES];
    private int next;

    /**
     * @param addressBytes
     *            4 for IPv4, 16 for IPv6
     */
    FrameBatches(List<MacAddress> macs, int addressBytes) {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < BATCHES; i++) {
            batches[i] = batch(random, macs, addressBytes);
        }
    }

    private static FrameBatch batch(SplittableRandom random, List<MacAddress> macs, int addressBytes) {
        Memory memory = Memory.copyOf(new byte[FRAMES * STRIDE_BYTES]);
        FrameBatch batch = new FrameBatch(FRAMES);
        batch.begin(memory);
        for (int i = 0; i < FRAMES; i++) {
            long at = (long) i * STRIDE_BYTES;
            FlowTuple flow = new FlowTuple(address(random, addressBytes), address(random, addressBytes),
                    random.nextInt(1 << 16), random.nextInt(1 << 16), IpProtocol.UDP);
            int stored = Math.max(STORED_BYTES, flow.writeFrame(memory, at));
            writeMac(memory, at, macs.get(random.nextInt(macs.size())));
            batch.add(at, stored, stored + EthernetLayout.FCS_BYTES, true, 0, 0, 0, 0);
        }
        return batch;
    }

    private static InetAddress address(SplittableRandom random, int bytes) {
        byte[] octets = new byte[bytes];
        random.nextBytes(octets);
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(bytes + " bytes are no IP address", e);
        }
    }

    private static void writeMac(Memory memory, long frame, MacAddress mac) {
        memory.putI32Be(frame, (int) (mac.bits() >>> 16));
        memory.putU16Be(frame + Integer.BYTES, (int) mac.bits());
    }

    /** Consecutive MACs from the one that Hyper-V's pool begins with. */
    static List<MacAddress> macs(int count) {
        MacAddress first = MacAddress.parse("00:15:5d:00:00:00");
        return IntStream.range(0, count).mapToObj(first::plus).toList();
    }

    /** The next batch; they come round again. */
    FrameBatch next() {
        next = (next + 1) % BATCHES;
        return batches[next];
    }

    /** Room for the queues of a batch. */
    int[] queueOut() {
        return queueOut;
    }
}
