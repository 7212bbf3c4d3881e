package io.vmq.tools.gate.input;

import io.vmq.tools.gate.Side;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/** Stand-in. */
public final class Circumstances {

    private Circumstances() {}

    /** Stand-in. */
    public static List<String> remarks(Side one, Side other) {
        return List.of();
    }

    /** Stand-in. */
    public static List<String> difference(Side one, Side other) {
        return new TreeMap<>(one.circumstances()).entrySet().stream()
                .filter(each -> !Objects.equals(other.circumstances().get(each.getKey()), each.getValue()))
                .map(each -> each.getKey() + " is " + each.getValue() + " in " + one.source() + " and "
                        + other.circumstances().get(each.getKey()) + " in " + other.source())
                .toList();
    }
}
