package io.vmq.nic.packet;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A queue that the kernel fills through shared memory (TPACKET_V3 of packet(7) and linux/if_packet.h). The memory is a ring of
 * blocks, and whose a block is says a word in it: the kernel fills it, then hands it over, and gets it back when its last
 * frame has been passed.
 *
 * <pre>
 * block  0         8        12       16       20
 *       +---------+--------+--------+--------+-----
 *       |         | status | frames | first  |            first: offset of the first frame in the block
 *       +---------+--------+--------+--------+-----
 * frame  0      4     8      12       16       20       24    26    28     32    36
 *       +------+-----+------+--------+--------+--------+-----+-----+------+-----+------
 *       | next | sec | nsec | stored | length | status | mac |     | hash | tci | tpid     mac: offset of the Ethernet header
 *       +------+-----+------+--------+--------+--------+-----+-----+------+-----+------
 * </pre>
 *
 * The kernel takes the outermost VLAN tag out of the frame and notes it; here it is put back.
 */
final class PacketRing implements PortQueue, AutoCloseable {

    private static final int STATISTICS = 6;
    private static final int STATISTICS_BYTES = 12;
    private static final int DROPS_OFFSET = 4;

    private static final int BLOCK_STATUS = 8;
    private static final int BLOCK_FRAMES = 12;
    private static final int BLOCK_FIRST = 16;
    private static final int KERNELS = 0;
    private static final int OURS = 1;

    private static final int NEXT = 0;
    private static final int SECONDS = 4;
    private static final int NANOSECONDS = 8;
    private static final int STORED = 12;
    private static final int LENGTH = 16;
    private static final int STATUS = 20;
    private static final int MAC = 24;
    private static final int HASH = 28;
    private static final int TAG_CONTROL = 32;
    private static final int TAG_PROTOCOL = 36;
    private static final int HAS_TAG = 0x10;
    private static final int HAS_TAG_PROTOCOL = 0x40;

    private static final long NS_PER_SECOND = 1_000_000_000;

    private final PacketSocket socket;
    private final RingSize size;
    private final MemorySegment mapped;
    private final MemorySegment statistics = Arena.ofAuto().allocate(STATISTICS_BYTES, Long.BYTES);
    private Memory ring;

    private int block;
    private boolean holdsBlock;
    private int framesLeft;
    private long following;
    private long frame;
    private long lostFrames;

    private PacketRing(PacketSocket socket, RingSize size, MemorySegment mapped) {
        this.socket = socket;
        this.size = size;
        this.mapped = mapped;
        ring = Memory.of(mapped);
    }

    /**
     * A ring for the socket, which must not be bound yet and belongs to the ring from now on; nothing arrives until it is
     * bound.
     *
     * @throws PortException
     *             if the system refuses; then the socket is closed
     */
    static PacketRing open(PacketSocket socket, RingSize size) throws PortException {
        try {
            return new PacketRing(socket, size, RingRequest.map(socket, size));
        } catch (PortException e) {
            socket.close();
            throw e;
        }
    }

    PacketSocket socket() {
        return socket;
    }

    @Override
    public boolean next() {
        if (framesLeft == 0 && !nextBlock()) {
            return false;
        }
        frame = following;
        following = frame + ring.getInt(frame + NEXT);
        framesLeft--;
        return true;
    }

    /** Gives the block back whose frames have all been passed, and takes the next one with frames that is ours. */
    private boolean nextBlock() {
        while (framesLeft == 0) {
            if (holdsBlock) {
                giveBack();
            }
            if (!takeBlock()) {
                return false;
            }
        }
        return true;
    }

    private void giveBack() {
        ring.putIntRelease(blockAt() + BLOCK_STATUS, KERNELS);
        holdsBlock = false;
        block = block + 1 == size.blockCount() ? 0 : block + 1;
    }

    private boolean takeBlock() {
        long at = blockAt();
        if (!isOpen() || (ring.getIntAcquire(at + BLOCK_STATUS) & OURS) == 0) {
            return false;
        }
        holdsBlock = true;
        framesLeft = ring.getInt(at + BLOCK_FRAMES);
        following = at + ring.getInt(at + BLOCK_FIRST);
        return true;
    }

    private long blockAt() {
        return (long) block * size.blockBytes();
    }

    @Override
    public long stampNs() {
        return Integer.toUnsignedLong(ring.getInt(frame + SECONDS)) * NS_PER_SECOND + ring.getInt(frame + NANOSECONDS);
    }

    /** {@inheritDoc} A frame shorter than Ethernet allows, as virtual interfaces carry them, counts as padded. */
    @Override
    public int lengthBytes() {
        return EthernetLayout.wireLengthBytes(ring.getInt(frame + LENGTH) + (hasTag() ? EthernetLayout.TAG_BYTES : 0));
    }

    private boolean hasTag() {
        return (ring.getInt(frame + STATUS) & HAS_TAG) != 0;
    }

    @Override
    public int copyTo(Memory memory, long offset, int room) {
        int stored = ring.getInt(frame + STORED);
        long bytes = frame + ring.getU16(frame + MAC);
        if (hasTag()) {
            return copyTagged(bytes, stored, memory, offset, room);
        }
        int copied = Math.min(stored, room);
        ring.copyTo(bytes, memory, offset, copied);
        return copied;
    }

    /** Copies the two addresses, the tag, and the rest; without room for the whole tag the addresses alone. */
    private int copyTagged(long bytes, int stored, Memory memory, long offset, int room) {
        int addresses = Math.min(EthernetLayout.TYPE_OFFSET, Math.min(stored, room));
        ring.copyTo(bytes, memory, offset, addresses);
        if (room < EthernetLayout.TYPE_OFFSET + EthernetLayout.TAG_BYTES || addresses < EthernetLayout.TYPE_OFFSET) {
            return addresses;
        }
        memory.putU16Be(offset + EthernetLayout.TYPE_OFFSET, tagProtocol());
        memory.putU16Be(offset + EthernetLayout.TAG_CONTROL_OFFSET, ring.getInt(frame + TAG_CONTROL));
        int behindTag = EthernetLayout.TYPE_OFFSET + EthernetLayout.TAG_BYTES;
        int rest = Math.min(stored - addresses, room - behindTag);
        ring.copyTo(bytes + addresses, memory, offset + behindTag, rest);
        return behindTag + rest;
    }

    private int tagProtocol() {
        return (ring.getInt(frame + STATUS) & HAS_TAG_PROTOCOL) == 0 ? EthernetLayout.TYPE_VLAN
                : ring.getU16(frame + TAG_PROTOCOL);
    }

    @Override
    public int hash() {
        return ring.getInt(frame + HASH);
    }

    private boolean isOpen() {
        return ring.sizeBytes() == mapped.byteSize();
    }

    /** Frames that found no room since the ring was opened; the kernel forgets what it has told. */
    long lostFrames() {
        if (isOpen()
                && SystemCalls.getSocketOption(socket.fd(), PacketSocket.SOL_PACKET, STATISTICS, statistics) == 0) {
            lostFrames += Integer.toUnsignedLong(Memory.of(statistics).getInt(DROPS_OFFSET));
        }
        return lostFrames;
    }

    /** Gives back memory and socket; nothing comes afterwards, and the last frame is gone. */
    @Override
    public void close() {
        if (isOpen()) {
            lostFrames();
            ring = Memory.copyOf(new byte[0]);
            framesLeft = 0;
            holdsBlock = false;
            int answer = SystemCalls.munmap(mapped);
            assert answer == 0 : Errno.describe(answer);
            socket.close();
        }
    }
}
