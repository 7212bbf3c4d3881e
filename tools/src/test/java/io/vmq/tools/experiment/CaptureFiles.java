package io.vmq.tools.experiment;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.capture.PcapWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Captures of the tests' own making: frames to VM 1, VM 2 and so on in turn, 10 us apart. */
public final class CaptureFiles {

    /** A pcap file begins with as many bytes. */
    public static final int FILE_HEADER_BYTES = 24;
    /** A frame of {@link #frame} takes as many bytes in a pcap file. */
    public static final int RECORD_BYTES = 16 + 96;

    private static final int FRAME_BYTES = 96;
    private static final int GAP_NS = 10_000;
    private static final int ETHERNET = 1;
    private static final int LINUX_SLL = 113;

    private CaptureFiles() {}

    /** A pcap of {@code frames} whole frames to {@code vms} destinations. */
    public static Path whole(Path folder, int frames, int vms) throws IOException {
        Path file = folder.resolve("whole.pcap");
        try (PcapWriter writer = new PcapWriter(Files.newOutputStream(file))) {
            for (int i = 0; i < frames; i++) {
                writer.write(Memory.copyOf(frame(1 + i % vms)), 0, FRAME_BYTES, FRAME_BYTES, (long) i * GAP_NS);
            }
        }
        return file;
    }

    /** The same, cut in the middle of its last frame. */
    public static Path cut(Path folder, int frames, int vms) throws IOException {
        byte[] bytes = Files.readAllBytes(whole(folder, frames, vms));
        return Files.write(folder.resolve("cut.pcap"), Arrays.copyOf(bytes, bytes.length - FRAME_BYTES / 2));
    }

    /** A pcapng with a whole frame, a snapped one, a runt, one too long for a buffer, one that is not Ethernet, a broadcast. */
    public static Path mixed(Path folder) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        block(out, 0x0A0D_0D0A,
                ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putInt(0x1A2B_3C4D).putShort((short) 1)
                        .putShort((short) 0).putLong(-1).array());
        networkInterface(out, ETHERNET);
        networkInterface(out, LINUX_SLL);
        byte[] broadcast = frame(1);
        Arrays.fill(broadcast, 0, 6, (byte) 0xFF);
        packet(out, 0, 0, frame(1), FRAME_BYTES);
        packet(out, 0, 1, Arrays.copyOf(frame(1), 60), 1514);
        packet(out, 0, 2, Arrays.copyOf(frame(1), 10), 10);
        packet(out, 0, 3, frame(1), 9213);
        packet(out, 1, 4, frame(1), FRAME_BYTES);
        packet(out, 0, 5, broadcast, FRAME_BYTES);
        return Files.write(folder.resolve("mixed.pcapng"), out.toByteArray());
    }

    /** A pcap whose only frame is of another link type. */
    public static Path withoutEthernet(Path folder) throws IOException {
        byte[] bytes = Files.readAllBytes(whole(folder, 1, 1));
        bytes[20] = LINUX_SLL;
        return Files.write(folder.resolve("cooked.pcap"), bytes);
    }

    private static void networkInterface(ByteArrayOutputStream out, int linkType) {
        block(out, 1, ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putShort((short) linkType).array());
    }

    private static void packet(ByteArrayOutputStream out, int networkInterface, int stampUs, byte[] stored,
            int original) {
        int padded = (stored.length + 3) / 4 * 4;
        block(out, 6, ByteBuffer.allocate(20 + padded).order(ByteOrder.LITTLE_ENDIAN).putInt(networkInterface).putInt(0)
                .putInt(stampUs * 10).putInt(stored.length).putInt(original).put(stored).array());
    }

    private static void block(ByteArrayOutputStream out, int type, byte[] body) {
        int length = 12 + body.length;
        out.writeBytes(ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN).putInt(type).putInt(length).put(body)
                .putInt(length).array());
    }

    /** A frame of IPv4 and UDP to 02:00:00:00:00:NN, without FCS; checksums are left 0. */
    private static byte[] frame(int vm) {
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        frame.putShort((short) 0x0200).putInt(vm).putShort((short) 0x0200).putInt(0x99).putShort((short) 0x0800);
        frame.put((byte) 0x45).put((byte) 0).putShort((short) (FRAME_BYTES - 14)).putInt(0).put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0).putInt(0x0A00_0001).putInt(0x0A00_0100 + vm).putShort((short) 1000)
                .putShort((short) 2000).putShort((short) (FRAME_BYTES - 34));
        return frame.array();
    }
}
