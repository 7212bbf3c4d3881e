package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Writes Ethernet frames as pcap with nanosecond stamps, little-endian (draft-ietf-opsawg-pcap). One thread uses it.
 * The stream should be buffered.
 */
public final class PcapWriter implements Closeable {

    private static final int MAGIC = 0xA1B2_3C4D;
    private static final short MAJOR_VERSION = 2;
    private static final short MINOR_VERSION = 4;
    private static final int LINK_TYPE_ETHERNET = 1;
    private static final int FILE_HEADER_BYTES = 24;
    private static final int FRAME_HEADER_BYTES = 16;
    private static final long NS_PER_SECOND = 1_000_000_000;

    private final OutputStream out;
    private final ByteBuffer buffer = ByteBuffer.allocate(FRAME_HEADER_BYTES + CaptureDraft.MAX_FRAME_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN);

    /** Writes the file's header; closing the writer closes the stream. */
    public PcapWriter(OutputStream out) throws IOException {
        this.out = out;
        buffer.putInt(MAGIC).putShort(MAJOR_VERSION).putShort(MINOR_VERSION).putLong(0)
                .putInt(CaptureDraft.MAX_FRAME_BYTES).putInt(LINK_TYPE_ETHERNET);
        out.write(buffer.array(), 0, FILE_HEADER_BYTES);
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
     * @param timestampNs
     *            ns since 1970, until 2106
     */
    public void write(Memory memory, long address, int storedBytes, int originalBytes, long timestampNs)
            throws IOException {
        buffer.clear().putInt((int) (timestampNs / NS_PER_SECOND)).putInt((int) (timestampNs % NS_PER_SECOND))
                .putInt(storedBytes).putInt(originalBytes);
        memory.get(address, buffer.array(), FRAME_HEADER_BYTES, storedBytes);
        out.write(buffer.array(), 0, FRAME_HEADER_BYTES + storedBytes);
    }

    /** Writes frame i of a batch, stamped with its due time after {@code startNs} (ns since 1970). */
    public void write(FrameBatch batch, int i, long startNs) throws IOException {
        write(batch.memory(), batch.address(i), batch.storedBytes(i), batch.lengthBytes(i) - EthernetLayout.FCS_BYTES,
                startNs + batch.dueNs(i));
    }

    @Override
    public void close() throws IOException {
        out.close();
    }
}
