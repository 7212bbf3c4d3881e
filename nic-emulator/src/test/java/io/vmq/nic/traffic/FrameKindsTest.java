package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames of every kind, checked by receivers that know nothing of the sender. */
@Tag("computed")
class FrameKindsTest {

    private static final long SEED = 77;
    private static final String SIZES = "102:3,103:1,570:2,1517:1,9216:1";
    private static final String EVERYTHING = "ipv6:20%,ipv6-ext:15%,ipv4-options:10%,ipv4-fragments:25%,arp:5%,"
            + "broadcast:6%,multicast:7%";
    private static final int FLOWS = 40;
    private static final int VM_COUNT = 6;
    private static final int IPV4_FLOWS = FLOWS * VM_COUNT;
    private static final long ROUTER = 0x020000000001L;

    private interface Check {
        void check(ReferencePacket packet, FrameBatch batch, int i);
    }

    private static void forFrames(TrafficModel model, int frames, Check check) {
        EmulatedSource source = new EmulatedSource(model, SEED);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        for (int seen = 0; seen < frames;) {
            seen += source.fill(batch, Long.MAX_VALUE - 1);
            for (int i = 0; i < batch.count(); i++) {
                check.check(ReferencePacket.of(batch, i), batch, i);
            }
        }
    }

    /** Every other VM with a VLAN, so that headers in a slot change their length for this reason too. */
    private static List<VirtualMachine> vms() {
        List<VirtualMachine> vms = new ArrayList<>(Traffic.vms(VM_COUNT, VirtualMachine.NO_VLAN));
        vms.replaceAll(vm -> vm.mac().bits() % 2 == 0 ? new VirtualMachine(vm.name(), vm.mac(), 4094) : vm);
        return vms;
    }

    private static TrafficModel model(Transport transport, String mix, int outerVlan) {
        return Traffic.mixed(vms(), FLOWS, SIZES, transport, mix, outerVlan);
    }

    private static String kind(ReferencePacket packet) {
        if (packet.etherType() == 0x0806) {
            return "arp";
        }
        if (packet.etherType() == 0x86DD) {
            return new ReferenceIpv6(packet).headers.size() == 1 ? "ipv6" : "ipv6-ext";
        }
        if (packet.destination() == -1) {
            return "broadcast";
        }
        if (packet.destination() >>> 28 == 0xE) {
            return "multicast";
        }
        if (packet.hasMoreFragments() || packet.fragmentOffsetBytes() > 0) {
            return "ipv4-fragments";
        }
        return packet.transport - packet.ip == 20 ? "ipv4" : "ipv4-options";
    }

    private static int vmOf(FrameBatch batch, int i) {
        return batch.flow(i) % IPV4_FLOWS / FLOWS;
    }

    /** What holds for every frame to a VM, and that the bytes of an IPv4 packet fill the frame. */
    private static void checkVmFrame(ReferencePacket packet, FrameBatch batch, int i) {
        VirtualMachine vm = vms().get(vmOf(batch, i));
        assertThat(packet.destinationMac()).isEqualTo(vm.mac().bits());
        assertThat(packet.sourceMac()).isEqualTo(ROUTER);
        assertThat(packet.vlan).isEqualTo(vm.vlan());
    }

    @ParameterizedTest
    @CsvSource({"TCP, 0", "UDP, 0", "TCP, 7", "UDP, 4094"})
    void shouldSendOnlyRightFramesInAMixOfEverything(Transport transport, int outerVlan) {
        Set<String> kinds = new HashSet<>();
        forFrames(model(transport, EVERYTHING, outerVlan), 40_000, (packet, batch, i) -> {
            String kind = kind(packet);
            kinds.add(kind);
            assertThat(packet.outerVlan).isEqualTo(outerVlan);
            assertThat(batch.lengthBytes(i)).isEqualTo(batch.storedBytes(i) + 4);
            switch (kind) {
                case "arp" -> checkArp(packet, batch, i);
                case "ipv6", "ipv6-ext" -> checkIpv6(packet, batch, i, transport);
                case "broadcast", "multicast" -> checkGroup(packet, batch, i);
                case "ipv4-fragments" -> checkFragment(packet, batch, i, transport);
                default -> checkIpv4(packet, batch, i, transport);
            }
        });
        assertThat(kinds).hasSize(8);
    }

