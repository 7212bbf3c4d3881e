package io.vmq.nic.vxlan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.PortQueue;
import io.vmq.nic.port.SteeredBy;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameTag;
import io.vmq.nic.traffic.Traffic;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.nic.traffic.Transport;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Frames through real sockets on loopback. */
class VxlanPortTest {

    private static final long SEED = 20_260;
    /** 1,000,000 with -Dvxlan.frames=1000000. */
    private static final long FRAMES = Long.getLong("vxlan.frames", 100_000);
    private static final int SLOTS = 4_096;
    private static final int SOCKET_BYTES = 32 << 20;
    /** What the smallest socket that may be had without privileges holds, with room to spare. */
    private static final int CHUNK = 64;

    /** Two of the VMs have a VLAN, and one of those has no filter. */
    private static TrafficModel model(String sizes) {
        List<VirtualMachine> vms = new ArrayList<>(Traffic.vms(8, VirtualMachine.NO_VLAN));
        vms.set(6, new VirtualMachine("vm7", vms.get(6).mac(), 7));
        vms.set(7, new VirtualMachine("vm8", vms.get(7).mac(), 8));
        return Traffic.model(vms, 64, sizes, "poisson", "uniform", 1e5, Transport.UDP);
    }

    private static List<ReceiveFilter> filters(List<VirtualMachine> vms) {
        List<ReceiveFilter> filters = new ArrayList<>();
        for (int vm = 0; vm < vms.size() - 1; vm++) {
            filters.add(new ReceiveFilter(vms.get(vm).mac(), Math.max(0, vms.get(vm).vlan()), vm + 1));
        }
        return filters;
    }

    /** Follows the tags of what arrives: order, gaps and how many came of each flow. */
    private static final class FlowBook implements Loopback.Taker {

        private final int[] next;
        private final long[] perVm = new long[8];
        private final FilterTable table;
        private final int flowsPerVm;
        private long behind;
        private long gaps;
        private int wrongQueue;

        FlowBook(TrafficModel model, Source source) {
            next = new int[source.flowCount()];
            table = new FilterTable(filters(model.receivers().vms()));
            flowsPerVm = model.receivers().flowsPerVm();
        }

        @Override
        public void take(Memory memory, int storedBytes, PortQueue queue) {
            long tag = FrameTag.read(memory, 0, storedBytes);
            assertThat(tag).as("every frame carries a tag, seed %d", SEED).isNotEqualTo(FrameTag.NONE);
            int flow = (int) tag;
            int sequence = (int) (tag >>> Integer.SIZE);
            behind += sequence < next[flow] ? 1 : 0;
            gaps += Math.max(0, sequence - next[flow]);
            next[flow] = Math.max(next[flow], sequence + 1);
            int vm = flow / flowsPerVm;
            perVm[vm]++;
            int expectedQueue = vm == 7 ? 0 : vm + 1;
            wrongQueue += table.queueFor(memory, 0, storedBytes) == expectedQueue ? 0 : 1;
            assertThat(queue.lengthBytes()).isEqualTo(Math.max(64, storedBytes + 4));
        }
    }

    @Test
    void shouldDeliverEveryFrameOnceInTheOrderOfItsFlowToTheQueueOfItsInnerMac() throws PortException {
        TrafficModel model = model("64:5,570:3,1518:2,9216:1");
        EmulatedSource source = new EmulatedSource(model, SEED);
        FlowBook book = new FlowBook(model, source);
        try (Loopback loopback = new Loopback(2, SLOTS, SOCKET_BYTES)) {
            loopback.pass(source, FRAMES, CHUNK, book);

            assertThat(loopback.received() + loopback.port.lostFrames()).isEqualTo(loopback.sent());
            assertThat(book.behind).as("out of order, seed %d", SEED).isZero();
            assertThat(book.wrongQueue).as("not the queue of the inner MAC, seed %d", SEED).isZero();
            assertThat(Arrays.stream(book.perVm).sum()).isEqualTo(loopback.received());
            assertThat(book.gaps).isLessThanOrEqualTo(loopback.port.lostFrames());
            assertThat(loopback.received()).isGreaterThan(FRAMES / 2);
            assertThat(loopback.port.unwanted().total()).isZero();
            assertThat(loopback.sender.failedFrames()).isZero();
            assertThat(loopback.port.failure()).isNull();
            assertThat(loopback.port.steeredBy()).isEqualTo(SteeredBy.HOST);
        }
    }

