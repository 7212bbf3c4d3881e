package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which frame sizes occur how often. Sizes are bytes with FCS, {@value EthernetLayout#MIN_FRAME_BYTES} to
 * {@value EthernetLayout#MAX_FRAME_BYTES}. Immutable.
 *
 * @param weighted
 *            the sizes with their weights; at least one
 */
public record FrameSizes(List<Weighted> weighted) {

    /** Mixes by name: the simple IMIX and those of the Open Traffic Generator model. */
    private static final Map<String, String> PRESETS = presets();

    private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");
    private static final Pattern SIZE_AND_WEIGHT = Pattern.compile("\\s*(\\d{1,9}):(\\d{1,9})\\s*");

    /**
     * One size of a mix.
     *
     * @param sizeBytes
     *            frame size in bytes, FCS counted
     * @param weight
     *            frames of this size among the sum of all weights; above 0
     */
    public record Weighted(int sizeBytes, int weight) {

        public Weighted {
            if (sizeBytes < EthernetLayout.MIN_FRAME_BYTES || sizeBytes > EthernetLayout.MAX_FRAME_BYTES) {
                throw new IllegalArgumentException("frame size " + sizeBytes + ": " + EthernetLayout.MIN_FRAME_BYTES
                        + " to " + EthernetLayout.MAX_FRAME_BYTES + " expected (bytes with FCS; " + Transport.NEEDS
                        + ")");
            }
            if (weight < 1) {
                throw new IllegalArgumentException(
                        "weight " + weight + " of frame size " + sizeBytes + ": 1 or more expected");
            }
        }
    }

    public FrameSizes {
        weighted = List.copyOf(weighted);
        if (weighted.isEmpty()) {
            throw new IllegalArgumentException("no frame size: at least one expected");
        }
    }

    public static FrameSizes fixed(int sizeBytes) {
        return new FrameSizes(List.of(new Weighted(sizeBytes, 1)));
    }

    /**
     * Reads a size such as {@code 1518}, a list such as {@code 64:7,570:4,1518:1}, or the name of a mix such as
     * {@code imix}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else, with the value and what was expected
     */
    public static FrameSizes parse(String text) {
        String mix = PRESETS.getOrDefault(text.toLowerCase(Locale.ROOT), text);
        if (NUMBER.matcher(mix).matches()) {
            return fixed(Integer.parseInt(mix));
        }
        return new FrameSizes(Stream.of(mix.split(",", -1)).map(part -> parseWeighted(part, text)).toList());
    }

    private static Weighted parseWeighted(String part, String text) {
        Matcher matcher = SIZE_AND_WEIGHT.matcher(part);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a frame size (expected bytes such as 1518,"
                    + " sizes with weights such as 64:7,570:4,1518:1, or one of "
                    + String.join(", ", PRESETS.keySet()) + ")");
        }
        return new Weighted(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    public double meanBytes() {
        double bytes = 0;
        double weights = 0;
        for (Weighted one : weighted) {
            bytes += (double) one.sizeBytes() * one.weight();
            weights += one.weight();
        }
        return bytes / weights;
    }

    public int minBytes() {
        return weighted.stream().mapToInt(Weighted::sizeBytes).min().orElseThrow();
    }

    public int maxBytes() {
        return weighted.stream().mapToInt(Weighted::sizeBytes).max().orElseThrow();
    }

    /** As {@link #parse} reads it, names of mixes spelled out. */
    public String text() {
        if (weighted.size() == 1) {
            return Integer.toString(weighted.getFirst().sizeBytes());
        }
        return weighted.stream().map(one -> one.sizeBytes() + ":" + one.weight()).collect(Collectors.joining(","));
    }

    /** The sizes in order, for {@link #choice()} to point at. */
    int[] sizesBytes() {
        return weighted.stream().mapToInt(Weighted::sizeBytes).toArray();
    }

    /** Picks an index into {@link #sizesBytes()}. */
    Choice choice() {
        return new AliasTable(weighted.stream().mapToDouble(Weighted::weight).toArray());
    }

    private static Map<String, String> presets() {
        Map<String, String> presets = new LinkedHashMap<>();
        presets.put("imix", "64:7,570:4,1518:1");
        presets.put("cisco", "64:7,594:4,1518:1");
        presets.put("tolly", "64:55,78:5,576:17,1518:23");
        presets.put("rpr_trimodal", "64:60,512:20,1518:20");
        presets.put("rpr_quadmodal", "64:50,512:15,1518:15,9216:20");
        return presets;
    }
}