    private static void checkIpv4(ReferencePacket packet, FrameBatch batch, int i, Transport transport) {
        checkVmFrame(packet, batch, i);
        assertThat(batch.flow(i)).isLessThan(IPV4_FLOWS);
        assertThat(packet.protocol()).isEqualTo(transport.protocol());
        assertThat(packet.totalLength()).isEqualTo(batch.storedBytes(i) - packet.ip);
        assertThat(packet.mayNotBeFragmented()).isTrue();
        assertThat(packet.ipChecksumIsRight()).as("IPv4 checksum, seed %d", SEED).isTrue();
        assertThat(packet.transportChecksumIsRight()).as("checksum, seed %d", SEED).isTrue();
        assertThat(packet.payloadIsZero()).isTrue();
        assertThat(packet.destination()).isEqualTo(0x0A000001 + vmOf(batch, i));
        if (packet.transport - packet.ip == 24) {
            assertThat(packet.frame.getInt(packet.ip + 20)).as("Router Alert of RFC 2113").isEqualTo(0x94040000);
        }
    }

    private static void checkFragment(ReferencePacket packet, FrameBatch batch, int i, Transport transport) {
        checkVmFrame(packet, batch, i);
        assertThat(batch.flow(i)).isLessThan(IPV4_FLOWS);
        assertThat(packet.protocol()).isEqualTo(transport.protocol());
        assertThat(packet.mayNotBeFragmented()).isFalse();
        assertThat(packet.ipChecksumIsRight()).as("IPv4 checksum, seed %d", SEED).isTrue();
        assertThat(packet.ip + packet.totalLength()).isLessThanOrEqualTo(batch.storedBytes(i));
        assertThat(packet.isZeroFrom(packet.ip + packet.totalLength())).as("trailer").isTrue();
    }

    private static void checkIpv6(ReferencePacket packet, FrameBatch batch, int i, Transport transport) {
        checkVmFrame(packet, batch, i);
        assertThat(batch.flow(i)).isBetween(IPV4_FLOWS, 2 * IPV4_FLOWS - 1);
        ReferenceIpv6 ipv6 = new ReferenceIpv6(packet);
        assertThat(ipv6.version()).isEqualTo(6);
        assertThat(ipv6.hopLimit()).isEqualTo(64);
        assertThat(ipv6.payloadLength()).isEqualTo(batch.storedBytes(i) - packet.ip - 40);
        assertThat(ipv6.headers.getLast()).isEqualTo(transport.protocol());
        assertThat(ipv6.transportChecksumIsRight()).as("checksum, seed %d", SEED).isTrue();
        assertThat(packet.isZeroFrom(batch.storedBytes(i) - ipv6.payloadBytes())).as("payload").isTrue();
        assertThat(ipv6.sourcePort()).isBetween(49_152, 65_535);
        assertThat(ipv6.destinationPort()).isEqualTo(9);
        assertThat(ipv6.sourceNetwork()).isEqualTo(0xFD00_0000_0000_0001L);
        assertThat(ipv6.source() >>> 16).isBetween(0x0A80L, 0x0A83L);
        assertThat(ipv6.destinationNetwork()).isEqualTo(0xFD00_0000_0000_0000L);
        assertThat(ipv6.destination()).isEqualTo(0x0A000001L + vmOf(batch, i));
        if (transport == Transport.UDP) {
            assertThat(ipv6.udpLength()).isEqualTo(ipv6.transportBytes());
            assertThat(ipv6.udpChecksum()).isNotZero();
        }
        if (ipv6.headers.size() > 1) {
            assertThat(ipv6.headers).containsExactly(0, 60, transport.protocol());
            assertThat(ipv6.options).as("Router Alert, PadN, PadN").containsExactly(5, 1, 1);
        }
    }

    private static void checkArp(ReferencePacket packet, FrameBatch batch, int i) {
        assertThat(batch.lengthBytes(i)).isEqualTo(64);
        assertThat(batch.flow(i)).isEqualTo(2 * IPV4_FLOWS);
        assertThat(packet.destinationMac()).isEqualTo(0xFFFFFFFFFFFFL);
        assertThat(packet.sourceMac()).isEqualTo(ROUTER);
        assertThat(packet.vlan).isZero();
        ByteBuffer arp = packet.frame.slice(packet.ip, 28);
        assertThat(arp.getLong(0)).as("Ethernet, IPv4, 6, 4, request").isEqualTo(0x0001080006040001L);
        assertThat(arp.getLong(8) >>> 16).as("sender MAC").isEqualTo(ROUTER);
        assertThat(arp.getInt(14)).as("sender address").isEqualTo(0x0AFFFFFE);
        assertThat(arp.getLong(16) & 0xFFFF_FFFF_FFFFL).as("target MAC").isZero();
        assertThat(arp.getInt(24)).as("target").isBetween(0x0A000001, 0x0A000001 + VM_COUNT - 1);
        assertThat(packet.isZeroFrom(packet.ip + 28)).as("padding").isTrue();
    }