    /** Nobody reads: ring and socket fill up, the kernel drops, and no frame is unaccounted for. */
    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void shouldAccountForEveryFrameThatFoundNoRoom(ChannelKind kind) throws PortException {
        TrafficModel model = model("64");
        EmulatedSource source = new EmulatedSource(model, SEED);
        FlowBook book = new FlowBook(model, source);
        try (Loopback loopback = new Loopback(2, 100, 1 << 16, kind)) {
            loopback.pass(source, 50_000, Integer.MAX_VALUE, book);

            assertThat(loopback.port.lostFrames()).isGreaterThan(10_000);
            assertThat(loopback.received()).isPositive();
            assertThat(loopback.received() + loopback.port.lostFrames()).isEqualTo(loopback.sent());
            assertThat(book.behind).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource(ChannelKind.class)
    void shouldDeliverFramesByteForByteWithAnyKindOfChannel(ChannelKind kind) throws PortException {
        EmulatedSource source = new EmulatedSource(model("64:1,1518:1,9216:1"), SEED);
        List<String> sums = new ArrayList<>();
        List<String> expected = new ArrayList<>();
        FrameBatch batch = FrameBatch.of(source, 16);
        try (Loopback loopback = new Loopback(1, SLOTS, SOCKET_BYTES, kind)) {
            PortQueue queue = loopback.port.queue(0);
            Memory frame = Memory.allocate(9_216);
            for (int round = 0; round < 100; round++) {
                source.fill(batch, Source.NEVER - 1);
                for (int i = 0; i < batch.count(); i++) {
                    expected.add(text(batch.memory(), batch.address(i), batch.storedBytes(i)));
                }
                assertThat(loopback.sender.send(batch, 0)).isEqualTo(batch.count());
                for (int waits = 0; sums.size() < expected.size() && waits < 100; waits++) {
                    loopback.port.await(50);
                    while (queue.next()) {
                        int bytes = queue.copyTo(frame, 0, 9_216);
                        sums.add(text(frame, 0, bytes));
                        assertThat(queue.stampNs()).isGreaterThan(1_700_000_000_000_000_000L);
                    }
                }
            }
            // Between flows there is no order, but one channel and one sender's socket each keep theirs.
            assertThat(sums).as("%s, seed %d", kind, SEED).containsExactlyInAnyOrderElementsOf(expected);
            assertThat(loopback.port.lostFrames()).isZero();
            assertThat(loopback.port.channelCount()).isEqualTo(1);
            assertThat(loopback.port.socketBytes()).isPositive();
            assertThat(loopback.port.remarks()).singleElement().asString().startsWith("1 socket for UDP port "
                    + loopback.port.localAddress().getPort() + " may hold " + loopback.port.socketBytes() + " bytes");
        }
    }

    private static String text(Memory memory, long at, int bytes) {
        byte[] copy = new byte[bytes];
        memory.get(at, copy, 0, bytes);
        return bytes + ":" + Arrays.hashCode(copy);
    }

    @Test
    void shouldCountWhatIsNoFrameOfItsNetworkAndDeliverTheRest() throws PortException, IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        long[] sent = new long[4];
        int received = 0;
        try (Loopback loopback = new Loopback(2, SLOTS, SOCKET_BYTES);
                DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            PortQueue queue = loopback.port.queue(0);
            for (int round = 0; round < 5_000; round++) {
                int kind = random.nextInt(4);
                byte[] datagram = datagram(kind, random);
                socket.send(new DatagramPacket(datagram, datagram.length, loopback.port.localAddress()));
                sent[kind]++;
                for (int waits = 0; received < sent[3] && waits < 500; waits++) {
                    loopback.port.await(10);
                    while (queue.next()) {
                        received++;
                    }
                }
            }
            UnwantedDatagrams all = new UnwantedDatagrams(sent[0], sent[1], sent[2]);
            for (int waits = 0; loopback.port.unwanted().total() < all.total() && waits < 500; waits++) {
                loopback.port.await(10);
            }
            assertThat(received).as("seed %d", SEED).isEqualTo((int) sent[3]);
            assertThat(loopback.port.unwanted()).as("seed %d", SEED).isEqualTo(all);
            assertThat(loopback.port.remarks().getLast()).isEqualTo("of the datagrams that came to UDP port %d %d were "
                    + "of other VNIs than %d, %d no VXLAN and %d without a frame; they count nowhere else",
                    loopback.port.localAddress().getPort(), sent[1], Loopback.VNI, sent[0], sent[2]);
            assertThat(loopback.port.lostFrames()).isZero();
            assertThat(loopback.port.failure()).isNull();
        }
    }

    /** 0: no VXLAN, 1: another network, 2: no frame inside, 3: a frame; what is reserved holds random bits. */
    private static byte[] datagram(int kind, SplittableRandom random) {
        int frameBytes = switch (kind) {
            case 2 -> random.nextBoolean() ? random.nextInt(14) : 9_213 + random.nextInt(2_000);
            default -> 14 + random.nextInt(random.nextInt(20) == 0 ? 9_199 : 200);
        };
        byte[] bytes = new byte[8 + frameBytes];
        random.nextBytes(bytes);
        int vni = kind == 1 ? Loopback.VNI ^ 1 << random.nextInt(24) : Loopback.VNI;
        ByteBuffer.wrap(bytes).putInt(random.nextInt() | 0x0800_0000).putInt(vni << 8 | random.nextInt(256));
        if (kind != 0) {
            return bytes;
        }
        bytes[0] &= ~8;
        return Arrays.copyOf(bytes, random.nextBoolean() ? random.nextInt(8) : bytes.length);
    }

    @Test
    void shouldSaySoIfThePortBelongsToAnother() throws IOException {
        try (DatagramSocket other = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            InetSocketAddress taken = (InetSocketAddress) other.getLocalSocketAddress();
            assertThatThrownBy(() -> VxlanPort.open(VxlanSettings.of(taken, 1)).close())
                    .isInstanceOf(PortException.class).hasMessageContaining("UDP port " + taken.getPort())
                    .hasMessageContaining("cannot be opened");
        }
    }

    /** Whoever shares the port would take a part of the frames. */
    @Test
    void shouldNotShareItsPortWithAnotherRun() throws PortException {
        try (VxlanPort first = VxlanPort
                .open(VxlanSettings.of(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1))) {
            VxlanSettings same = VxlanSettings.of(first.localAddress(), 1);

            assertThatThrownBy(() -> VxlanPort.open(same).close()).isInstanceOf(PortException.class)
                    .hasMessageContaining("cannot be opened");
        }
    }

    @Test
    void shouldCountRefusalsOfAPeerThatDoesNotListen() throws PortException, IOException {
        InetSocketAddress nobody;
        try (DatagramSocket gone = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            nobody = (InetSocketAddress) gone.getLocalSocketAddress();
        }
        EmulatedSource source = new EmulatedSource(model("64"), SEED);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        try (VxlanSender sender = VxlanSender.open(nobody, 1)) {
            for (int round = 0; round < 100; round++) {
                source.fill(batch, Source.NEVER - 1);
                sender.send(batch, 0);
            }
            assertThat(sender.failedFrames()).isPositive();
        }
    }

    @Test
    void shouldRefuseSettingsThatCannotBe() {
        InetSocketAddress local = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        assertThatThrownBy(() -> VxlanSettings.of(local, 1 << 24)).hasMessageContaining("VNI 16777216");
        assertThatThrownBy(() -> new VxlanSettings(local, 0, 0, 1, 1)).hasMessageContaining("channels=0");
        assertThatThrownBy(() -> VxlanSender.open(InetSocketAddress.createUnresolved("no.such.host.invalid", 1), 1))
                .isInstanceOf(PortException.class).hasMessageContaining("no.such.host.invalid");
    }

    @Test
    void shouldTakeTheOuterPortFromTheFlowAndSpreadOverAllOfThem() {
        EmulatedSource source = new EmulatedSource(model("64"), SEED);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        int[] hashes = new int[source.flowCount()];
        boolean[] known = new boolean[source.flowCount()];
        int[] flowsOf = new int[16];
        for (int round = 0; round < 500; round++) {
            source.fill(batch, Source.NEVER - 1);
            for (int i = 0; i < batch.count(); i++) {
                int hash = InnerFlow.hash(batch.memory(), batch.address(i), batch.storedBytes(i));
                int flow = batch.flow(i);
                assertThat(known[flow] ? hashes[flow] : hash).isEqualTo(hash);
                flowsOf[hash >>> 28] += known[flow] ? 0 : 1;
                hashes[flow] = hash;
                known[flow] = true;
            }
        }
        // 512 flows over 16 sockets: 32 each, with a deviation of 5.5.
        assertThat(Arrays.stream(flowsOf).boxed().toList()).as("flows per socket, seed %d", SEED)
                .allMatch(flows -> flows > 8 && flows < 64);
    }
}
