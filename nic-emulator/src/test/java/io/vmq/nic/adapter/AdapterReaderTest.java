package io.vmq.nic.adapter;

import static io.vmq.nic.adapter.ImitatedDriver.structure;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.adapter.Channels.Counts;
import io.vmq.nic.adapter.Offloads.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AdapterReaderTest {

    private static final String UNSUPPORTED = "EOPNOTSUPP, Operation not supported";

    @TempDir
    private Path root = Path.of("");

    private Adapter read(ImitatedDriver driver) {
        return new AdapterReader(driver, root).read(ImitatedDriver.NAME);
    }

    private static <T> T told(Reported<T> reported) {
        return reported.value().orElseThrow(() -> new AssertionError(reported.toString()));
    }

    /** Tables and keys as ixgbe, i40e, mlx5 and others have them. */
    @ParameterizedTest(name = "{0} entries, key of {1} bytes, function bits {2}, transform bits {3}")
    @CsvSource({"128, 40, 1, 0, toeplitz, none", "512, 52, 1, 0, toeplitz, none",
        "512, 52, 1, 1, toeplitz, symmetric-xor",
        "128, 40, 1, 2, toeplitz, symmetric-or-xor", "128, 40, 2, 0, xor, none", "64, 40, 4, 0, crc32, none",
        "128, 40, 0, 0, none, none", "16, 40, 8, 0, unknown (bits 0x8), none",
        "16, 40, 3, 4, unknown (bits 0x3), unknown (bits 0x4)", "128, 0, 1, 0, toeplitz, none",
        "0, 0, 1, 0, toeplitz, none"})
    void shouldReadTableKeyFunctionAndTransform(int entries, int keyBytes, int functionBits, int transformBits,
            String function, String transform) {
        long seed = 7L + entries + keyBytes;
        Random random = new Random(seed);
        int[] table = random.ints(entries, 0, 64).toArray();
        byte[] key = new byte[keyBytes];
        random.nextBytes(key);

        RssReport rss = told(read(new ImitatedDriver().withRss(table, key, functionBits, transformBits)).rss());

        assertThat(rss.table()).as("seed %d", seed).containsExactlyElementsOf(IntStream.of(table).boxed().toList());
        assertThat(rss.key()).isEqualTo(HexFormat.ofDelimiter(":").formatHex(key));
        assertThat(rss.keyBytes()).isEqualTo(keyBytes);
        assertThat(rss.function()).isEqualTo(function);
        assertThat(rss.transform()).isEqualTo(transform);
    }

    @Test
    void shouldRefuseAnAnswerThatIsCutAtAnyByte() {
        byte[] whole = structure(24 + 4 * 4 + 6).putInt(8, 4).putInt(12, 6).array();

        for (int bytes = 0; bytes < whole.length; bytes++) {
            AnswerBytes cut = new AnswerBytes("ETHTOOL_GRSSH", Arrays.copyOf(whole, bytes));
            assertThatThrownBy(() -> RssReport.parse(cut)).isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("the answer to ETHTOOL_GRSSH is cut: " + bytes + " bytes, at least ");
        }
        assertThat(RssReport.parse(new AnswerBytes("ETHTOOL_GRSSH", whole)).table()).hasSize(4);
    }

    @Test
    void shouldCallSizesThatNoDriverHasNotReported() {
        ByteBuffer huge = structure(24).putInt(8, 1 << 30).putInt(12, 40);

        assertThat(read(new ImitatedDriver().answering(0x46, huge)).rss()).isEqualTo(Reported.nothing(
                "the answer to ETHTOOL_GRSSH says 1073741824 at byte 8, at most 65536 expected"));
    }

    @Test
    void shouldSayOfEverythingThatItIsNotReportedWhereTheDriverKnowsNothing() {
        Adapter adapter = read(new ImitatedDriver());

        assertThat(List.of(adapter.mac(), adapter.mtuBytes(), adapter.flags(), adapter.link(), adapter.speed(),
                adapter.driver(), adapter.channels(), adapter.rxRings(), adapter.rings(), adapter.rss(),
                adapter.offloads(), adapter.coalescing(), adapter.stamping()))
                .containsOnly(Reported.nothing(UNSUPPORTED));
        assertThat(adapter.hashFields()).containsOnlyKeys("tcp4", "udp4", "tcp6", "udp6", "ip4", "ip6")
                .allSatisfy((_, fields) -> assertThat(fields).isEqualTo(Reported.nothing(UNSUPPORTED)));
        assertThat(adapter.interrupts()).isEqualTo(Reported.nothing("the kernel shows no device behind it"));
    }

    @ParameterizedTest
    @CsvSource({"1, 'EPERM, Operation not permitted'", "19, 'ENODEV, No such device'", "61, errno 61"})
    void shouldKeepTheSystemsAnswer(int errno, String answer) {
        assertThat(read(new ImitatedDriver().failing(0x46, errno)).rss().text(RssReport::toString))
                .isEqualTo("not reported (" + answer + ")");
    }

    @Test
    void shouldReadWhatNetdeviceTells() {
        Adapter adapter = read(new ImitatedDriver().asked(0x8913, structure(24).putShort((short) 0x1103))
                .asked(0x8921, structure(24).putInt(9000))
                .asked(0x8927, structure(24).putShort((short) 1).put(HexFormat.of().parseHex("00155d00ab01"))));

        assertThat(adapter.index()).isEqualTo(ImitatedDriver.INDEX);
        assertThat(told(adapter.flags())).isEqualTo(new Flags(true, false, true));
        assertThat(told(adapter.promiscuity())).isEqualTo(ImitatedDriver.PROMISCUITY);
        assertThat(told(adapter.mtuBytes())).isEqualTo(9000);
        assertThat(told(adapter.mac())).isEqualTo("00:15:5d:00:ab:01");
    }

    @Test
    void shouldReadDriverChannelsRingsCoalescingAndStamps() {
        ByteBuffer driver = structure(196).put(4, text("ixgbe")).put(36, text("6.18.0")).put(68, text("0x80000d2a"))
                .put(100, text("0000:01:00.1"));
        Adapter adapter = read(new ImitatedDriver().answering(0x03, driver)
                .answering(0x3c, structure(36).putInt(4, 1).putInt(8, 2).putInt(12, 3).putInt(16, 63).putInt(20, 4)
                        .putInt(24, 5).putInt(28, 6).putInt(32, 8))
                .answering(0x10, structure(36).putInt(4, 4096).putInt(16, 2048).putInt(20, 512).putInt(32, 256))
                .answering(0x0e, structure(92).putInt(4, 50).putInt(8, 64).putInt(40, 1))
                .answering(0x41, structure(44).putInt(4, 0x5f).putInt(8, 2))
                .answering(0x2d, structure(192).putLong(8, 8))
                .answering(0x0a, structure(8).putInt(4, 1)));

        assertThat(told(adapter.driver())).isEqualTo(new DriverInfo("ixgbe", "6.18.0", "0x80000d2a", "0000:01:00.1"));
        assertThat(told(adapter.channels())).isEqualTo(new Channels(new Counts(1, 2, 3, 63), new Counts(4, 5, 6, 8)));
        assertThat(told(adapter.rings())).isEqualTo(new RingSizes(512, 4096, 256, 2048));
        assertThat(told(adapter.coalescing())).isEqualTo(new Coalescing(50, 64, true));
        assertThat(told(adapter.stamping())).isEqualTo(new Stamping(true, true, true, true, 2));
        assertThat(told(adapter.rxRings())).isEqualTo(8);
        assertThat(told(adapter.link())).isTrue();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** As the kernel answers for veth: flags 0x1a, no clock. */
    @Test
    void shouldNotTakeSoftwareStampsForHardwareOnes() {
        Adapter adapter = read(new ImitatedDriver().answering(0x41, structure(44).putInt(4, 0x1a).putInt(8, -1)));

        assertThat(told(adapter.stamping())).isEqualTo(new Stamping(false, true, false, true, Stamping.NO_CLOCK));
    }

    @ParameterizedTest
    @CsvSource({"10000, 1, true", "100000, 1, true", "10, 0, false"})
    void shouldReadTheSpeedInTwoQuestions(int mbps, int duplex, boolean full) {
        ByteBuffer settings = structure(48 + 3 * 4 * 4).putInt(4, mbps).put(8, (byte) duplex).put(15, (byte) 4);

        assertThat(told(read(new ImitatedDriver().answering(0x4c, settings)).speed()))
                .isEqualTo(new LinkSpeed(mbps, full));
    }

    @Test
    void shouldNotGuessASpeedThatTheDriverDoesNotKnow() {
        ByteBuffer settings = structure(48 + 3 * 4 * 4).putInt(4, -1).put(8, (byte) 0xFF).put(15, (byte) 4);

        assertThat(read(new ImitatedDriver().answering(0x4c, settings)).speed().text(LinkSpeed::toString))
                .isEqualTo("not reported (the driver calls it unknown, as most do while the link is down)");
    }

    @Test
    void shouldReadWhatIsHashedByKindOfPacket() {
        Adapter adapter = read(new ImitatedDriver().hashing(0x01, 0xF0).hashing(0x02, 0x30).hashing(0x10, 0)
                .hashing(0x05, 1L << 31 | 1L << 40 | 0x02));

        assertThat(hashed(adapter, "tcp4").fields()).containsExactly("src-ip", "dst-ip", "src-port", "dst-port");
        assertThat(hashed(adapter, "tcp4").hasPorts()).isTrue();
        assertThat(hashed(adapter, "udp4").fields()).containsExactly("src-ip", "dst-ip");
        assertThat(hashed(adapter, "udp4").hasPorts()).isFalse();
        assertThat(hashed(adapter, "ip4").fields()).isEmpty();
        assertThat(hashed(adapter, "tcp6").fields()).containsExactly("dst-mac", "discard", "bit-40");
        assertThat(adapter.hashFields().get("udp6")).isEqualTo(Reported.nothing(UNSUPPORTED));
    }

    private static HashFields hashed(Adapter adapter, String flow) {
        return told(adapter.hashFields().getOrDefault(flow, Reported.nothing("no such kind of packet")));
    }

    /** Features 14 and 40 stand in different words; 40 is on for good. */
    @Test
    void shouldReadOffloadsByTheKernelsNames() {
        Adapter adapter = read(new ImitatedDriver().withFeatures(
                Map.of(14, "rx-gro", 15, "rx-lro", 40, "rx-hashing", 41, "rx-gro-hw"), 42,
                1L << 14 | 1L << 15 | 1L << 40, 1L << 14 | 1L << 40, 1L << 40));

        Offloads offloads = told(adapter.offloads());
        assertThat(offloads.states()).containsExactly(Map.entry("rx-gro", new State(true, true)),
                Map.entry("rx-lro", new State(false, true)), Map.entry("rx-hashing", new State(true, false)),
                Map.entry("rx-gro-hw", new State(false, false)));
        assertThat(offloads.isOn("rx-gro")).isTrue();
        assertThat(offloads.isOn("rx-udp-gro-forwarding")).isFalse();
    }

    @Test
    void shouldFindInterruptsAndNodeByThePlaceOnTheBus() throws IOException {
        write("sys/bus/pci/devices/0000:01:00.1/numa_node", "1\n");
        write("sys/bus/pci/devices/0000:01:00.1/msi_irqs/45", "msix\n");
        write("sys/bus/pci/devices/0000:01:00.1/msi_irqs/46", "msix\n");
        write("proc/interrupts", """
                           CPU0       CPU1
                 45:         12          0   PCI-MSIX-0000:01:00.1    0-edge      eth7-TxRx-0
                NMI:          0          0   Non-maskable interrupts
                """);
        write("proc/irq/45/smp_affinity_list", "0-3,8\n");
        write("proc/irq/45/effective_affinity_list", "2\n");

        Adapter adapter = read(new ImitatedDriver().answering(0x03, structure(196).put(100, text("0000:01:00.1"))));

        assertThat(told(adapter.numaNode())).isEqualTo(1);
        assertThat(told(adapter.interrupts())).containsExactly(new Interrupt(45, "eth7-TxRx-0", "0-3,8", "2"),
                new Interrupt(46, "", "", ""));
        assertThat(told(adapter.interrupts()).getFirst().cpus()).isEqualTo("2");
    }

    /** In another network namespace /sys/class/net may show somebody else's interface of the same name. */
    @ParameterizedTest
    @CsvSource({"3, 00:15:5d:00:ab:01, true", "4, 00:15:5d:00:ab:01, false", "3, 00:15:5d:00:ab:02, false"})
    void shouldTrustFilesByNameOnlyIfTheyAreOfThisInterface(int index, String address, boolean same)
            throws IOException {
        write("sys/class/net/eth7/ifindex", index + "\n");
        write("sys/class/net/eth7/address", address + "\n");
        write("sys/class/net/eth7/device/numa_node", "0\n");

        Adapter adapter = read(new ImitatedDriver().asked(0x8927,
                structure(24).putShort((short) 1).put(HexFormat.of().parseHex("00155d00ab01"))));

        assertThat(adapter.numaNode().value().isPresent()).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../../../etc", "0000:01:00.1/..", "usb-0000:00:14.0-1", ""})
    void shouldNotFollowABusThatIsNoPlaceOnThePciBus(String bus) throws IOException {
        write("sys/bus/pci/devices/numa_node", "1\n");

        Adapter adapter = read(new ImitatedDriver().answering(0x03, structure(196).put(100, text(bus))));

        assertThat(adapter.numaNode()).isEqualTo(Reported.nothing("the kernel shows no device behind it"));
    }

    @Test
    void shouldReadTheNamesOfANetDevFile() {
        assertThat(KernelAdapters.namesIn(List.of("Inter-|   Receive", " face |bytes    packets",
                "    lo:  796600    9910    0", "eth0.100: 1 2 3", " wlp0s20f3:0 0"))).containsExactly("lo", "eth0.100",
                        "wlp0s20f3");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