    private static void checkGroup(ReferencePacket packet, FrameBatch batch, int i) {
        assertThat(packet.vlan).isZero();
        assertThat(packet.protocol()).isEqualTo(17);
        assertThat(packet.totalLength()).isEqualTo(batch.storedBytes(i) - packet.ip);
        assertThat(packet.udpLength()).isEqualTo(packet.totalLength() - 20);
        assertThat(packet.ipChecksumIsRight()).isTrue();
        assertThat(packet.transportChecksumIsRight()).isTrue();
        assertThat(packet.payloadIsZero()).isTrue();
        if (packet.destination() == -1) {
            int sender = batch.flow(i) - 2 * IPV4_FLOWS - 1;
            assertThat(packet.destinationMac()).isEqualTo(0xFFFFFFFFFFFFL);
            assertThat(packet.sourceMac()).isEqualTo(0x020000000100L + sender);
            assertThat(packet.source()).isEqualTo(0x0AFF0001 + sender);
        } else {
            int group = batch.flow(i) - 2 * IPV4_FLOWS - 17;
            assertThat(packet.destination()).as("239.1.0.g").isEqualTo(0xEF010000 + group);
            assertThat(packet.destinationMac()).as("RFC 1112").isEqualTo(0x01005E010000L + group);
            assertThat(packet.sourceMac()).isEqualTo(ROUTER);
        }
    }

    /** Chi-square with a fixed seed, within five standard deviations of its mean. */
    @Test
    void shouldSendEachKindWithItsShareAndEachGroupAlike() {
        Map<String, Integer> counts = new HashMap<>();
        Map<Integer, Integer> groups = new HashMap<>();
        int frames = 128_000;
        forFrames(model(Transport.UDP, EVERYTHING, 0), frames, (packet, batch, i) -> {
            counts.merge(kind(packet), 1, Integer::sum);
            groups.merge(batch.flow(i), 1, Integer::sum);
        });
        double chiSquare = 0;
        for (FrameKind kind : FrameKind.values()) {
            double expected = FrameMix.parse(EVERYTHING).share(kind) * frames;
            double n = counts.getOrDefault(kind.label(), 0);
            chiSquare += (n - expected) * (n - expected) / expected;
        }
        assertThat(chiSquare).as("kinds, seed %d, %s", SEED, counts).isLessThan(7 + 5 * Math.sqrt(14));
        double expected = counts.getOrDefault("multicast", 0) / 16.0;
        double groupChiSquare = 0;
        for (int group = 0; group < 16; group++) {
            double n = groups.getOrDefault(2 * IPV4_FLOWS + 17 + group, 0);
            groupChiSquare += (n - expected) * (n - expected) / expected;
        }
        assertThat(groupChiSquare).as("groups, seed %d", SEED).isLessThan(15 + 5 * Math.sqrt(30));
    }

    /** Across kinds, fragments and IP versions: per flow the numbers are without gap, and so are the TCP bytes. */
    @Test
    void shouldNumberFramesAndTcpBytesOfEachFlowWithoutGaps() {
        Map<Integer, Integer> frames = new HashMap<>();
        Map<Integer, Integer> nextBytes = new HashMap<>();
        Map<Integer, ByteBuffer> halves = new HashMap<>();
        forFrames(model(Transport.TCP, EVERYTHING, 0), 60_000, (packet, batch, i) -> {
            int flow = batch.flow(i);
            assertThat(batch.sequence(i)).isEqualTo(frames.merge(flow, 1, Integer::sum) - 1);
            String kind = kind(packet);
            if (kind.startsWith("ipv6")) {
                ReferenceIpv6 ipv6 = new ReferenceIpv6(packet);
                checkBytes(nextBytes, flow, ipv6.tcpSequence(), ipv6.payloadBytes());
            } else if (kind.equals("ipv4-fragments")) {
                if (packet.hasMoreFragments()) {
                    halves.put(flow, packet.frame);
                    int lastBytes = 102 - 4 - packet.ip - 20;
                    checkBytes(nextBytes, flow, packet.tcpSequence(), packet.payloadBytes() + lastBytes);
                }
            } else if (flow < IPV4_FLOWS) {
                checkBytes(nextBytes, flow, packet.tcpSequence(), packet.payloadBytes());
            }
        });
        assertThat(frames).hasSize(2 * IPV4_FLOWS + 33);
        assertThat(halves).isNotEmpty();
    }

