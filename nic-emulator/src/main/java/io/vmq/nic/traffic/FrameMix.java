package io.vmq.nic.traffic;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which share of the frames is not plain IPv4 to a VM. Immutable.
 *
 * @param percents
 *            percent of the frames by kind, each above 0, together at most 100; the rest, which is not in the map, is
 *            {@link FrameKind#PLAIN}. Trailing zeros do not count: 5.0 equals 5.
 */
public record FrameMix(Map<FrameKind, BigDecimal> percents) {

    private static final String NONE_TEXT = "none";
    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final Pattern SHARE = Pattern.compile("\\s*([a-z0-9-]+):(\\d{1,3}(?:\\.\\d{1,9})?)%\\s*");

    /** Nothing but plain IPv4. */
    public static final FrameMix NONE = new FrameMix(Map.of());

    public FrameMix {
        Map<FrameKind, BigDecimal> copy = new EnumMap<>(FrameKind.class);
        percents.forEach((kind, percent) -> copy.put(kind, percent.stripTrailingZeros()));
        copy.forEach(FrameMix::checkShare);
        percents = Collections.unmodifiableMap(copy);
        BigDecimal sum = sum(percents);
        if (sum.compareTo(ALL) > 0) {
            throw new IllegalArgumentException(
                    "the shares of a frame mix sum to " + sum.toPlainString() + "% (expected at most 100%)");
        }
    }

    private static void checkShare(FrameKind kind, BigDecimal percent) {
        if (kind == FrameKind.PLAIN) {
            throw new IllegalArgumentException("plain IPv4 is what a frame mix leaves over (expected shares of "
                    + FrameKind.mixLabels() + ")");
        }
        if (percent.signum() <= 0) {
            throw new IllegalArgumentException("'" + kind.label() + ":" + percent.toPlainString()
                    + "%' is not a share of a frame mix (expected a percentage above 0)");
        }
    }

    private static BigDecimal sum(Map<FrameKind, BigDecimal> percents) {
        return percents.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /**
     * Reads {@code none}, or shares such as {@code ipv6:20%,arp:0.5%}, each kind once, in any case and order.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the text and what was expected
     */
    public static FrameMix parse(String text) {
        String lower = text.toLowerCase(Locale.ROOT).strip();
        if (lower.equals(NONE_TEXT)) {
            return NONE;
        }
        Map<FrameKind, BigDecimal> percents = new EnumMap<>(FrameKind.class);
        for (String part : lower.split(",", -1)) {
            Matcher share = SHARE.matcher(part);
            if (!share.matches()) {
                throw refusal(text);
            }
            if (percents.put(kind(share.group(1), text), new BigDecimal(share.group(2))) != null) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a frame mix (expected '" + share.group(1) + "' only once)");
            }
        }
        return new FrameMix(percents);
    }

    private static FrameKind kind(String label, String text) {
        for (FrameKind kind : FrameKind.values()) {
            if (kind != FrameKind.PLAIN && kind.label().equals(label)) {
                return kind;
            }
        }
        throw refusal(text);
    }

    private static IllegalArgumentException refusal(String text) {
        return new IllegalArgumentException("'" + text + "' is not a frame mix (expected none, or shares such as"
                + " ipv6:20%,arp:0.5% of " + FrameKind.mixLabels() + ")");
    }

    /** As {@link #parse} reads it, in the order of {@link FrameKind}. */
    public String text() {
        if (isEmpty()) {
            return NONE_TEXT;
        }
        return percents.entrySet().stream()
                .map(share -> share.getKey().label() + ":" + share.getValue().toPlainString() + "%")
                .collect(Collectors.joining(","));
    }

    /** Whether every frame is plain. */
    public boolean isEmpty() {
        return percents.isEmpty();
    }

    /** Whether frames of this kind occur; plain ones do unless the others take all. */
    public boolean has(FrameKind kind) {
        return share(kind) > 0;
    }

    /** Whether there are IPv6 flows. */
    public boolean hasIpv6() {
        return has(FrameKind.IPV6) || has(FrameKind.IPV6_EXT);
    }

    /** The share of a kind among all frames, 0 to 1. */
    public double share(FrameKind kind) {
        BigDecimal percent = kind == FrameKind.PLAIN
                ? ALL.subtract(sum(percents))
                : percents.getOrDefault(kind, BigDecimal.ZERO);
        return percent.movePointLeft(2).doubleValue();
    }

    /** Picks the index of a {@link FrameKind}. */
    Choice choice() {
        FrameKind[] kinds = FrameKind.values();
        double[] shares = new double[kinds.length];
        for (int i = 0; i < kinds.length; i++) {
            shares[i] = share(kinds[i]);
        }
        return new AliasTable(shares);
    }
}
