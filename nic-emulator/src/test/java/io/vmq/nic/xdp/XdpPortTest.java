package io.vmq.nic.xdp;

import static io.vmq.dispatch.steering.ReceiveFilter.ANY_VLAN;
import static io.vmq.dispatch.steering.ReceiveFilter.UNTAGGED_OR_ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.VlanTag;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Macvlans;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.SteeredBy;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The port on one end of a private cable, frames of our own at the other. */
class XdpPortTest {

    private static final int FRAMES = 100_000;
    private static final int AT_ONCE = 64;
    private static final int QUEUES = 6;
    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");
    private static final MacAddress BROADCAST = MacAddress.parse("ff:ff:ff:ff:ff:ff");

    private static final List<ReceiveFilter> FILTERS = List.of(
            new ReceiveFilter(FIRST, UNTAGGED_OR_ZERO, 1), new ReceiveFilter(FIRST.plus(1), UNTAGGED_OR_ZERO, 2),
            new ReceiveFilter(FIRST.plus(2), 100, 3), new ReceiveFilter(FIRST.plus(3), ANY_VLAN, 4),
            new ReceiveFilter(FIRST.plus(4), ANY_VLAN, 5), new ReceiveFilter(FIRST.plus(4), 7, 2),
            new ReceiveFilter(FIRST.plus(5), ANY_VLAN, 1), new ReceiveFilter(FIRST.plus(5), 7, 5),
            new ReceiveFilter(FIRST.plus(6), 4094, 5), new ReceiveFilter(FIRST.plus(7), UNTAGGED_OR_ZERO, 0));

