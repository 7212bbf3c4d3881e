package io.vmq.nic.capture;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FlowHeaders;
import io.vmq.nic.traffic.Traffic;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.nic.traffic.Transport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * Makes the project's own small capture, the same bytes each time: four VMs, TCP and UDP in IMIX sizes, and three
 * frames that are different (an ARP broadcast, an LLDP multicast, and a TCP acknowledgement of 54 bytes as a sender's
 * own capture has it, before the padding). Run {@link #main} to write it anew after a change that is meant.
 */
final class SampleCapture {

    static final int FRAMES = 200;

    /** 2026-01-01T00:00:00Z. */
    private static final long START_NS = 1_767_225_600_000_000_000L;
    private static final int ARP_AT = 50;
    private static final int LLDP_AT = 100;
    private static final int ACKNOWLEDGEMENT_AT = 150;
    private static final int PADDED_BYTES = 60;

    private static final String ARP = "ffffffffffff 020000000001 0806 0001 0800 06 04 0001 020000000001 0a800001"
            + " 000000000000 0a000001";
    private static final String LLDP = "0180c200000e 020000000001 88cc 0207 04 020000000001 0407 03 020000000001"
            + " 0602 0078 0000";

    private SampleCapture() {}

    /** Where it lies, seen from a module's directory. */
    static Path file() {
        return Path.of("..", "captures", "sample.pcap");
    }

    static byte[] bytes() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (Arena arena = Arena.ofConfined(); PcapWriter writer = new PcapWriter(out)) {
            EmulatedSource tcp = new EmulatedSource(model(Transport.TCP), 1);
            EmulatedSource udp = new EmulatedSource(model(Transport.UDP), 2);
            FrameBatch tcpBatch = FrameBatch.of(tcp, 1);
            FrameBatch udpBatch = FrameBatch.of(udp, 1);
            for (int frame = 0; frame < FRAMES; frame++) {
                EmulatedSource next = tcp.nextDueNs() <= udp.nextDueNs() ? tcp : udp;
                FrameBatch batch = next == tcp ? tcpBatch : udpBatch;
                long stampNs = START_NS + next.nextDueNs();
                next.fill(batch, next.nextDueNs());
                switch (frame) {
                    case ARP_AT -> writeHex(writer, ARP, stampNs);
                    case LLDP_AT -> writeHex(writer, LLDP, stampNs);
                    case ACKNOWLEDGEMENT_AT -> writeAcknowledgement(writer, arena, stampNs);
                    default -> writer.write(batch, 0, START_NS);
                }
            }
        }
        return out.toByteArray();
    }

    private static TrafficModel model(Transport transport) {
        return Traffic.model(Traffic.vms(4, 0), 4, "imix", "poisson", "zipf:1.2", 20_000, transport);
    }

    private static void writeHex(PcapWriter writer, String hex, long stampNs) throws IOException {
        byte[] padded = new byte[PADDED_BYTES];
        byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
        System.arraycopy(bytes, 0, padded, 0, bytes.length);
        writer.write(Memory.copyOf(padded), 0, PADDED_BYTES, PADDED_BYTES, stampNs);
    }

    private static void writeAcknowledgement(PcapWriter writer, Arena arena, long stampNs) throws IOException {
        int frameBytes = Transport.TCP.minFrameBytes(false);
        int stored = frameBytes - EthernetLayout.FCS_BYTES;
        Memory frame = Memory.allocate(arena, FlowHeaders.REACH_BYTES);
        new FlowHeaders(model(Transport.TCP), 3).write(frame, 0, 0, 0, 0, frameBytes);
        writer.write(frame, 0, stored, stored, stampNs);
    }

    /** Writes the file; from the repository's root. */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of("captures", "sample.pcap");
        Files.createDirectories(file.getParent());
        Files.write(file, bytes());
    }
}
