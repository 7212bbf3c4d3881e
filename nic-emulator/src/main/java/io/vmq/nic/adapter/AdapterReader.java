package io.vmq.nic.adapter;

import io.vmq.nic.adapter.Adapter.Flags;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.InterfaceRequests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Asks an interface everything that an {@link Adapter} holds. What the system refuses, and what it answers in a form that
 * linux/ethtool.h does not allow, is "not reported" with that reason. Changes nothing. For one thread.
 */
public final class AdapterReader {

    private static final long SIOCGIFFLAGS = 0x8913;
    private static final long SIOCGIFMTU = 0x8921;
    private static final long SIOCGIFHWADDR = 0x8927;

    private static final int GDRVINFO = 0x03;
    private static final int GLINK = 0x0a;
    private static final int GCOALESCE = 0x0e;
    private static final int GRINGPARAM = 0x10;
    private static final int GSTRINGS = 0x1b;
    private static final int GRXFH = 0x29;
    private static final int GRXRINGS = 0x2d;
    private static final int GSSET_INFO = 0x37;
    private static final int GFEATURES = 0x3a;
    private static final int GCHANNELS = 0x3c;
    private static final int GET_TS_INFO = 0x41;
    private static final int GRSSH = 0x46;
    private static final int GLINKSETTINGS = 0x4c;

    private static final int VALUE_BYTES = 8;
    private static final int FEATURE_NAMES = 4;
    private static final int MAC_BYTES = 6;
    private static final int MAX_RINGS = 1 << 16;

    /** Kinds of packets as ethtool names them, and the numbers of linux/ethtool.h. */
    private static final Map<String, Integer> FLOW_TYPES = flowTypes();

    private final AdapterSystem system;
    private final Path root;

    /**
     * @param root
     *            the folder in which proc and sys stand
     */
    public AdapterReader(AdapterSystem system, Path root) {
        this.system = system;
        this.root = root;
    }

    private static Map<String, Integer> flowTypes() {
        Map<String, Integer> types = new LinkedHashMap<>();
        types.put("tcp4", 0x01);
        types.put("udp4", 0x02);
        types.put("tcp6", 0x05);
        types.put("udp6", 0x06);
        types.put("ip4", 0x10);
        types.put("ip6", 0x11);
        return types;
    }

    /** Names of the interfaces, in the system's order. */
    public List<String> names() {
        return system.names();
    }

    /** Whether there is an interface of that name. */
    public boolean exists(String name) {
        return system.names().contains(name);
    }

    /** What an interface that exists says. */
    public Adapter read(String name) {
        Reported<String> mac = netdevice(name, SIOCGIFHWADDR, "SIOCGIFHWADDR", AdapterReader::mac);
        Reported<DriverInfo> driver = ethtool(name, GDRVINFO, "ETHTOOL_GDRVINFO", DriverInfo.BYTES, DriverInfo::parse);
        int index = system.index(name);
        DeviceFiles files = new DeviceFiles(root, name, index, mac.value().orElse(""),
                driver.value().map(DriverInfo::bus).orElse(""));
        return new Adapter(name, index, mac,
                netdevice(name, SIOCGIFMTU, "SIOCGIFMTU", answer -> answer.i32(0)),
                netdevice(name, SIOCGIFFLAGS, "SIOCGIFFLAGS", Flags::parse),
                system.promiscuity(name),
                ethtool(name, GLINK, "ETHTOOL_GLINK", VALUE_BYTES, answer -> answer.i32(4) != 0),
                speed(name), driver, files.numaNode(),
                ethtool(name, GCHANNELS, "ETHTOOL_GCHANNELS", Channels.BYTES, Channels::parse),
                ethtool(name, GRXRINGS, "ETHTOOL_GRXRINGS", HashFields.BYTES, answer -> answer.count(8, MAX_RINGS)),
                ethtool(name, GRINGPARAM, "ETHTOOL_GRINGPARAM", RingSizes.BYTES, RingSizes::parse),
                rss(name), hashFields(name), offloads(name),
                ethtool(name, GCOALESCE, "ETHTOOL_GCOALESCE", Coalescing.BYTES, Coalescing::parse),
                ethtool(name, GET_TS_INFO, "ETHTOOL_GET_TS_INFO", Stamping.BYTES, Stamping::parse),
                files.interrupts());
    }

    private static String mac(AnswerBytes answer) {
        return HexFormat.ofDelimiter(":").formatHex(answer.bytes(Short.BYTES, MAC_BYTES));
    }

