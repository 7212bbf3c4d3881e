package io.vmq.nic.xdp;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A socket that receives the frames of one queue from one hardware queue. Frames are read in turns: what was read goes back to
 * the kernel when a turn ends, after {@value #TURN_FRAMES} frames or when nothing more is there.
 */
final class XdpSocket {

    /** Frames between two publications: enough to pay for them, few enough that the kernel does not wait for room. */
    private static final int TURN_FRAMES = 64;
    /** Descriptors have 16 bytes: address, length, options. */
    private static final int DESCRIPTOR_SHIFT = 4;

    private static final int XDP_STATISTICS = 7;
    private static final int STATISTICS_BYTES = 48;
    private static final int DROPPED = 0;
    private static final int RING_FULL = 24;

    /** The kernel frees a hardware queue a moment after its last socket was closed. */
    private static final int MOST_LOOKS = 500;
    private static final int LOOK_AGAIN_MS = 1;

    private static final int ADDRESS_BYTES = 16;
    static final int SHARED_UMEM = 1;
    static final int COPY = 1 << 1;
    static final int ZERO_COPY = 1 << 2;

    private final int fd;
    private final Memory ring;
    private final long producerOffset;
    private final long consumerOffset;
    private final long descriptors;
    private final int mask;
    private final FillRing fill;
    private final Memory frames;

    private int consumer;
    private int turnEnd;
    private long address;
    private int length;
    private boolean hasFrame;
    private int givenBack;

    /** Takes over a socket with its receive ring, and the memory and fill ring of its hardware queue. */
    XdpSocket(int fd, MappedRing receive, FillRing fill, Umem umem) {
        this.fd = fd;
        ring = receive.memory();
        producerOffset = receive.producer();
        consumerOffset = receive.consumer();
        descriptors = receive.descriptors();
        mask = receive.slots() - 1;
        this.fill = fill;
        frames = umem.memory();
        consumer = ring.getIntAcquire(consumerOffset);
        turnEnd = consumer;
        givenBack = consumer;
    }

    /** A new socket, in the calling thread's network namespace. */
    static int open() throws PortException {
        int answer = SystemCalls.socket(SystemCalls.AF_XDP, SystemCalls.SOCK_RAW, 0);
        if (answer < 0) {
            throw new PortException("no AF_XDP socket: the system answered " + Errno.describe(answer)
                    + (Errno.EAFNOSUPPORT.is(answer) ? "; the kernel must have been built with CONFIG_XDP_SOCKETS"
                            : ""));
        }
        return answer;
    }

    /**
     * Binds a socket to a hardware queue.
     *
     * @param flags
     *            {@link #COPY} or {@link #ZERO_COPY}, or {@link #SHARED_UMEM} alone
     * @param owner
     *            with {@link #SHARED_UMEM}: the socket with which the memory was registered; otherwise 0
     */
    static void bind(int fd, int interfaceIndex, int hardwareQueue, int flags, int owner) throws PortException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment target = arena.allocate(ADDRESS_BYTES, Long.BYTES);
            Memory fields = Memory.of(target);
            fields.putInt(0, SystemCalls.AF_XDP | flags << Short.SIZE);
            fields.putInt(4, interfaceIndex);
            fields.putInt(8, hardwareQueue);
            fields.putInt(12, owner);
            int answer = SystemCalls.bind(fd, target);
            for (int i = 0; i < MOST_LOOKS && Errno.EBUSY.is(answer); i++) {
                SystemCalls.poll(MemorySegment.NULL, 0, LOOK_AGAIN_MS);
                answer = SystemCalls.bind(fd, target);
            }
            if (answer < 0) {
                throw new PortException("an AF_XDP socket cannot be bound to hardware queue " + hardwareQueue
                        + ": the system answered " + Errno.describe(answer) + remedy(answer, flags));
            }
        }
    }

    private static String remedy(int answer, int flags) {
        if (Errno.EBUSY.is(answer)) {
            return "; another program has AF_XDP sockets there";
        }
        return Errno.EOPNOTSUPP.is(answer) && flags == ZERO_COPY ? "; its driver has no zero copy, ask for copies" : "";
    }

    int descriptor() {
        return fd;
    }

    /** Leaves the frame that was taken, and finds the next one; false if none is there now. */
    boolean find() {
        leaveFrame();
        if (consumer == turnEnd && !beginTurn()) {
            return false;
        }
        long at = descriptors + ((long) (consumer & mask) << DESCRIPTOR_SHIFT);
        address = ring.getLong(at);
        length = ring.getInt(at + Long.BYTES);
        return true;
    }

    /** Takes the frame that was found; it stays until the next one is looked for. */
    void take() {
        consumer++;
        hasFrame = true;
    }

    private void leaveFrame() {
        if (hasFrame) {
            StampClock.clear(frames, address);
            fill.add(address);
            hasFrame = false;
        }
    }

    private boolean beginTurn() {
        giveBack();
        turnEnd = consumer + Math.min(TURN_FRAMES, waitingFrames());
        return turnEnd != consumer;
    }

    /** Lets the kernel have what was read: release on both rings, so it writes there only after we have read. */
    private void giveBack() {
        if (givenBack != consumer) {
            fill.publish();
            ring.putIntRelease(consumerOffset, consumer);
            givenBack = consumer;
        }
    }

    /** Frames that the kernel has published and nobody has read; acquire, so their bytes are there. */
    int waitingFrames() {
        return ring.getIntAcquire(producerOffset) - consumer;
    }

    Memory frames() {
        return frames;
    }

    /** Where the frame begins in {@link #frames}. */
    long address() {
        return address;
    }

    int length() {
        return length;
    }

    /**
     * Frames that were lost since the socket was bound, because no chunk was free, the ring was full, or they were too long for a
     * chunk; a frame counts in one of the kernel's two counters.
     */
    long lostFrames() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment statistics = arena.allocate(STATISTICS_BYTES, Long.BYTES);
            int answer = SystemCalls.getSocketOption(fd, MappedRing.SOL_XDP, XDP_STATISTICS, statistics);
            if (answer < 0) {
                throw new IllegalStateException("AF_XDP statistics: " + Errno.describe(answer));
            }
            Memory counts = Memory.of(statistics);
            return counts.getLong(DROPPED) + counts.getLong(RING_FULL);
        }
    }
}
