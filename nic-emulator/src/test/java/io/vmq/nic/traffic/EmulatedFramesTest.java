package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands in the frames, checked by a receiver that knows nothing of the sender. */
class EmulatedFramesTest {

    private static final long SEED = 99;

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

    /** VMs with and without a VLAN, so that the headers in a slot change their length. */
    private static TrafficModel mixedModel(Transport transport) {
        List<VirtualMachine> vms = new ArrayList<>(Traffic.vms(6, VirtualMachine.NO_VLAN));
        vms.replaceAll(vm -> vm.mac().bits() % 2 == 0 ? new VirtualMachine(vm.name(), vm.mac(), 4094) : vm);
        return Traffic.model(vms, 1_000, "64:3,65:1,570:1,1517:1,9216:1", "poisson", "uniform", 1e5, transport);
    }

    @ParameterizedTest
    @CsvSource({"TCP, 6", "UDP, 17"})
    void shouldSendPacketsThatAReceiverTakes(Transport transport, int protocol) {
        TrafficModel model = mixedModel(transport);
        forFrames(model, 20_000, (packet, batch, i) -> {
            VirtualMachine vm = model.receivers().vms().get(batch.flow(i) / model.receivers().flowsPerVm());
            assertThat(packet.destinationMac()).isEqualTo(vm.mac().bits());
            assertThat(packet.vlan).isEqualTo(vm.vlan());
            assertThat(packet.etherType()).isEqualTo(0x0800);
            assertThat(packet.protocol()).isEqualTo(protocol);
            assertThat(packet.totalLength()).isEqualTo(batch.storedBytes(i) - packet.ip);
            assertThat(batch.lengthBytes(i)).isEqualTo(batch.storedBytes(i) + 4);
            assertThat(batch.isEthernet(i)).isTrue();
            assertThat(packet.ipChecksumIsRight()).as("IPv4 checksum, seed %d", SEED).isTrue();
            assertThat(packet.transportChecksumIsRight()).as("%s checksum, seed %d", transport, SEED).isTrue();
            assertThat(packet.payloadIsZero()).as("zero payload, seed %d", SEED).isTrue();
            assertThat(packet.sourcePort()).isBetween(49_152, 65_535);
            assertThat(packet.source() >>> 16 & 0xFF80).as("10.128.0.0/9").isEqualTo(0x0A80);
            assertThat(packet.destination()).isEqualTo(0x0A000001 + batch.flow(i) / model.receivers().flowsPerVm());
        });
    }

    @Test
    void shouldStateTheUdpLengthAndNeverAChecksumOfZero() {
        forFrames(mixedModel(Transport.UDP), 40_000, (packet, batch, i) -> {
            assertThat(packet.udpLength()).isEqualTo(packet.totalLength() - 20);
            assertThat(packet.udpChecksum()).isNotZero();
        });
    }

    /** Sweeps the whole sum, so that the case in which a UDP checksum comes out as 0 is among them. */
    @Test
    void shouldWriteAllOnesWhereTheUdpChecksumComesOutAsZero() {
        Set<Integer> checksums = new HashSet<>();
        TrafficModel model = Traffic.model(Traffic.vms(1, 0), 1_000_000, "64", "constant", "uniform", 1e6,
                Transport.UDP);
        FrameBatch batch = new FrameBatch(1);
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, 64);
            FlowHeaders headers = new FlowHeaders(model, 1);
            for (int flow = 0; flow < 1_000_000; flow++) {
                headers.write(memory, 0, 0, flow, 0, 64);
                int checksum = memory.u16Be(14 + 20 + 6);
                if (checksum == 0xFFFF) {
                    batch.begin(memory);
                    batch.add(0, 60, 64, true, 0, 0, flow, 0);
                    assertThat(ReferencePacket.of(batch, 0).transportChecksumIsRight()).isTrue();
                }
                checksums.add(checksum);
            }
        }
        assertThat(checksums).doesNotContain(0).contains(0xFFFF);
    }

    @Test
    void shouldAdvanceTheTcpSequenceByThePayload() {
        Map<Integer, Integer> expected = new HashMap<>();
        forFrames(mixedModel(Transport.TCP), 40_000, (packet, batch, i) -> {
            Integer next = expected.put(batch.flow(i), packet.tcpSequence() + packet.payloadBytes());
            if (next != null) {
                assertThat(packet.tcpSequence()).as("flow %d, seed %d", batch.flow(i), SEED).isEqualTo(next);
            }
        });
        assertThat(expected.size()).isGreaterThan(5_000);
    }

    @Test
    void shouldNumberTheFramesOfEachFlow() {
        Map<Integer, Integer> expected = new HashMap<>();
        forFrames(mixedModel(Transport.UDP), 50_000, (packet, batch, i) -> assertThat(batch.sequence(i))
                .isEqualTo(expected.merge(batch.flow(i), 1, Integer::sum) - 1));
    }

    @Test
    void shouldGiveEachFlowOfAVmItsOwnAddressesAndPortsAndKeepThem() {
        TrafficModel model = Traffic.model(Traffic.vms(3, 0), 500, "64", "constant", "uniform", 1e6, Transport.TCP);
        Map<Integer, String> tupleOf = new HashMap<>();
        forFrames(model, 40_000, (packet, batch, i) -> {
            String tuple = packet.source() + ":" + packet.sourcePort() + ">" + packet.destination() + ":"
                    + packet.destinationPort();
            String before = tupleOf.putIfAbsent(batch.flow(i), tuple);
            assertThat(before == null ? tuple : before).isEqualTo(tuple);
        });
        assertThat(tupleOf).hasSize(1_500);
        assertThat(new HashSet<>(tupleOf.values())).hasSize(1_500);
    }

    @Test
    void shouldGiveAMillionFlowsDistinctClients() {
        TrafficModel model = Traffic.model(Traffic.vms(1, 0), 1_000_000, "64", "constant", "uniform", 1e6,
                Transport.TCP);
        Set<Long> clients = new HashSet<>();
        try (Arena arena = Arena.ofConfined()) {
            Memory memory = Memory.allocate(arena, 64);
            FlowHeaders headers = new FlowHeaders(model, 12_345);
            for (int flow = 0; flow < 1_000_000; flow++) {
                headers.write(memory, 0, 0, flow, 0, 64);
                clients.add((long) memory.i32Be(26) << 16 | memory.u16Be(34));
            }
        }
        assertThat(clients).hasSize(1_000_000);
    }
}
