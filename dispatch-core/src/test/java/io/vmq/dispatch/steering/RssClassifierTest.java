package io.vmq.dispatch.steering;

import static io.vmq.dispatch.steering.Packets.*;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vmq.dispatch.memory.Memory;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RssClassifierTest {

    private static final String NO_HASH = "none";
    private static final int RANDOM_FRAMES = 50_000;

    static Stream<Arguments> wholeFrames() {
        byte[] plain = join(SOURCE_6, DESTINATION_6);
        byte[] mobile = join(HOME, ROUTE);
        byte[] four = join(SOURCE_4, DESTINATION_4);
        byte[] ports = join(u16(SOURCE_PORT), u16(DESTINATION_PORT));
        byte[] home = join(HOME, DESTINATION_6);
        byte[] route = join(SOURCE_6, ROUTE);
        byte[] none = {};
        return Stream.of(
                // IPv4 by transport
                arguments("TCP", v4(ipv4(TCP, tcp())), "tcp-ipv4", join(four, ports)),
                arguments("UDP", v4(ipv4(UDP, udp())), "udp-ipv4", join(four, ports)),
                arguments("ICMP", v4(ipv4(ICMP, filled(8, 1))), "ipv4", four),
                arguments("AH in IPv4 is no extension header", v4(ipv4(AH, authentication(TCP), tcp())), "ipv4", four),
                arguments("TCP behind one option word", v4(ipv4(TCP, 0, 1, tcp())), "tcp-ipv4", join(four, ports)),
                arguments("TCP behind ten option words", v4(ipv4(TCP, 0, 10, tcp())), "tcp-ipv4", join(four, ports)),
                // IPv4 fragments
                arguments("do not fragment", v4(ipv4(TCP, 0x4000, 0, tcp())), "tcp-ipv4", join(four, ports)),
                arguments("first fragment", v4(ipv4(TCP, 0x2000, 0, tcp())), "ipv4", four),
                arguments("middle fragment", v4(ipv4(UDP, 0x2010, 0, udp())), "ipv4", four),
                arguments("last fragment", v4(ipv4(UDP, 0x0010, 0, udp())), "ipv4", four),
                // IPv4 that is wrong or ends early
                arguments("version 5", with(v4(ipv4(TCP, tcp())), 14, 0x55), NO_HASH, none),
                arguments("header length 4 words", with(v4(ipv4(TCP, tcp())), 14, 0x44), NO_HASH, none),
                arguments("total length 19", with(v4(ipv4(TCP, tcp())), 17, 19), NO_HASH, none),
                arguments("total length 23: padding is not TCP", with(v4(ipv4(TCP, tcp())), 17, 23), "ipv4", four),
                arguments("total length 24", with(v4(ipv4(TCP, tcp())), 17, 24), "tcp-ipv4", join(four, ports)),
                arguments("total length 0, as segmentation offload leaves it", with(v4(ipv4(TCP, tcp())), 17, 0),
                        "tcp-ipv4", join(four, ports)),
                arguments("options that the frame does not hold", with(v4(ipv4(ICMP, u16(1))), 14, 0x4F), NO_HASH,
                        none),
                // IPv6 by transport
                arguments("TCP over IPv6", v6(ipv6(TCP, tcp())), "tcp-ipv6", join(plain, ports)),
                arguments("UDP over IPv6", v6(ipv6(UDP, udp())), "udp-ipv6", join(plain, ports)),
                arguments("no next header", v6(ipv6(59)), "ipv6", plain),
                arguments("ESP hides the transport", v6(ipv6(ESP, filled(20, 1), tcp())), "ipv6", plain),
                arguments("IPv6 version 4", with(v6(ipv6(TCP, tcp())), 14, 0x45), NO_HASH, none),
                arguments("payload length 3", with(v6(ipv6(TCP, tcp())), 19, 3), "ipv6", plain),
                arguments("payload length 0", with(v6(ipv6(TCP, tcp())), 19, 0), "tcp-ipv6", join(plain, ports)),
                // IPv6 extension headers
                arguments("hop-by-hop", v6(ipv6(HOP_BY_HOP, options(TCP, 1), tcp())), "tcp-ipv6", join(plain, ports)),
                arguments("long destination options", v6(ipv6(DESTINATION_OPTIONS, options(UDP, 9), udp())), "udp-ipv6",
                        join(plain, ports)),
                arguments("routing type 0", v6(ipv6(ROUTING, routing(TCP, 0, ROUTE, HOME), tcp())), "tcp-ipv6",
                        join(plain, ports)),
                arguments("AH", v6(ipv6(AH, authentication(TCP), tcp())), "tcp-ipv6", join(plain, ports)),
                arguments("hop-by-hop, destination, routing, AH",
                        v6(ipv6(HOP_BY_HOP, options(DESTINATION_OPTIONS, 1), options(ROUTING, 2), routing(AH, 0, ROUTE),
                                authentication(UDP), udp())),
                        "udp-ipv6", join(plain, ports)),
                arguments("eight headers", v6(ipv6(HOP_BY_HOP, destinationChain(8), tcp())), "tcp-ipv6",
                        join(plain, ports)),
                arguments("nine headers", v6(ipv6(HOP_BY_HOP, destinationChain(9), tcp())), "ipv6", plain),
                arguments("extension longer than the packet", v6(ipv6(HOP_BY_HOP, options(TCP, 1))), "ipv6", plain),
                arguments("extension length that leads outside",
                        with(v6(ipv6(HOP_BY_HOP, options(TCP, 1), tcp())), 55, 255), "ipv6", plain),
                // IPv6 fragments
                arguments("first IPv6 fragment", v6(ipv6(FRAGMENT, fragment(TCP, 0, true), tcp())), "ipv6", plain),
                arguments("later IPv6 fragment", v6(ipv6(FRAGMENT, fragment(TCP, 100, false), tcp())), "ipv6", plain),
                arguments("fragment behind hop-by-hop",
                        v6(ipv6(HOP_BY_HOP, options(FRAGMENT, 1), fragment(UDP, 0, true), udp())), "ipv6", plain),
                arguments("home address behind the fragment header does not count",
                        v6(ipv6(FRAGMENT, fragment(DESTINATION_OPTIONS, 0, true), homeAddress(TCP), tcp())), "ipv6",
                        plain),
                // Mobile IPv6
                arguments("home address", v6(ipv6(DESTINATION_OPTIONS, homeAddress(TCP), tcp())), "tcp-ipv6-ex",
                        join(home, ports)),
                arguments("type 2 route", v6(ipv6(ROUTING, routing(UDP, 2, ROUTE), udp())), "udp-ipv6-ex",
                        join(route, ports)),
                arguments("home address and type 2 route",
                        v6(ipv6(ROUTING, routing(DESTINATION_OPTIONS, 2, ROUTE), homeAddress(TCP), tcp())),
                        "tcp-ipv6-ex",
                        join(mobile, ports)),
                arguments("home address of an ICMP packet",
                        v6(ipv6(DESTINATION_OPTIONS, homeAddress(58), filled(8, 0))),
                        "ipv6-ex", home),
                arguments("home address in every fragment",
                        v6(ipv6(DESTINATION_OPTIONS, homeAddress(FRAGMENT), fragment(TCP, 0, true), tcp())), "ipv6-ex",
                        home),
                arguments("type 2 route with two addresses is none",
                        v6(ipv6(ROUTING, routing(TCP, 2, ROUTE, HOME), tcp())), "tcp-ipv6", join(plain, ports)),
                arguments("home address of 15 bytes is none",
                        with(v6(ipv6(DESTINATION_OPTIONS, homeAddress(TCP), tcp())), 61, 15), "tcp-ipv6",
                        join(plain, ports)),
                arguments("home address in hop-by-hop is none", v6(ipv6(HOP_BY_HOP, homeAddress(TCP), tcp())),
                        "tcp-ipv6",
                        join(plain, ports)),
                // Ethernet
                arguments("VLAN", join(ethernet(0x8100), tag(7, 0x0800), ipv4(TCP, tcp())), "tcp-ipv4",
                        join(four, ports)),
                arguments("service VLAN and VLAN",
                        join(ethernet(0x88A8), tag(7, 0x8100), tag(8, 0x86DD), ipv6(UDP, udp())), "udp-ipv6",
                        join(plain, ports)),
                arguments("three tags", join(ethernet(0x88A8), tag(7, 0x8100), tag(8, 0x8100), tag(9, 0x0800),
                        ipv4(TCP, tcp())), NO_HASH, none),
                arguments("ARP", join(ethernet(0x0806), filled(28, 1)), NO_HASH, none),
                arguments("802.3 length", join(ethernet(38), filled(38, 0xAA)), NO_HASH, none),
                arguments("IPv6 in a frame that says IPv4", v4(ipv6(TCP, tcp())), NO_HASH, none));
    }

    @ParameterizedTest(name = "{0}: {2}")
    @MethodSource("wholeFrames")
    void shouldChooseTypeAndInputWithAllTypesEnabled(String name, byte[] frame, String type, byte[] input) {
        Answer answer = classify(frame, HashTypes.ALL);

        assertThat(answer.label()).isEqualTo(type);
        assertThat(answer.input()).isEqualTo(HexFormat.of().formatHex(input));
    }

    static Stream<Arguments> enabledTypes() {
        byte[] tcp = v4(ipv4(TCP, tcp()));
        byte[] udp = v4(ipv4(UDP, udp()));
        byte[] icmp = v4(ipv4(ICMP, filled(8, 0)));
        byte[] firstFragment = v4(ipv4(TCP, 0x2000, 0, tcp()));
        byte[] tcp6 = v6(ipv6(TCP, tcp()));
        byte[] fragment6 = v6(ipv6(FRAGMENT, fragment(TCP, 0, true), tcp()));
        byte[] home = v6(ipv6(DESTINATION_OPTIONS, homeAddress(TCP), tcp()));
        return Stream.of(
                arguments("ipv4", "TCP", tcp, "ipv4"),
                arguments("ipv4", "fragment", firstFragment, "ipv4"),
                arguments("tcp-ipv4", "TCP", tcp, "tcp-ipv4"),
                arguments("tcp-ipv4", "UDP", udp, NO_HASH),
                arguments("tcp-ipv4", "ICMP", icmp, NO_HASH),
                arguments("tcp-ipv4", "fragment", firstFragment, NO_HASH),
                arguments("tcp-ipv4", "TCP over IPv6", tcp6, NO_HASH),
                arguments("udp-ipv4", "UDP", udp, "udp-ipv4"),
                arguments("udp-ipv4", "TCP", tcp, NO_HASH),
                arguments("ipv4,tcp-ipv4", "TCP", tcp, "tcp-ipv4"),
                arguments("ipv4,tcp-ipv4", "UDP", udp, "ipv4"),
                arguments("ipv4,tcp-ipv4", "fragment", firstFragment, "ipv4"),
                arguments("tcp-ipv4,udp-ipv4", "ICMP", icmp, NO_HASH),
                arguments("ipv6,tcp-ipv6,udp-ipv6", "TCP", tcp, NO_HASH),
                arguments("tcp-ipv6", "fragment", fragment6, NO_HASH),
                arguments("ipv6", "fragment", fragment6, "ipv6"),
                arguments("ipv6", "TCP", tcp6, "ipv6"),
                arguments("udp-ipv6", "TCP", tcp6, NO_HASH),
                arguments("ipv6,tcp-ipv6", "home address without the extension types", home, "tcp-ipv6"),
                arguments("tcp-ipv6-ex", "TCP without extensions", tcp6, "tcp-ipv6-ex"),
                arguments("ipv6-ex", "TCP without extensions", tcp6, "ipv6-ex"),
                arguments("ipv6-ex,tcp-ipv6", "home address: extension types first", home, "ipv6-ex"),
                arguments("ipv6,tcp-ipv6-ex", "no extensions: plain types first", tcp6, "ipv6"),
                arguments("udp-ipv6-ex,tcp-ipv6", "home address: other family if the first gives none", home,
                        "tcp-ipv6"),
                arguments("tcp-ipv6-ex", "fragment", fragment6, NO_HASH),
                arguments("ipv6-ex", "fragment", fragment6, "ipv6-ex"));
    }

    @ParameterizedTest(name = "{0} enabled, {1}: {3}")
    @MethodSource("enabledTypes")
    void shouldHashByEnabledTypesOnly(String enabled, String name, byte[] frame, String type) {
        assertThat(classify(frame, HashTypes.parse(enabled)).label()).isEqualTo(type);
    }

    @Test
    void shouldNotHashAnythingWithoutTypes() {
        assertThat(classify(v4(ipv4(TCP, tcp())), HashTypes.NONE).label()).isEqualTo(NO_HASH);
    }

    static Stream<Arguments> snappedFrames() {
        return Stream.of(
                // name, frame, bytes from which addresses are hashed, bytes from which ports are hashed
                arguments("IPv4 TCP", v4(ipv4(TCP, tcp())), 34, 38),
                arguments("IPv4 UDP with options", v4(ipv4(UDP, 0, 3, udp())), 34, 50),
                arguments("VLAN IPv4 TCP", join(ethernet(0x8100), tag(1, 0x0800), ipv4(TCP, tcp())), 38, 42),
                arguments("IPv6 TCP", v6(ipv6(TCP, tcp())), 54, 58),
                arguments("IPv6 UDP behind 24 bytes", v6(ipv6(AH, authentication(UDP), udp())), 54, 82),
                arguments("QinQ IPv6 TCP", join(ethernet(0x88A8), tag(1, 0x8100), tag(2, 0x86DD), ipv6(TCP, tcp())), 62,
                        66));
    }

    @ParameterizedTest(name = "{0}: addresses from {2} bytes, ports from {3}")
    @MethodSource("snappedFrames")
    void shouldFallBackToWhatASnappedFrameHolds(String name, byte[] frame, int addressesFrom, int portsFrom) {
        for (int stored = 14; stored <= frame.length; stored++) {
            String label = classify(frame, stored, HashTypes.ALL).label();
            String expected = stored < addressesFrom ? NO_HASH : stored < portsFrom ? "ip" : "p-ip";
            assertThat(label).as("%d bytes", stored).contains(expected);
            assertThat(label.contains("p-")).as("%d bytes", stored).isEqualTo(stored >= portsFrom);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wholeFrames")
    void shouldReadNoFurtherThanTheStoredBytes(String name, byte[] frame, String type, byte[] input) {
        for (int stored = 0; stored <= frame.length; stored++) {
            Answer alone = classify(frame, stored, HashTypes.ALL);
            RssClassifier classifier = new RssClassifier(HashTypes.ALL);
            assertThat(classifier.classify(Memory.copyOf(frame), 0, stored)).as("%d bytes", stored)
                    .isEqualTo(alone.packed());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4})
    void shouldAgreeWithTheRulesOnRandomAndDamagedFrames(long seed) {
        Random random = new Random(seed);
        RandomPackets packets = new RandomPackets(seed);
        for (int i = 0; i < RANDOM_FRAMES; i++) {
            byte[] frame = packets.damaged();
            HashTypes types = random.nextBoolean() ? HashTypes.ALL : new HashTypes(random.nextInt(512));
            Answer answer = classify(frame, types);
            ReferenceClassifier.@Nullable Answer expected = ReferenceClassifier.classify(frame, types);

            assertThat(answer.label()).as("seed %d, frame %d", seed, i)
                    .isEqualTo(expected == null ? NO_HASH : expected.type().label());
            assertThat(answer.input()).as("seed %d, frame %d", seed, i)
                    .isEqualTo(expected == null ? "" : expected.input());
        }
    }

    private record Answer(long packed, String label, String input) {}

    private static Answer classify(byte[] frame, HashTypes types) {
        return classify(frame, frame.length, types);
    }

    private static Answer classify(byte[] frame, int stored, HashTypes types) {
        Memory memory = atEndOfMemory(frame, stored);
        long packed = new RssClassifier(types).classify(memory, 0, stored);
        if (packed == HashInput.NONE) {
            return new Answer(packed, NO_HASH, "");
        }
        HashType type = HashType.at(HashInput.type(packed));
        int addressBytes = HashType.isIpv4(type.index()) ? 4 : 16;
        byte[] ports = HashInput.ports(packed) == 0 ? new byte[0] : slice(memory, HashInput.ports(packed), 4);
        byte[] input = join(slice(memory, HashInput.source(packed), addressBytes),
                slice(memory, HashInput.destination(packed), addressBytes), ports);
        return new Answer(packed, type.label(), HexFormat.of().formatHex(input));
    }

    private static byte[] slice(Memory memory, int from, int length) {
        byte[] slice = new byte[length];
        memory.get(from, slice, 0, length);
        return slice;
    }

    private static byte[] v4(byte[] packet) {
        return join(ethernet(0x0800), packet);
    }

    private static byte[] v6(byte[] packet) {
        return join(ethernet(0x86DD), packet);
    }

    private static byte[] destinationChain(int headers) {
        byte[] chain = {};
        for (int i = 0; i < headers; i++) {
            chain = join(chain, options(i == headers - 1 ? TCP : DESTINATION_OPTIONS, 1));
        }
        return chain;
    }

    private static byte[] with(byte[] frame, int at, int value) {
        byte[] changed = frame.clone();
        changed[at] = (byte) value;
        return changed;
    }
}
