package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * Writes the Ethernet frames of one interface as pcapng with nanosecond stamps, little-endian
 * (draft-ietf-opsawg-pcapng): a section, its interface, an enhanced packet for each frame, and at the end what was counted.
 * A frame's receive queue stands in the option epb_queue. One thread uses it. The stream should be buffered.
 */
public final class PcapngWriter implements Closeable {

    /** The frame is in no queue, or nobody knows in which. */
    public static final int NO_QUEUE = -1;

    private static final int SECTION_HEADER = 0x0A0D_0D0A;
    private static final int INTERFACE = 1;
    private static final int INTERFACE_STATISTICS = 5;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1A2B_3C4D;
    private static final short MAJOR_VERSION = 1;
    private static final short MINOR_VERSION = 0;
    private static final long UNKNOWN_LENGTH = -1;
    private static final short LINK_TYPE_ETHERNET = 1;
    private static final int INTERFACE_ID = 0;

    private static final short END_OF_OPTIONS = 0;
    private static final short INTERFACE_NAME = 2;
    private static final short EPB_QUEUE = 6;
    private static final short TIMESTAMP_RESOLUTION = 9;
    private static final short RECEIVED = 4;
    private static final short DROPPED = 5;
    private static final byte NANOSECONDS = 9;
    private static final int MAX_NAME_BYTES = 255;

    /** More than all fixed fields and options of a block. */
    private static final int ROOM_BYTES = 512;
    private static final int LENGTH_OFFSET = 4;

    private final OutputStream out;
    private final ByteBuffer block = ByteBuffer.allocate(ROOM_BYTES + CaptureDraft.MAX_FRAME_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);
    private long frames;
    private long droppedFrames;
    private long lastStampNs;
    private boolean closed;

    /**
     * Writes the section's and the interface's header; closing the writer closes the stream.
     *
     * @param interfaceName
     *            at most 255 bytes of UTF-8
     * @throws IllegalArgumentException
     *             if the name is longer
     */
    public PcapngWriter(OutputStream out, String interfaceName) throws IOException {
        byte[] name = interfaceName.getBytes(StandardCharsets.UTF_8);
        if (name.length > MAX_NAME_BYTES) {
            throw new IllegalArgumentException("interface name of " + name.length + " bytes: at most " + MAX_NAME_BYTES
                    + " expected");
        }
        this.out = out;
        begin(SECTION_HEADER).putInt(BYTE_ORDER_MAGIC).putShort(MAJOR_VERSION).putShort(MINOR_VERSION)
                .putLong(UNKNOWN_LENGTH);
        end();
        begin(INTERFACE).putShort(LINK_TYPE_ETHERNET).putShort((short) 0).putInt(CaptureDraft.MAX_FRAME_BYTES);
        option(INTERFACE_NAME, name);
        option(TIMESTAMP_RESOLUTION, new byte[] {NANOSECONDS});
        endOptions();
        end();
    }

    /**
     * Writes one frame.
     *
     * @param address
     *            offset of its first byte in the memory
     * @param storedBytes
     *            bytes to write, without FCS; at most 262,144
     * @param originalBytes
     *            bytes that the frame had, without FCS
     * @param stampNs
     *            ns since 1970
     * @param queue
     *            the receive queue, or {@link #NO_QUEUE}
     */
    public void write(Memory memory, long address, int storedBytes, int originalBytes, long stampNs, int queue)
            throws IOException {
        begin(ENHANCED_PACKET).putInt(INTERFACE_ID);
        stamp(stampNs).putInt(storedBytes).putInt(originalBytes);
        memory.get(address, block.array(), block.position(), storedBytes);
        block.position(block.position() + storedBytes);
        pad();
        if (queue != NO_QUEUE) {
            block.putShort(EPB_QUEUE).putShort((short) Integer.BYTES).putInt(queue);
            endOptions();
        }
        end();
        frames++;
        lastStampNs = Math.max(lastStampNs, stampNs);
    }

    /** Writes frame i of a batch, stamped with its due time after {@code startNs} (ns since 1970). */
    public void write(FrameBatch batch, int i, long startNs, int queue) throws IOException {
        write(batch.memory(), batch.address(i), batch.storedBytes(i), batch.lengthBytes(i) - EthernetLayout.FCS_BYTES,
                startNs + batch.dueNs(i), queue);
    }

    /** Frames that the interface lost so far, for the statistics at the end; 0 unless said. */
    public void dropped(long lostFrames) {
        droppedFrames = lostFrames;
    }

    /** Writes how many frames came and were lost, stamped as the latest frame, and closes the stream. */
    @Override
    public void close() throws IOException {
        if (closed) {
            return;
        }
        closed = true;
        try (out) {
            begin(INTERFACE_STATISTICS).putInt(INTERFACE_ID);
            stamp(lastStampNs);
            counter(RECEIVED, frames + droppedFrames);
            counter(DROPPED, droppedFrames);
            endOptions();
            end();
        }
    }

    private ByteBuffer begin(int type) {
        return block.clear().putInt(type).putInt(0);
    }

    /** The length of a block stands in front and behind, and counts both. */
    private void end() throws IOException {
        int lengthBytes = block.position() + Integer.BYTES;
        block.putInt(LENGTH_OFFSET, lengthBytes).putInt(lengthBytes);
        out.write(block.array(), 0, lengthBytes);
    }

    /** The high half first, whatever the byte order. */
    private ByteBuffer stamp(long stampNs) {
        return block.putInt((int) (stampNs >>> Integer.SIZE)).putInt((int) stampNs);
    }

    private void option(short code, byte[] value) {
        block.putShort(code).putShort((short) value.length).put(value);
        pad();
    }

    private void counter(short code, long value) {
        block.putShort(code).putShort((short) Long.BYTES).putLong(value);
    }

    private void endOptions() {
        block.putShort(END_OF_OPTIONS).putShort((short) 0);
    }

    private void pad() {
        while (block.position() % Integer.BYTES != 0) {
            block.put((byte) 0);
        }
    }
}