    /** Eight VMs with filters, two addresses without, and everybody. */
    private static final MacAddress[] RECEIVERS = {FIRST, FIRST.plus(1), FIRST.plus(2), FIRST.plus(3), FIRST.plus(4),
        FIRST.plus(5), FIRST.plus(6), FIRST.plus(7), FIRST.plus(8), FIRST.plus(0x100), BROADCAST};
    private static final int[] VLANS = {VlanTag.NONE, 0, 7, 100, 101, 4094};

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeXdpPossible();
    }

    /** Which flow a frame belongs to decides its receiver and its VLAN. */
    private static byte[] frameOf(int flow, int number) {
        return TestFrames.frame(RECEIVERS[flow % RECEIVERS.length], VLANS[flow / RECEIVERS.length], flow, number);
    }

    @ParameterizedTest(name = "{0} hardware queues, generic {1}: {2}")
    @CsvSource({"1, false, 'native, copy'", "1, true, 'generic, copy'", "4, false, 'native, copy'",
        "4, true, 'generic, copy'"})
    void shouldPutEachFrameIntoTheQueueOfItsFilterInOrder(int hardwareQueues, boolean generic, String mode)
            throws Exception {
        Lab.withCable(hardwareQueues, cable -> {
            XdpSettings settings = XdpSettings.byFilters(QUEUES);
            try (XdpPort port = XdpPort.open(Lab.FAR, generic ? settings.behindTheDriver() : settings, List.of());
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                assertThat(port.mode()).isEqualTo(mode);
                assertThat(port.hardwareQueueCount()).isEqualTo(hardwareQueues);
                port.setFilters(FILTERS);
                Expected expected = new Expected(new FilterTable(FILTERS), hardwareQueues == 1);
                ReceivedFrames received = new ReceivedFrames(port);
                Random random = new Random(1);
                for (int sent = 0; sent < FRAMES;) {
                    for (int i = 0; i < AT_ONCE && sent < FRAMES; i++) {
                        outlet.send(frameOf(random.nextInt(RECEIVERS.length * VLANS.length), sent++));
                    }
                    assertThat(received.readUntil(sent, expected::check)).isEqualTo(sent);
                }

                assertThat(port.lostFrames()).isZero();
                assertThat(expected.framesByQueue).as("frames by queue").doesNotContain(0);
                assertThat(port.stamps().taker()).isEqualTo("kernel");
                assertThat(cable.links().get(Lab.FAR).promiscuity()).isZero();
            }
        });
    }

    /** Holds each frame against what was sent: bytes, queue, order within its flow, stamp. */
    private static final class Expected {

        private final FilterTable table;
        /** Whether also frames of different flows come as they were sent. */
        private final boolean inOrder;
        private final int[] lastOfFlow = new int[RECEIVERS.length * VLANS.length];
        private final int[] lastOfQueue = new int[QUEUES];
        private final int[] framesByQueue = new int[QUEUES];
        private final long beginNs = SystemCalls.clockNs(SystemCalls.CLOCK_REALTIME);

        Expected(FilterTable table, boolean inOrder) {
            this.table = table;
            this.inOrder = inOrder;
            Arrays.fill(lastOfFlow, -1);
            Arrays.fill(lastOfQueue, -1);
        }

        void check(int queue, byte[] frame, PortQueue at) {
            int flow = TestFrames.flowOf(frame);
            int number = TestFrames.numberOf(frame);
            assertThat(frame).isEqualTo(frameOf(flow, number));
            assertThat(queue).as("queue of frame %d of flow %d", number, flow)
                    .isEqualTo(TestFrames.queueOf(table, frame));
            assertThat(number).as("frame of flow %d", flow).isGreaterThan(lastOfFlow[flow]);
            assertThat(at.lengthBytes()).isEqualTo(frame.length + 4);
            assertThat(at.stampNs()).isBetween(beginNs, SystemCalls.clockNs(SystemCalls.CLOCK_REALTIME));
            assertThat(!inOrder || number > lastOfQueue[queue]).as("order of queue %d at %d", queue, number).isTrue();
            lastOfFlow[flow] = number;
            lastOfQueue[queue] = number;
            framesByQueue[queue]++;
        }
    }

    /** Each of the two addresses has a filter in both tables, so that queue 0 would show a table that is not whole. */
    @Test
    void shouldChangeFiltersWithoutLossWhileFramesFlow() throws Exception {
        int frames = 40_000;
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byFilters(3), List.of())) {
                port.setFilters(swapped(0));
                AtomicInteger read = new AtomicInteger();
                FutureTask<Integer> sender = new FutureTask<>(() -> sendWindowed(frames, read));
                Thread.ofPlatform().name("sender").daemon().start(sender);
                ReceivedFrames received = new ReceivedFrames(port);
                int[] byQueue = new int[3];
                int changes = 0;
                try {
                    int idle = 0;
                    for (int round = 0; read.get() < frames && idle < 1_000; round++) {
                        int before = read.get();
                        read.set(received.readAll((queue, frame, at) -> byQueue[queue]++));
                        idle = read.get() == before ? idle + 1 : 0;
                        if (round % 50 == 0) {
                            port.setFilters(swapped(++changes));
                        }
                        port.await(10);
                    }
                    assertThat(read).as("frames read").hasValue(frames);
                } finally {
                    if (read.get() < frames) {
                        sender.cancel(true);
                    }
                }
                assertThat(sender.get(1, TimeUnit.MINUTES)).isEqualTo(frames);
                assertThat(port.lostFrames()).isZero();
                assertThat(byQueue[0]).as("frames that met no filter").isZero();
                assertThat(byQueue[1]).isPositive();
                assertThat(byQueue[2]).isPositive();
                assertThat(changes).isGreaterThan(3);
            }
        });
    }

    private static int sendWindowed(int frames, AtomicInteger read) {
        try (PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
            for (int i = 0; i < frames; i++) {
                while (i - read.get() > 1_000 && !Thread.currentThread().isInterrupted()) {
                    Thread.onSpinWait();
                }
                outlet.send(TestFrames.frame(FIRST.plus(i % 2), VlanTag.NONE, i % 2, i));
            }
        }
        return frames;
    }

    private static List<ReceiveFilter> swapped(int change) {
        return List.of(new ReceiveFilter(FIRST, UNTAGGED_OR_ZERO, 1 + change % 2),
                new ReceiveFilter(FIRST.plus(1), UNTAGGED_OR_ZERO, 2 - change % 2));
    }

    @Test
    void shouldSteerByTheNewFiltersOnceTheyAreSet() throws Exception {
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byFilters(3), List.of());
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                ReceivedFrames received = new ReceivedFrames(port);
                for (int change = 0; change < 100; change++) {
                    port.setFilters(swapped(change));
                    int queue = 1 + change % 2;
                    for (int i = 0; i < 10; i++) {
                        outlet.send(TestFrames.frame(FIRST, VlanTag.NONE, 0, change));
                    }
                    int total = 10 * (change + 1);
                    assertThat(received.readUntil(total, (at, frame, port1) -> assertThat(at).isEqualTo(queue)))
                            .isEqualTo(total);
                }
            }
        });
    }

    @Test
    void shouldReceiveEverythingInOneQueueForTheHostToSteer() throws Exception {
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of(FIRST));
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                for (int i = 0; i < 100; i++) {
                    outlet.send(frameOf(i % 60, i));
                }

                int[] next = {0};
                assertThat(new ReceivedFrames(port).readUntil(100,
                        (queue, frame, at) -> assertThat(TestFrames.numberOf(frame)).isEqualTo(next[0]++)))
                        .isEqualTo(100);
                assertThat(port.steeredBy()).isEqualTo(SteeredBy.HOST);
                assertThatThrownBy(() -> port.setFilters(FILTERS)).isInstanceOf(UnsupportedOperationException.class);
            }
        });
    }

    @ParameterizedTest(name = "{0} hardware queues with room for {1} frames")
    @CsvSource({"1, 64", "1, 512", "4, 64"})
    void shouldCountWhatFoundNoRoom(int hardwareQueues, int room) throws Exception {
        Lab.withCable(hardwareQueues, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byFilters(2).withChunkCount(room), List.of());
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                for (int i = 0; i < 1_000; i++) {
                    outlet.send(TestFrames.frame(FIRST, VlanTag.NONE, i % 50, i));
                }
                ReceivedFrames received = new ReceivedFrames(port);
                int first = received.readAll((queue, frame, at) -> {});
                outlet.send(TestFrames.frame(FIRST, VlanTag.NONE, 0, 1_000));

                assertThat(received.readUntil(first + 1, (queue, frame, at) -> {})).isEqualTo(first + 1);
                assertThat(first).as("each hardware queue has room of its own").isEqualTo(hardwareQueues * room);
                assertThat(port.lostFrames()).isEqualTo(1_000 - first);
            }
        });
    }

    /** The kernel is asked now and then alone. */
    private static String failure(XdpPort port) {
        for (int look = 0; port.failure() == null; look++) {
            assertThat(look).as("looks for a failure").isLessThan(1_000);
            port.await(1);
        }
        return port.failure();
    }

    @Test
    void shouldSayThatTheLinkWentDownAndCameBack() throws Exception {
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of())) {
                cable.links().setDown(Lab.NEAR);
                cable.links().setUp(Lab.NEAR);

                assertThat(failure(port)).isEqualTo("lab1 went down and came back");
                assertThat(port.remarks()).containsExactly("the XDP program of lab1 runs native, copy");
            }
        });
    }

    @Test
    void shouldSayThatTheInterfaceIsDownOrGone() throws Exception {
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of())) {
                assertThat(port.failure()).isNull();
                cable.links().setDown(Lab.FAR);
                assertThat(failure(port)).isEqualTo("lab1 went down");
                assertThat(port.await(1)).isFalse();
                cable.links().setUp(Lab.FAR);
                assertThat(failure(port)).as("the first reason remains").isEqualTo("lab1 went down");
            }
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of())) {
                cable.links().delete(Lab.FAR);
                assertThat(failure(port)).isEqualTo("lab1 is gone");
                assertThat(port.await(1)).isFalse();
                assertThat(port.queue(0).next()).isFalse();
            }
        });
    }

    @Test
    void shouldRefuseAnInterfaceThatIsTakenAndTakeItOnceItIsFree() throws Exception {
        Lab.withCable(1, cable -> {
            for (int i = 0; i < 3; i++) {
                try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byFilters(2), List.of())) {
                    assertThat(port.failure()).isNull();
                    assertThatThrownBy(() -> XdpPort.open(Lab.FAR, XdpSettings.byFilters(2), List.of()))
                            .isInstanceOf(PortException.class).hasMessageStartingWith("lab1: ")
                            .hasMessageContaining("EBUSY, Device or resource busy");
                }
            }
        });
    }

    @Test
    void shouldRefuseInOneSentence() throws Exception {
        Lab.withCable(1, cable -> {
            assertThatThrownBy(() -> XdpPort.open("nowhere0", XdpSettings.byHost(), List.of()))
                    .isInstanceOf(PortException.class).hasMessageStartingWith("nowhere0: ")
                    .hasMessageContaining("there is no such interface here");
            assertThatThrownBy(() -> XdpPort.open(Lab.FAR, XdpSettings.byHost().withZeroCopy(), List.of()))
                    .isInstanceOf(PortException.class)
                    .hasMessageContaining("EOPNOTSUPP, Operation not supported; its driver has no zero copy");
            cable.links().setDown(Lab.FAR);
            assertThatThrownBy(() -> XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of()))
                    .isInstanceOf(PortException.class).hasMessageContaining("lab1 is down");
        });
    }

    /** A macvlan filters by address as a NIC does. */
    @Test
    void shouldHaveTheNicTakeTheAddressesOfItsFilters() throws Exception {
        Lab.withCable(1, cable -> {
            Link nic = Macvlans.add(cable.links(), "mac0", cable.links().get(Lab.NEAR));
            try (XdpPort port = XdpPort.open("mac0", XdpSettings.byFilters(2), List.of(FIRST.plus(7)))) {
                assertThat(port.mode()).startsWith("generic (native: EOPNOTSUPP").endsWith(", copy");
                assertThat(port.remarks()).containsExactly("the XDP program of mac0 runs " + port.mode());
                port.setFilters(swapped(0).subList(0, 1));
                assertThat(Macvlans.unicastAddresses(nic)).containsExactly(FIRST, FIRST.plus(7));
                assertThatIllegalArgumentException().isThrownBy(() -> port.setFilters(swapped(0)));
                assertThat(Macvlans.unicastAddresses(nic)).containsExactly(FIRST, FIRST.plus(7));
                port.setFilters(List.of(new ReceiveFilter(FIRST.plus(1), 5, 1)));
                assertThat(Macvlans.unicastAddresses(nic)).containsExactly(FIRST.plus(1), FIRST.plus(7));
                assertThat(cable.links().get("mac0").promiscuity()).isZero();
            }
            assertThat(Macvlans.unicastAddresses(nic)).isEmpty();
        });
    }

    @Test
    void shouldRefuseFiltersForQueuesThatAreNotThere() throws Exception {
        Lab.withCable(1, cable -> {
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byFilters(2), List.of())) {
                assertThatIllegalArgumentException()
                        .isThrownBy(() -> port.setFilters(List.of(new ReceiveFilter(FIRST, 5, 2))))
                        .withMessage("queue=2 of the filter for 00:15:5d:00:00:01: 0 to 1 expected");
            }
        });
    }
}