    /** Two questions: how long the masks are, then all; the first is answered with the length times -1. */
    private Reported<LinkSpeed> speed(String name) {
        String command = "ETHTOOL_GLINKSETTINGS";
        return ask(name, command, request(GLINKSETTINGS, LinkSpeed.BYTES),
                answer -> -(byte) answer.u8(LinkSpeed.MASK_WORDS),
                words -> {
                    int count = Math.clamp(words, 0, Byte.MAX_VALUE);
                    byte[] second = request(GLINKSETTINGS,
                            LinkSpeed.BYTES + LinkSpeed.MASKS * Integer.BYTES * count);
                    second[LinkSpeed.MASK_WORDS] = (byte) count;
                    return ask(name, command, second, LinkSpeed::parse);
                });
    }

    /** Two questions: how long table and key are, then all. */
    private Reported<RssReport> rss(String name) {
        String command = "ETHTOOL_GRSSH";
        return ask(name, command, request(GRSSH, RssReport.BYTES), answer -> answer, sizes -> {
            int entries = sizes.count(RssReport.TABLE_SIZE, RssReport.MAX_ENTRIES);
            int keyBytes = sizes.count(RssReport.KEY_SIZE, RssReport.MAX_KEY_BYTES);
            byte[] second = request(GRSSH, RssReport.BYTES + entries * Integer.BYTES + keyBytes);
            ByteBuffer.wrap(second).order(ByteOrder.nativeOrder()).putInt(RssReport.TABLE_SIZE, entries)
                    .putInt(RssReport.KEY_SIZE, keyBytes);
            return ask(name, command, second, RssReport::parse);
        });
    }

    private Map<String, Reported<HashFields>> hashFields(String name) {
        Map<String, Reported<HashFields>> fields = new LinkedHashMap<>();
        FLOW_TYPES.forEach((label, number) -> {
            byte[] request = request(GRXFH, HashFields.BYTES);
            ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(4, number);
            fields.put(label, ask(name, "ETHTOOL_GRXFH", request, HashFields::parse));
        });
        return fields;
    }

    /** Three questions: how many features there are, their names, their states. */
    private Reported<Offloads> offloads(String name) {
        byte[] sizes = request(GSSET_INFO, 24);
        ByteBuffer.wrap(sizes).order(ByteOrder.nativeOrder()).putLong(8, 1L << FEATURE_NAMES);
        return ask(name, "ETHTOOL_GSSET_INFO", sizes, answer -> answer.count(16, Offloads.MAX_FEATURES), count -> {
            byte[] names = request(GSTRINGS, 12 + count * Offloads.NAME_BYTES);
            ByteBuffer.wrap(names).order(ByteOrder.nativeOrder()).putInt(4, FEATURE_NAMES).putInt(8, count);
            return ask(name, "ETHTOOL_GSTRINGS", names, Offloads::names, known -> {
                int blocks = (known.size() + Integer.SIZE - 1) / Integer.SIZE;
                byte[] states = request(GFEATURES, Offloads.HEADER_BYTES + blocks * Offloads.BLOCK_BYTES);
                ByteBuffer.wrap(states).order(ByteOrder.nativeOrder()).putInt(4, blocks);
                return ask(name, "ETHTOOL_GFEATURES", states, answer -> Offloads.parse(known, answer));
            });
        });
    }

    private <T> Reported<T> ethtool(String name, int number, String command, int bytes,
            Function<AnswerBytes, T> parse) {
        return ask(name, command, request(number, bytes), parse);
    }

    private <S, T> Reported<T> ask(String name, String command, byte[] request, Function<AnswerBytes, S> first,
            Function<S, Reported<T>> then) {
        return switch (ask(name, command, request, first)) {
            case Reported.Value<S>(S told) -> guarded(() -> then.apply(told));
            case Reported.Nothing<S>(String answer) -> Reported.nothing(answer);
        };
    }

    private <T> Reported<T> ask(String name, String command, byte[] request, Function<AnswerBytes, T> parse) {
        return answered(system.ethtool(name, request), command, request, parse);
    }

    private <T> Reported<T> netdevice(String name, long request, String command, Function<AnswerBytes, T> parse) {
        byte[] out = new byte[InterfaceRequests.ARGUMENT_BYTES];
        return answered(system.ask(name, request, out), command, out, parse);
    }

    private static <T> Reported<T> answered(int result, String command, byte[] bytes, Function<AnswerBytes, T> parse) {
        if (result < 0) {
            return Reported.nothing(Errno.describe(result));
        }
        return guarded(() -> Reported.of(parse.apply(new AnswerBytes(command, bytes))));
    }

    private static <T> Reported<T> guarded(Supplier<Reported<T>> decoding) {
        try {
            return decoding.get();
        } catch (IllegalArgumentException e) {
            return Reported.nothing(String.valueOf(e.getMessage()));
        }
    }

    private static byte[] request(int command, int bytes) {
        byte[] request = new byte[bytes];
        ByteBuffer.wrap(request).order(ByteOrder.nativeOrder()).putInt(0, command);
        return request;
    }
}
