package io.vmq.dispatch.steering;

import io.vmq.dispatch.memory.Memory;
import java.util.Arrays;

/**
 * What some NICs make of addresses and ports before they hash them, so that both directions of a connection hash alike
 * (Linux, Documentation/networking/scaling.rst, "RSS: Receive Side Scaling").
 *
 * <p>
 * With s the source's and d the destination's field, both as long as each other, the hash function is fed two fields in
 * their places. Constants only; for any thread.
 */
public enum InputTransform {

    /** s and d as they are. */
    NONE("none"),
    /** s xor d, twice. */
    SYMMETRIC_XOR("symmetric-xor"),
    /** s or d, then s xor d. */
    SYMMETRIC_OR_XOR("symmetric-or-xor");

    private final String label;

    InputTransform(String label) {
        this.label = label;
    }

    /** The name that ethtool gives it; {@code none} if the input is taken as it is. */
    public String label() {
        return label;
    }

    /**
     * The transform of a label.
     *
     * @throws IllegalArgumentException
     *             if there is none of that name, with those that there are
     */
    public static InputTransform parse(String label) {
        return Arrays.stream(values()).filter(each -> each.label.equals(label)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + label
                        + "' is no input transformation (expected none, symmetric-xor or symmetric-or-xor)"));
    }

    /** Replaces two fields of {@code bytes} bytes by what is hashed in their place. */
    void apply(Memory memory, long source, long destination, int bytes) {
        for (int i = 0; i < bytes; i++) {
            int s = memory.u8(source + i);
            int d = memory.u8(destination + i);
            switch (this) {
                case NONE -> {
                    // Both stay as they are.
                }
                case SYMMETRIC_XOR -> put(memory, source + i, s ^ d, destination + i, s ^ d);
                case SYMMETRIC_OR_XOR -> put(memory, source + i, s | d, destination + i, s ^ d);
            }
        }
    }

    private static void put(Memory memory, long source, int first, long destination, int second) {
        memory.putU8(source, first);
        memory.putU8(destination, second);
    }
}
