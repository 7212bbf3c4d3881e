package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.InterfaceRequests;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.LinkCounters;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.SteeredBy;
import io.vmq.nic.traffic.EmulatedSource;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PacketPortTest {

    private static final int FRAMES = 100_000;
    private static final int BATCHES_AT_A_TIME = 16;
    private static final long NS_PER_DAY = 86_400L * 1_000_000_000;

    private static void withPort(RingSize size, PortWork work) throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    PacketPort port = PacketPort.open(Lab.FAR, size, List.of())) {
                work.on(cable.links(), sender, port);
            }
        });
    }

    @FunctionalInterface
    private interface PortWork {
        void on(Links links, PacketSender sender, PacketPort port) throws Exception;
    }

    private static List<byte[]> frames(int count) {
        RandomTable table = new RandomTable(new Random(5), 10, 2);
        return IntStream.range(0, count).mapToObj(table::frame).toList();
    }

    @ParameterizedTest
    @CsvSource({"'none', 0", "'broadcast:2%,multicast:2%,arp:1%,ipv6:20%', 0", "'none', 7"})
    void shouldReceiveEveryFrameOnceInOrderAndByteForByte(String mix, int outerVlan) throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            assertThat(port.steeredBy()).isEqualTo(SteeredBy.HOST);
            LinkCounters before = links.get(Lab.FAR).counters();
            EmulatedSource source = Load.source(mix, outerVlan);
            FrameBatch batch = Load.batchFor(source);
            Trip trip = new Trip(sender, port);
            Queue<byte[]> expected = new ArrayDeque<>();
            Queue<Integer> lengths = new ArrayDeque<>();
            while (trip.sent() < FRAMES) {
                for (int k = 0; k < BATCHES_AT_A_TIME; k++) {
                    source.fill(batch, Long.MAX_VALUE - 1);
                    for (int i = 0; i < batch.count(); i++) {
                        expected.add(Load.bytes(batch, i));
                        lengths.add(batch.lengthBytes(i));
                    }
                    trip.send(batch);
                }
                trip.takeAll((queue, frame, bytes) -> {
                    assertThat(bytes).as("seed %d", Load.SEED).isEqualTo(expected.remove());
                    assertThat(frame.lengthBytes()).isEqualTo(lengths.remove());
                });
            }
            LinkCounters counted = links.get(Lab.FAR).counters().since(before);
            assertThat(counted.rxFrames()).isEqualTo(trip.arrived());
            assertThat(port.lostFrames()).isZero();
            assertThat(sender.failedFrames()).isZero();
            assertThat(port.failure()).isNull();
        });
    }

    @Test
    void shouldStampFramesInTheOrderOfTheirArrival() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            Trip trip = new Trip(sender, port);
            List<Long> stamps = new ArrayList<>();
            trip.send(frames(500));
            trip.takeAll((queue, frame, bytes) -> stamps.add(frame.stampNs()));

            assertThat(stamps).isSorted();
            assertThat(stamps.getFirst() / NS_PER_DAY).isCloseTo(LocalDate.now(ZoneOffset.UTC)
                    .toEpochDay(), Offset.offset(1L));
            assertThat(stamps.stream().map(stamp -> stamp % 1_000).distinct().count()).isGreaterThan(100);
            assertThat(port.stamps().clock()).isEqualTo("CLOCK_REALTIME");
        });
    }

    @Test
    void shouldCountWhatFoundNoRoom() throws Exception {
        withPort(new RingSize(RingSize.MIN_BLOCK_BYTES, 2, 1), (links, sender, port) -> {
            LinkCounters before = links.get(Lab.FAR).counters();
            Trip trip = new Trip(sender, port);
            List<byte[]> frames = frames(1_000);
            for (int i = 0; i < 5; i++) {
                trip.send(frames);
            }
            trip.takeUntil(() -> trip.arrived() + port.lostFrames() == trip.sent(), (queue, frame, bytes) -> {});

            assertThat(port.lostFrames()).isPositive();
            assertThat(trip.arrived()).isPositive();
            assertThat(trip.arrived() + port.lostFrames()).isEqualTo(trip.sent());
            assertThat(links.get(Lab.FAR).counters().since(before).rxFrames()).isEqualTo(trip.sent());

            long lostBefore = port.lostFrames();
            long arrivedBefore = trip.arrived();
            trip.send(frames.subList(0, 10));
            trip.takeUntil(() -> trip.arrived() >= arrivedBefore + 10, (queue, frame, bytes) -> {});
            assertThat(trip.arrived()).as("goes on afterwards").isEqualTo(arrivedBefore + 10);
            assertThat(port.lostFrames()).isEqualTo(lostBefore);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 6, 12, 14, 15, 16, 17, 30, 60, 100})
    void shouldCopyNoMoreThanThereIsRoomFor(int room) throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            List<byte[]> frames = frames(50);
            new Trip(sender, port).send(frames);
            PortQueue queue = port.queue(0);
            Memory target = Memory.allocate(200);
            for (int i = 0, look = 0; i < frames.size(); look++) {
                assertThat(look).isLessThan(1_000);
                port.await(10);
                for (; queue.next(); i++) {
                    for (int at = 0; at < 200; at++) {
                        target.putU8(at, 0xEE);
                    }
                    int copied = queue.copyTo(target, 8, room);
                    byte[] bytes = new byte[copied];
                    target.get(8, bytes, 0, copied);
                    assertThat(copied).isLessThanOrEqualTo(room).isGreaterThanOrEqualTo(Math.min(60, room) - 3);
                    assertThat(bytes).isEqualTo(Arrays.copyOf(frames.get(i), copied));
                    assertThat(target.u8(8 + copied)).isEqualTo(0xEE);
                    assertThat(queue.lengthBytes()).isEqualTo(64);
                }
            }
        });
    }

    @Test
    void shouldSayThatTheInterfaceWentDown() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            Trip trip = new Trip(sender, port);
            trip.send(frames(10));
            assertThat(port.failure()).isNull();
            assertThat(links.setDown(Lab.FAR)).isZero();

            assertThat(port.await(0)).isFalse();
            assertThat(port.failure()).isEqualTo(Lab.FAR + " went down");
            assertThat(port.await(60_000)).as("does not wait any more").isFalse();
            assertThat(port.failure()).isEqualTo(Lab.FAR + " went down");
        });
    }

    @Test
    void shouldSayThatTheInterfaceWentDownAndCameBack() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            links.setDown(Lab.FAR);
            links.setUp(Lab.FAR);

            assertThat(port.failure()).isEqualTo(Lab.FAR + " went down and came back");
            assertThat(port.await(60_000)).isFalse();
        });
    }

    @Test
    void shouldSayThatTheCableWasPulledAndPutBack() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            links.setDown(Lab.NEAR);
            links.setUp(Lab.NEAR);

            for (int look = 0; port.failure() == null; look++) {
                assertThat(look).as("looks for a failure").isLessThan(1_000);
                port.await(1);
            }
            assertThat(port.failure()).isEqualTo(Lab.FAR + " went down and came back");
        });
    }

    @Test
    void shouldRemarkThatFramesMayBeJoined() throws Exception {
        Lab.withCable(1, cable -> {
            assertThat(remarksWithGro(false)).isEmpty();
            assertThat(remarksWithGro(true))
                    .containsExactly("GRO is on at lab1: frames of a flow may come joined and count as one "
                            + "('ethtool -K lab1 gro off lro off' keeps them apart)");
        });
    }

    /** What a port says after ETHTOOL_SGRO. */
    private static List<String> remarksWithGro(boolean on) throws PortException {
        try (InterfaceRequests requests = InterfaceRequests.open()) {
            byte[] request = ByteBuffer.allocate(8).order(ByteOrder.nativeOrder()).putInt(0x2C).putInt(on ? 1 : 0)
                    .array();
            assertThat(requests.ethtool(Lab.FAR, request)).isZero();
        }
        try (PacketPort port = PacketPort.open(Lab.FAR, RingSize.DEFAULT, List.of())) {
            return port.remarks();
        }
    }

    @Test
    void shouldSayThatTheInterfaceIsGone() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            assertThat(links.delete(Lab.FAR)).isZero();

            assertThat(port.failure()).isEqualTo(Lab.FAR + " is gone");
        });
    }

    @Test
    void shouldNotSeeWhatTheInterfaceSends() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            try (PacketSender back = PacketSender.open(Lab.FAR, false)) {
                new Trip(back, port).send(frames(100));
                Trip trip = new Trip(sender, port);
                trip.send(frames(1));
                trip.takeAll((queue, frame, bytes) -> {});
            }
        });
    }

    @Test
    void shouldNotMakeTheInterfacePromiscuous() throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketPort port = PacketPort.open(Lab.FAR, RingSize.DEFAULT,
                    Load.filters(1).stream().map(filter -> filter.mac()).toList())) {
                assertThat(cable.links().get(Lab.FAR).promiscuity()).isZero();
                assertThat(port.queueCount()).isEqualTo(1);
            }
        });
    }

    @Test
    void shouldGiveEverythingBackOnClose() throws Exception {
        withPort(RingSize.DEFAULT, (links, sender, port) -> {
            Trip trip = new Trip(sender, port);
            trip.send(frames(10));
            trip.takeAll((queue, frame, bytes) -> {});
            port.close();
            port.close();

            assertThat(port.queue(0).next()).isFalse();
            assertThat(port.await(60_000)).isFalse();
            assertThat(port.failure()).isEqualTo(Lab.FAR + " is no longer read: the port was closed");
            assertThat(port.lostFrames()).isZero();
            assertThat(Files.readAllLines(Path.of("/proc/thread-self/net/packet")))
                    .as("the sender's socket alone, below the head").hasSize(2);
        });
    }

    @Test
    void shouldRefuseInOneSentence() throws Exception {
        Lab.withCable(1, cable -> {
            assertThatThrownBy(() -> PacketPort.open("absent", RingSize.DEFAULT, List.of()))
                    .isInstanceOf(PortException.class).hasMessageStartingWith("absent: there is no such interface");
            try (PacketPort other = open()) {
                assertThatThrownBy(() -> other.setFilters(List.of())).isInstanceOf(UnsupportedOperationException.class);
            }
            cable.links().setDown(Lab.FAR);
            assertThatThrownBy(() -> PacketPort.open(Lab.FAR, RingSize.DEFAULT, List.of()))
                    .isInstanceOf(PortException.class)
                    .hasMessage("lab1 is down; set it up first (ip link set lab1 up)");
            assertThatThrownBy(PacketPortTest::open).isInstanceOf(PortException.class)
                    .hasMessageStartingWith("lab0 has no link");
        });
    }

    private static PacketPort open() throws PortException {
        return PacketPort.open(Lab.NEAR, RingSize.DEFAULT, List.of());
    }
}
