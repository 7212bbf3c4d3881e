package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tags in frames of every kind, checked by receivers that know nothing of tags. */
class FrameTagTest {

    private static final long SEED = 4_711;
    private static final String EVERYTHING = "ipv6:20%,ipv6-ext:15%,ipv4-options:10%,ipv4-fragments:25%,arp:5%,"
            + "broadcast:6%,multicast:7%";
    private static final String EVERYTHING_QUOTED = "'" + EVERYTHING + "'";
    private static final String SIZES = "102:3,103:1,104:1,115:2,570:2,1517:1,9216:1";

    private static TrafficModel model(String sizes, Transport transport, String mix, int outerVlan) {
        List<VirtualMachine> vms = new ArrayList<>(Traffic.vms(6, VirtualMachine.NO_VLAN));
        vms.replaceAll(vm -> vm.mac().bits() % 2 == 0 ? new VirtualMachine(vm.name(), vm.mac(), 4094) : vm);
        return Traffic.mixed(vms, 40, sizes, transport, mix, outerVlan);
    }

    private interface Check {
        void check(ReferencePacket packet, FrameBatch batch, int i, int place);
    }

    /** Tags each frame that has room, has it checked, and wipes the tag. */
    private static void forTagged(TrafficModel model, int frames, Check check) {
        EmulatedSource source = new EmulatedSource(model, SEED);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        for (int seen = 0; seen < frames;) {
            seen += source.fill(batch, Long.MAX_VALUE - 1);
            for (int i = 0; i < batch.count(); i++) {
                int place = FrameTag.placeIn(batch.memory(), batch.address(i), batch.storedBytes(i));
                if (place != FrameTag.NONE) {
                    FrameTag.write(batch.memory(), batch.address(i), place, batch.flow(i), batch.sequence(i));
                }
                check.check(ReferencePacket.of(batch, i), batch, i, place);
                if (place != FrameTag.NONE) {
                    FrameTag.wipe(batch.memory(), batch.address(i), place);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"TCP, 0", "UDP, 0", "TCP, 7", "UDP, 4094"})
    void shouldBeReadBackAndLeaveEveryChecksumRight(Transport transport, int outerVlan) {
        int[] tagged = new int[1];
        Map<Integer, ReferencePacket> firsts = new HashMap<>();
        forTagged(model(SIZES, transport, EVERYTHING, outerVlan), 40_000, (packet, batch, i, place) -> {
            if (place == FrameTag.NONE) {
                return;
            }
            tagged[0]++;
            assertThat(place % 2).isZero();
            assertThat(FrameTag.read(batch.memory(), batch.address(i), batch.storedBytes(i)))
                    .isEqualTo(batch.flowAndSequence(i));
            switch (packet.etherType()) {
                case 0x86DD -> checkIpv6(packet, place);
                case 0x0800 -> checkIpv4(packet, place, batch.flow(i), firsts, transport);
                default -> assertThat(place).as("behind ARP").isGreaterThanOrEqualTo(packet.ip + 28);
            }
        });
        assertThat(tagged[0]).as("nearly all have room").isGreaterThan(36_000);
    }

    private static void checkIpv6(ReferencePacket packet, int place) {
        ReferenceIpv6 ipv6 = new ReferenceIpv6(packet);
        assertThat(ipv6.transportChecksumIsRight()).as("seed %d", SEED).isTrue();
        assertThat(place).isGreaterThanOrEqualTo(packet.frame.capacity() - ipv6.payloadBytes());
    }

    private static void checkIpv4(ReferencePacket packet, int place, int flow, Map<Integer, ReferencePacket> firsts,
            Transport transport) {
        assertThat(packet.ipChecksumIsRight()).isTrue();
        assertThat(place + FrameTag.BYTES).isLessThanOrEqualTo(packet.ip + packet.totalLength());
        if (packet.hasMoreFragments()) {
            firsts.put(flow, packet);
        } else if (packet.fragmentOffsetBytes() > 0) {
            ReferencePacket first = firsts.remove(flow);
            if (first != null && first.identification() == packet.identification()) {
                checkDatagram(first, packet, transport);
            }
        } else {
            assertThat(packet.transportChecksumIsRight()).as("seed %d", SEED).isTrue();
            assertThat(packet.payloadBytes()).isGreaterThanOrEqualTo(FrameTag.BYTES);
        }
    }

    private static void checkDatagram(ReferencePacket first, ReferencePacket last, Transport transport) {
        int firstBytes = first.totalLength() - 20;
        int lastBytes = last.totalLength() - 20;
        ByteBuffer datagram = ByteBuffer.allocate(firstBytes + lastBytes);
        datagram.put(0, first.frame, first.ip + 20, firstBytes);
        datagram.put(firstBytes, last.frame, last.ip + 20, lastBytes);
        long pseudo = ReferencePacket.sum(first.frame, first.ip + 12, first.ip + 20, 0) + transport.protocol()
                + datagram.capacity();
        assertThat(ReferencePacket.sum(datagram, 0, datagram.capacity(), pseudo)).as("both halves tagged, seed %d",
                SEED).isEqualTo(0xFFFF);
    }

    /** Whoever is tagged sends the next frame as if there had been no tag. */
    @ParameterizedTest
    @CsvSource({"none", EVERYTHING_QUOTED})
    void shouldLeaveNoTraceWhenWiped(String mix) {
        EmulatedSource untouched = new EmulatedSource(model(SIZES, Transport.UDP, mix, 0), SEED);
        FrameBatch other = FrameBatch.of(untouched, FrameBatch.DEFAULT_CAPACITY);
        forTagged(model(SIZES, Transport.UDP, mix, 0), 10_000, (packet, batch, i, place) -> {
            if (i == 0) {
                untouched.fill(other, Long.MAX_VALUE - 1);
            }
            byte[] expected = ReferencePacket.bytes(other, i);
            byte[] actual = packet.frame.array().clone();
            if (place != FrameTag.NONE) {
                ByteBuffer.wrap(actual).put(place, new byte[FrameTag.BYTES]);
            }
            assertThat(actual).isEqualTo(expected);
        });
    }

    @ParameterizedTest
    @CsvSource({"UDP, 64, 0, true", "TCP, 64, 0, false", "TCP, 69, 0, false", "TCP, 70, 0, true", "UDP, 64, 5, true",
        "TCP, 73, 5, false", "TCP, 74, 5, true"})
    void shouldFindRoomOnlyBehindAllHeaders(Transport transport, String size, int outerVlan, boolean hasRoom) {
        TrafficModel model = Traffic.mixed(Traffic.vms(3, VirtualMachine.NO_VLAN), 8, size, transport, "none",
                outerVlan);
        forTagged(model, 1_000, (packet, batch, i, place) -> {
            assertThat(place != FrameTag.NONE).isEqualTo(hasRoom);
            if (!hasRoom) {
                assertThat(FrameTag.read(batch.memory(), batch.address(i), batch.storedBytes(i)))
                        .isEqualTo(FrameTag.NONE);
            }
        });
    }

    @Test
    void shouldNotTakeAnyDamagedTagOrZerosForATag() {
        SplittableRandom random = new SplittableRandom(SEED);
        forTagged(model("128", Transport.UDP, "none", 0), 2_000, (packet, batch, i, place) -> {
            Memory memory = batch.memory();
            long frame = batch.address(i);
            int bit = random.nextInt(FrameTag.BYTES * Byte.SIZE);
            long damaged = frame + place + bit / Byte.SIZE;
            memory.putU8(damaged, memory.u8(damaged) ^ 1 << bit % Byte.SIZE);
            assertThat(FrameTag.read(memory, frame, batch.storedBytes(i))).as("bit %d flipped, seed %d", bit, SEED)
                    .isEqualTo(FrameTag.NONE);
            FrameTag.wipe(memory, frame, place);
            assertThat(FrameTag.read(memory, frame, batch.storedBytes(i))).isEqualTo(FrameTag.NONE);
        });
    }

    /** Whatever the bytes say, nothing outside the frame is read, and a place is always inside it. */
    @Test
    void shouldStayWithinRubbish() {
        SplittableRandom random = new SplittableRandom(SEED);
        int[] types = {0x0800, 0x86DD, 0x0806, 0x8100, 0x88A8, 0x1234};
        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = new byte[1 + random.nextInt(100)];
            random.nextBytes(bytes);
            if (bytes.length > 13) {
                ByteBuffer.wrap(bytes).putShort(12, (short) types[random.nextInt(types.length)]);
            }
            Memory memory = Memory.copyOf(bytes);
            int place = FrameTag.placeIn(memory, 0, bytes.length);
            assertThat(place).as("round %d, seed %d", round, SEED).isBetween(-1, bytes.length - FrameTag.BYTES < 0
                    ? -1
                    : bytes.length - FrameTag.BYTES);
            assertThat(FrameTag.read(memory, 0, bytes.length)).isEqualTo(FrameTag.NONE);
        }
    }
}
