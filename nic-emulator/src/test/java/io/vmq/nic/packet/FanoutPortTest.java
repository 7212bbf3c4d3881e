package io.vmq.nic.packet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.LinkCounters;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.nic.traffic.EmulatedSource;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanoutPortTest {

    private static final int FRAMES = 100_000;
    private static final int QUEUES = 4;
    private static final int BATCHES_AT_A_TIME = 16;
    private static final RingSize SIZE = new RingSize(1 << 16, 64, 1);
    private static final long TABLE_SEED = 99;

    @FunctionalInterface
    private interface PortWork {
        void on(Links links, PacketSender sender, FanoutPort port) throws Exception;
    }

    private static void withFilters(List<ReceiveFilter> filters, PortWork work) throws Exception {
        Lab.withCable(2, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    FanoutPort port = FanoutPort.steeredByFilters(Lab.FAR, QUEUES, SIZE, filters, List.of())) {
                work.on(cable.links(), sender, port);
            }
        });
    }

    private static List<Queue<byte[]>> queues() {
        return Stream.<Queue<byte[]>>generate(ArrayDeque::new).limit(QUEUES).toList();
    }

    private static int predicted(FilterTable table, FrameBatch batch, int i) {
        return table.queueFor(batch.memory(), batch.address(i), batch.storedBytes(i));
    }

    @ParameterizedTest
    @CsvSource({"'none', 0", "'broadcast:2%,multicast:2%,arp:1%,ipv6:20%,ipv4-fragments:5%', 0", "'none', 7"})
    void shouldSteerEachFrameAsTheFilterTablePredicts(String mix, int outerVlan) throws Exception {
        List<ReceiveFilter> filters = new ArrayList<>(Load.filters(QUEUES));
        if (outerVlan > 0) {
            filters.replaceAll(filter -> new ReceiveFilter(filter.mac(), outerVlan, filter.queue()));
        }
        FilterTable table = new FilterTable(filters);
        withFilters(filters, (links, sender, port) -> {
            assertThat(port.steeredBy()).isEqualTo(SteeredBy.FILTERS);
            LinkCounters before = links.get(Lab.FAR).counters();
            EmulatedSource source = Load.source(mix, outerVlan);
            FrameBatch batch = Load.batchFor(source);
            Trip trip = new Trip(sender, port);
            List<Queue<byte[]>> expected = queues();
            int[] perQueue = new int[QUEUES];
            while (trip.sent() < FRAMES) {
                for (int k = 0; k < BATCHES_AT_A_TIME; k++) {
                    source.fill(batch, Long.MAX_VALUE - 1);
                    for (int i = 0; i < batch.count(); i++) {
                        expected.get(predicted(table, batch, i)).add(Load.bytes(batch, i));
                    }
                    trip.send(batch);
                }
                trip.takeAll((queue, frame, bytes) -> {
                    assertThat(bytes).as("queue %d, seed %d", queue, Load.SEED)
                            .isEqualTo(expected.get(queue).remove());
                    perQueue[queue]++;
                });
            }
            assertThat(IntStream.of(perQueue)).allMatch(count -> count > FRAMES / 20);
            assertThat(links.get(Lab.FAR).counters().since(before).rxFrames()).isEqualTo(trip.arrived());
            assertThat(port.lostFrames()).isZero();
            assertThat(port.failure()).isNull();
        });
    }

    @Test
    void shouldSteerByRandomTablesInTheKernel() throws Exception {
        withFilters(List.of(), (links, sender, port) -> {
            Random random = new Random(TABLE_SEED);
            Trip trip = new Trip(sender, port);
            for (int i = 0; i < 60; i++) {
                RandomTable table = new RandomTable(random, i % 6 == 0 ? 300 : 20, QUEUES);
                FilterTable expected = new FilterTable(table.filters());
                port.setFilters(table.filters());
                List<byte[]> frames = IntStream.range(0, 200).mapToObj(table::frame).toList();
                trip.send(frames);
                String where = "seed " + TABLE_SEED + ", table " + i;
                trip.takeAll((queue, frame, bytes) -> {
                    Memory memory = Memory.copyOf(bytes);
                    assertThat(bytes).isEqualTo(frames.get((int) RandomTable.markOf(memory)));
                    assertThat(queue).as(where).isEqualTo(expected.queueFor(memory, 0, bytes.length));
                });
            }
        });
    }

    @Test
    void shouldTakeTheLargestProgramAndRefuseALargerOne() throws Exception {
        int most = FilterProgram.mostThatFit(FilterProgramTest.untagged(2_000));
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    FanoutPort port = FanoutPort.steeredByFilters(Lab.FAR, 8, SIZE, FilterProgramTest.untagged(most),
                            List.of())) {
                Trip trip = new Trip(sender, port);
                List<ReceiveFilter> filters = FilterProgramTest.untagged(most);
                assertThatThrownBy(() -> port.setFilters(FilterProgramTest.untagged(most + 1)))
                        .isInstanceOf(PortException.class)
                        .hasMessageStartingWith(Lab.FAR + ": " + (most + 1) + " receive filters make a program of ")
                        .hasMessageEndingWith("the first " + most + " would fit");
                trip.send(filters.stream().map(filter -> FilterProgramTest.frameFor(filter.mac(), filter.queue()))
                        .toList());
                trip.takeAll((queue, frame, bytes) -> assertThat(queue).isEqualTo(FilterProgramTest.numberOf(bytes)));
            }
        });
    }

    private static List<ReceiveFilter> shifted(int by) {
        return Load.filters(QUEUES).stream()
                .map(filter -> new ReceiveFilter(filter.mac(), ReceiveFilter.ANY_VLAN, (filter.queue() + by) % QUEUES))
                .toList();
    }

    /** Frames for the known VMs in turn, numbered from {@code first} on. */
    private static List<byte[]> numbered(int first, int count) {
        List<ReceiveFilter> filters = Load.filters(QUEUES);
        return IntStream.range(first, first + count)
                .mapToObj(i -> FilterProgramTest.frameFor(filters.get(i % Load.KNOWN_VMS).mac(), i)).toList();
    }

    @Test
    void shouldLoseNothingWhenFiltersChangeWhileFramesFlow() throws Exception {
        withFilters(shifted(0), (links, sender, port) -> {
            Trip trip = new Trip(sender, port);
            BitSet seen = new BitSet();
            Map<Integer, Integer> lastOf = new HashMap<>();
            Thread sending = Thread.ofPlatform().unstarted(() -> trip.send(numbered(0, FRAMES / 4)));
            sending.start();
            int changes = 0;
            for (int i = 0; i < 400; i++) {
                port.setFilters(shifted(i % 2));
                changes++;
                port.await(1);
            }
            sending.join();
            port.setFilters(shifted(1));
            trip.takeAll((queue, frame, bytes) -> {
                int number = FilterProgramTest.numberOf(bytes);
                int atFirst = number % Load.KNOWN_VMS % QUEUES;
                assertThat(queue).isIn(atFirst, (atFirst + 1) % QUEUES);
                assertThat(seen.get(number)).as("frame %d comes once", number).isFalse();
                seen.set(number);
                Integer last = lastOf.put(number % Load.KNOWN_VMS * QUEUES + queue, number);
                assertThat(last == null || last < number).as("in order").isTrue();
            });
            assertThat(seen.cardinality()).isEqualTo(FRAMES / 4);
            assertThat(changes).isEqualTo(400);
            assertThat(lastOf).as("both tables steered").hasSizeGreaterThan(Load.KNOWN_VMS);

            trip.send(numbered(0, 1_000));
            trip.takeAll((queue, frame, bytes) -> assertThat(queue)
                    .isEqualTo((FilterProgramTest.numberOf(bytes) % Load.KNOWN_VMS + 1) % QUEUES));
            assertThat(port.lostFrames()).isZero();
        });
    }

    @Test
    void shouldKeepTheFiltersWhenNewOnesAreRefused() throws Exception {
        withFilters(shifted(2), (links, sender, port) -> {
            ReceiveFilter tooHigh = new ReceiveFilter(Load.filters(1).getFirst().mac(), 0, QUEUES);
            assertThatThrownBy(() -> port.setFilters(List.of(tooHigh))).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("0 to 3 expected");
            assertThatThrownBy(() -> port.setFilters(FilterProgramTest.untagged(3_000)))
                    .isInstanceOf(IllegalArgumentException.class);
            Trip trip = new Trip(sender, port);
            trip.send(numbered(0, 100));
            trip.takeAll((queue, frame, bytes) -> assertThat(queue)
                    .isEqualTo((FilterProgramTest.numberOf(bytes) % Load.KNOWN_VMS + 2) % QUEUES));
        });
    }

    @Test
    void shouldKeepAFlowInOneQueueWhenSteeredByHash() throws Exception {
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    FanoutPort port = FanoutPort.steeredByHash(Lab.FAR, QUEUES, SIZE, List.of())) {
                assertThat(port.steeredBy()).isEqualTo(SteeredBy.HASH);
                assertThatThrownBy(() -> port.setFilters(List.of())).isInstanceOf(UnsupportedOperationException.class);
                EmulatedSource source = Load.source("none", 0);
                FrameBatch batch = Load.batchFor(source);
                Trip trip = new Trip(sender, port);
                Map<ByteBuffer, Queue<byte[]>> expectedOf = new HashMap<>();
                Map<ByteBuffer, Integer> queueOf = new HashMap<>();
                Map<ByteBuffer, Integer> hashOf = new HashMap<>();
                while (trip.sent() < FRAMES / 4) {
                    for (int k = 0; k < BATCHES_AT_A_TIME; k++) {
                        source.fill(batch, Long.MAX_VALUE - 1);
                        for (int i = 0; i < batch.count(); i++) {
                            byte[] bytes = Load.bytes(batch, i);
                            expectedOf.computeIfAbsent(flowOf(bytes), flow -> new ArrayDeque<>()).add(bytes);
                        }
                        trip.send(batch);
                    }
                    trip.takeAll((queue, frame, bytes) -> {
                        ByteBuffer flow = flowOf(bytes);
                        assertThat(bytes).isEqualTo(expectedOf.getOrDefault(flow, new ArrayDeque<>()).remove());
                        assertThat(queue).isEqualTo(queueOf.computeIfAbsent(flow, first -> queue));
                        int hash = frame.hash();
                        assertThat(hash).isNotZero().isEqualTo(hashOf.computeIfAbsent(flow, first -> hash));
                    });
                }
                assertThat(new HashSet<>(queueOf.values())).as("queues that were used").hasSize(QUEUES);
                assertThat(queueOf).hasSizeGreaterThan(100);
                assertThat(port.lostFrames()).isZero();
            }
        });
    }

    /** MAC, tag, addresses and ports of a plain TCP frame. */
    private static ByteBuffer flowOf(byte[] bytes) {
        int ip = bytes[12] == (byte) 0x81 ? 18 : 14;
        ByteBuffer flow = ByteBuffer.allocate(18).put(bytes, 0, 6).put(bytes, ip + 12, 12);
        return flow.flip();
    }

    @Test
    void shouldCountWhatFoundNoRoomInEachQueue() throws Exception {
        RingSize small = new RingSize(RingSize.MIN_BLOCK_BYTES, 2, 1);
        Lab.withCable(1, cable -> {
            try (PacketSender sender = PacketSender.open(Lab.NEAR, false);
                    FanoutPort port = FanoutPort.steeredByFilters(Lab.FAR, QUEUES, small, shifted(0), List.of())) {
                Trip trip = new Trip(sender, port);
                trip.send(numbered(0, 8_000));
                int[] perQueue = new int[QUEUES];
                trip.takeUntil(() -> trip.arrived() + port.lostFrames() == trip.sent(),
                        (queue, frame, bytes) -> perQueue[queue]++);

                assertThat(IntStream.of(perQueue)).allMatch(count -> count > 0 && count < 2_000);
                assertThat(port.lostFrames()).isPositive();
            }
        });
    }

    @Test
    void shouldSayThatTheInterfaceWentDown() throws Exception {
        withFilters(shifted(0), (links, sender, port) -> {
            assertThat(port.failure()).isNull();
            assertThat(links.setDown(Lab.FAR)).isZero();
            assertThat(port.await(60_000)).isFalse();
            assertThat(port.failure()).isEqualTo(Lab.FAR + " went down");
        });
    }

    @Test
    void shouldRefuseInOneSentenceAndGiveEverythingBack() throws Exception {
        Lab.withCable(1, cable -> {
            for (int queues : new int[] {0, -1, 257}) {
                assertThatThrownBy(() -> FanoutPort.steeredByHash(Lab.FAR, queues, SIZE, List.of()))
                        .isInstanceOf(PortException.class).hasMessageContaining("1 to 256 expected");
            }
            List<ReceiveFilter> twice = Stream.of(shifted(0), shifted(1)).flatMap(List::stream).toList();
            assertThatThrownBy(() -> FanoutPort.steeredByFilters(Lab.FAR, QUEUES, SIZE, twice, List.of()))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> FanoutPort.steeredByFilters("absent", QUEUES, SIZE, List.of(), List.of()))
                    .isInstanceOf(PortException.class);
            try (FanoutPort one = FanoutPort.steeredByFilters(Lab.FAR, QUEUES, SIZE, shifted(0), List.of());
                    FanoutPort other = FanoutPort.steeredByHash(Lab.FAR, 2, SIZE, List.of())) {
                assertThat(one.queueCount()).isEqualTo(QUEUES);
                assertThat(other.queueCount()).as("a group of its own").isEqualTo(2);
            }
            assertThat(Files.readAllLines(Path.of("/proc/thread-self/net/packet"))).as("the head alone").hasSize(1);
        });
    }
}