    private static void checkBytes(Map<Integer, Integer> nextBytes, int flow, int sequence, int payloadBytes) {
        Integer expected = nextBytes.put(flow, sequence + payloadBytes);
        assertThat(expected == null ? sequence : expected).as("flow %d, seed %d", flow, SEED).isEqualTo(sequence);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void shouldSendFragmentsThatMakeWholeDatagrams(Transport transport) {
        Map<Integer, ReferencePacket> firsts = new HashMap<>();
        Map<Integer, Set<Integer>> identifications = new HashMap<>();
        int[] datagrams = new int[1];
        forFrames(model(transport, "ipv4-fragments:60%", 0), 60_000, (packet, batch, i) -> {
            if (!kind(packet).equals("ipv4-fragments")) {
                return;
            }
            int flow = batch.flow(i);
            if (packet.hasMoreFragments()) {
                assertThat(packet.fragmentOffsetBytes()).isZero();
                assertThat((packet.totalLength() - 20) % 8).isZero();
                assertThat(firsts.put(flow, packet)).as("flow %d has two firsts in a row", flow).isNull();
                assertThat(identifications.computeIfAbsent(flow, f -> new HashSet<>()).add(packet.identification()))
                        .as("identification, flow %d, seed %d", flow, SEED).isTrue();
            } else {
                checkDatagram(Objects.requireNonNull(firsts.remove(flow)), packet, transport);
                datagrams[0]++;
            }
        });
        assertThat(datagrams[0]).isGreaterThan(15_000);
    }

    /** Puts the halves together as RFC 791 says, and looks at the datagram as if it had never been cut. */
    private static void checkDatagram(ReferencePacket first, ReferencePacket last, Transport transport) {
        assertThat(last.identification()).isEqualTo(first.identification());
        assertThat(last.source()).isEqualTo(first.source());
        assertThat(last.destination()).isEqualTo(first.destination());
        int firstBytes = first.totalLength() - 20;
        int lastBytes = last.totalLength() - 20;
        assertThat(last.fragmentOffsetBytes()).isEqualTo(firstBytes);
        assertThat(lastBytes).as("what the smallest frame holds").isEqualTo(102 - 4 - last.ip - 20);

        ByteBuffer datagram = ByteBuffer.allocate(firstBytes + lastBytes);
        datagram.put(0, first.frame, first.ip + 20, firstBytes);
        datagram.put(firstBytes, last.frame, last.ip + 20, lastBytes);
        long pseudo = ReferencePacket.sum(first.frame, first.ip + 12, first.ip + 20, 0) + transport.protocol()
                + datagram.capacity();
        assertThat(ReferencePacket.sum(datagram, 0, datagram.capacity(), pseudo)).isEqualTo(0xFFFF);
        if (transport == Transport.UDP) {
            assertThat(Short.toUnsignedInt(datagram.getShort(4))).isEqualTo(datagram.capacity());
        }
    }

    /** One flow and nothing but fragments: so many datagrams that the identification comes around. */
    @Test
    void shouldNotRepeatAnIdentificationWithin65536Datagrams() {
        int[] lastSeen = new int[1 << 16];
        Arrays.fill(lastSeen, -(1 << 16));
        int[] datagrams = new int[1];
        TrafficModel model = Traffic.mixed(Traffic.vms(1, 0), 1, "64", Transport.UDP, "ipv4-fragments:100%", 0);
        forFrames(model, 300_000, (packet, batch, i) -> {
            if (packet.hasMoreFragments()) {
                int number = datagrams[0]++;
                if (number - lastSeen[packet.identification()] < 1 << 16) {
                    assertThat(number - lastSeen[packet.identification()]).isGreaterThanOrEqualTo(1 << 16);
                }
                lastSeen[packet.identification()] = number;
            }
        });
        assertThat(datagrams[0]).isGreaterThan(140_000);
    }

    @Test
    void shouldGiveEachIpv6FlowItsOwnTupleAndKeepItWithAndWithoutExtensions() {
        Map<Integer, String> tupleOf = new HashMap<>();
        forFrames(model(Transport.UDP, "ipv6:50%,ipv6-ext:50%", 0), 40_000, (packet, batch, i) -> {
            ReferenceIpv6 ipv6 = new ReferenceIpv6(packet);
            String tuple = ipv6.source() + ":" + ipv6.sourcePort() + ">" + ipv6.destination();
            String before = tupleOf.putIfAbsent(batch.flow(i), tuple);
            assertThat(before == null ? tuple : before).isEqualTo(tuple);
        });
        assertThat(tupleOf).hasSize(IPV4_FLOWS);
        assertThat(new HashSet<>(tupleOf.values())).hasSize(IPV4_FLOWS);
    }

    @Test
    void shouldKeepTheTupleOfAFlowInAllKindsOfIpv4() {
        Map<Integer, String> tupleOf = new HashMap<>();
        forFrames(model(Transport.TCP, "ipv4-options:30%,ipv4-fragments:30%", 0), 40_000, (packet, batch, i) -> {
            if (packet.fragmentOffsetBytes() == 0) {
                String tuple = packet.source() + ":" + packet.sourcePort() + ">" + packet.destination();
                String before = tupleOf.putIfAbsent(batch.flow(i), tuple);
                assertThat(before == null ? tuple : before).isEqualTo(tuple);
            }
        });
        assertThat(new HashSet<>(tupleOf.values())).hasSize(IPV4_FLOWS);
    }

    /** The smallest sizes that are allowed, so that slots are short and headers fill whole frames. */
    @ParameterizedTest
    @CsvSource({"UDP, 64, ipv4-fragments:20%;arp:20%;broadcast:20%;multicast:20%;ipv4-options:20%, 0",
        "UDP, 66, ipv6:50%;arp:20%, 0", "TCP, 102, ipv6-ext:50%;arp:20%;ipv4-fragments:20%, 7",
        "TCP, 70, ipv4-options:50%;ipv4-fragments:50%, 7", "TCP, 66, none, 7", "UDP, 64, none, 7", "TCP, 64, none, 0"})
    void shouldFillTheSmallestFrames(Transport transport, String size, String mix, int outerVlan) {
        List<VirtualMachine> vms = outerVlan == 0 ? Traffic.vms(VM_COUNT, 0) : vms();
        TrafficModel model = Traffic.mixed(vms, FLOWS, size, transport, mix.replace(';', ','), outerVlan);
        forFrames(model, 5_000, (packet, batch, i) -> {
            switch (kind(packet)) {
                case "arp" -> assertThat(batch.lengthBytes(i)).isEqualTo(64);
                case "ipv6", "ipv6-ext" -> assertThat(new ReferenceIpv6(packet).transportChecksumIsRight()).isTrue();
                case "ipv4-fragments" -> assertThat(packet.ipChecksumIsRight()).isTrue();
                default -> {
                    assertThat(packet.transportChecksumIsRight()).isTrue();
                    assertThat(packet.payloadIsZero()).isTrue();
                }
            }
        });
    }

    /** Another mix changes what the frames are, not when the arrivals are, nor whom they are for, nor their sizes. */
    @Test
    void shouldLeaveTheOtherChoicesAloneWhenTheMixChanges() {
        List<String> plain = new ArrayList<>();
        List<String> mixed = new ArrayList<>();
        forFrames(model(Transport.UDP, "none", 0), 5_000, (packet, batch, i) -> plain
                .add(batch.dueNs(i) + " " + batch.lengthBytes(i) + " " + batch.flow(i) % IPV4_FLOWS));
        forFrames(model(Transport.UDP, "ipv6:40%,ipv6-ext:20%,ipv4-options:40%", 0), 5_000, (packet, batch, i) -> mixed
                .add(batch.dueNs(i) + " " + batch.lengthBytes(i) + " " + batch.flow(i) % IPV4_FLOWS));
        assertThat(mixed).isEqualTo(plain);
    }

    @Test
    void shouldSayWhoseEachFlowIs() {
        EmulatedSource source = new EmulatedSource(model(Transport.UDP, EVERYTHING, 0), SEED);

        assertThat(source.flowCount()).isEqualTo(2 * IPV4_FLOWS + 33);
        assertThat(source.vmOfFlow(2 * IPV4_FLOWS - 1)).isEqualTo(VM_COUNT - 1);
        assertThat(source.vmOfFlow(2 * IPV4_FLOWS)).isEqualTo(Source.HOST);
    }
}
