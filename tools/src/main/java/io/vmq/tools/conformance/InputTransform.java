package io.vmq.tools.conformance;

import java.util.Arrays;

/** What a NIC does to addresses and ports before it hashes them (Linux, Documentation/networking/scaling.rst). */
public enum InputTransform {

    NONE("none"),
    /** Both sides are source XOR destination. */
    SYMMETRIC_XOR("symmetric-xor"),
    /** Source OR destination, then source XOR destination. */
    SYMMETRIC_OR_XOR("symmetric-or-xor");

    private final String label;

    InputTransform(String label) {
        this.label = label;
    }

    /** The name that ethtool gives it; {@code none} if the input is taken as it is. */
    public String label() {
        return label;
    }

    /** The transform of that label; otherwise {@link IllegalArgumentException} lists the known ones. */
    public static InputTransform parse(String text) {
        return Arrays.stream(values()).filter(each -> each.label.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + text
                        + "' is no input transformation (expected none, symmetric-xor or symmetric-or-xor)"));
    }

    /** The first of the two fields that are hashed, byte by byte. */
    int first(int source, int destination) {
        return switch (this) {
            case NONE -> source;
            case SYMMETRIC_XOR -> source ^ destination;
            case SYMMETRIC_OR_XOR -> source | destination;
        };
    }

    /** The second one. */
    int second(int source, int destination) {
        return this == NONE ? destination : source ^ destination;
    }
}
