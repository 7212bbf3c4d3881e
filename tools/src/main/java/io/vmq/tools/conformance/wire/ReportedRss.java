package io.vmq.tools.conformance.wire;

import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.InputTransform;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.nic.adapter.Adapter;
import io.vmq.nic.adapter.DriverInfo;
import io.vmq.nic.adapter.HashFields;
import io.vmq.nic.adapter.Reported;
import io.vmq.nic.adapter.RssReport;
import io.vmq.tools.conformance.HashFunction;
import io.vmq.tools.conformance.RssFacts;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;

/** What the answers of a driver say of RSS. What it does not tell is never made up. */
public final class ReportedRss {

    private static final List<String> ADDRESSES = List.of("src-ip", "dst-ip");
    private static final List<String> WITH_PORTS = List.of("src-ip", "dst-ip", "src-port", "dst-port");
    private static final HexFormat COLONS = HexFormat.ofDelimiter(":");

    private ReportedRss() {}

    /** The facts, or the first thing that is missing for them. */
    public static RssFacts of(Adapter adapter) {
        return switch (adapter.rss()) {
            case Reported.Nothing<RssReport>(String answer) ->
                    missing(adapter, "the driver of " + adapter.name() + " gives no RSS table (" + answer + ")");
            case Reported.Value<RssReport>(RssReport report) -> of(adapter, report);
        };
    }

    private static RssFacts missing(Adapter adapter, String reason) {
        String driver = adapter.driver().value().map(DriverInfo::name).orElse("");
        return new RssFacts.NotReported(reason.replace("the driver of",
                driver.isEmpty() ? "the driver of" : "the driver " + driver + " of"));
    }

    private static RssFacts of(Adapter adapter, RssReport report) {
        if (report.table().isEmpty()) {
            return missing(adapter, "the driver of " + adapter.name() + " gives no RSS table (it has no entries)");
        }
        if (report.keyBytes() < RssKey.BYTES) {
            return missing(adapter, "the driver of " + adapter.name() + " gives an RSS key of " + report.keyBytes()
                    + " bytes, and at least " + RssKey.BYTES + " are needed");
        }
        try {
            return new RssFacts.Reported(report.table(),
                    RssKey.of(Arrays.copyOf(COLONS.parseHex(report.key()), RssKey.BYTES)), function(report),
                    InputTransform.parse(report.transform()), types(adapter));
        } catch (IllegalArgumentException e) {
            return missing(adapter, "the driver of " + adapter.name() + " tells of RSS what cannot be predicted: "
                    + e.getMessage());
        }
    }

    private static HashFunction function(RssReport report) {
        return Arrays.stream(HashFunction.values()).filter(each -> each.label().equals(report.function())).findFirst()
                .orElse(HashFunction.UNKNOWN);
    }

    /** Frames that carry no ports are hashed as the driver says of ip4 and ip6, or, if it says nothing, as those with ports are. */
    private static HashTypes types(Adapter adapter) {
        HashTypes ipv4 = family(adapter, "4", HashType.IPV4, HashType.TCP_IPV4, HashType.UDP_IPV4);
        HashTypes ipv6 = family(adapter, "6", HashType.IPV6, HashType.TCP_IPV6, HashType.UDP_IPV6);
        return new HashTypes(ipv4.mask() | ipv6.mask());
    }

    private static HashTypes family(Adapter adapter, String version, HashType addresses, HashType tcp, HashType udp) {
        List<String> ofTcp = required(adapter, "tcp" + version);
        List<String> ofUdp = required(adapter, "udp" + version);
        List<String> ofIp = adapter.hashFields().getOrDefault("ip" + version, Reported.nothing("")).value()
                .map(HashFields::fields).orElse(ofTcp.isEmpty() ? ofUdp : ofTcp);
        int mask = ofIp.containsAll(ADDRESSES) || ofTcp.equals(ADDRESSES) || ofUdp.equals(ADDRESSES)
                ? HashTypes.of(addresses).mask()
                : 0;
        refuseOneWithoutTheOther(version, mask != 0, ofTcp, ofUdp);
        mask |= ofTcp.equals(WITH_PORTS) ? HashTypes.of(tcp).mask() : 0;
        mask |= ofUdp.equals(WITH_PORTS) ? HashTypes.of(udp).mask() : 0;
        return new HashTypes(mask);
    }

    private static List<String> required(Adapter adapter, String kind) {
        List<String> fields = switch (Objects.requireNonNull(
                adapter.hashFields().getOrDefault(kind, Reported.nothing("nobody asked")))) {
            case Reported.Nothing<HashFields>(String answer) -> throw new IllegalArgumentException(
                    "which fields of " + kind + " are hashed is not reported (" + answer + ")");
            case Reported.Value<HashFields>(HashFields told) -> told.fields();
        };
        if (!fields.isEmpty() && !fields.equals(ADDRESSES) && !fields.equals(WITH_PORTS)) {
            throw new IllegalArgumentException("of " + kind + " it hashes " + String.join(", ", fields));
        }
        return fields;
    }

    /** With a hash of addresses alone, what is not hashed with ports is hashed without; RSS has no way to leave it out. */
    private static void refuseOneWithoutTheOther(String version, boolean addresses, List<String> ofTcp,
            List<String> ofUdp) {
        if (addresses && (ofTcp.isEmpty() || ofUdp.isEmpty())) {
            throw new IllegalArgumentException("of IPv" + version + " it hashes some packets and leaves "
                    + (ofTcp.isEmpty() ? "TCP" : "UDP") + " out");
        }
    }
}
