package io.vmq.dispatch.steering;

import java.util.Arrays;
import java.util.List;

/**
 * The set of hash types that a NIC is told to use. Immutable.
 *
 * @param mask
 *            a bit for each {@link HashType} in the set, the first type in bit 0
 */
public record HashTypes(int mask) {

    private static final HashType[] TYPES = HashType.values();
    private static final int ALL_BITS = (1 << TYPES.length) - 1;

    /** No packet is hashed. */
    public static final HashTypes NONE = new HashTypes(0);

    /** Every type, the IPv6 extension types among them: a packet without such extensions is hashed as plain IPv6. */
    public static final HashTypes ALL = new HashTypes(ALL_BITS);

    public HashTypes {
        if ((mask & ~ALL_BITS) != 0) {
            throw new IllegalArgumentException("mask=0x" + Integer.toHexString(mask) + ": bits up to 0x"
                    + Integer.toHexString(ALL_BITS) + " expected");
        }
    }

    public static HashTypes of(HashType... types) {
        int mask = 0;
        for (HashType type : types) {
            mask |= bit(type);
        }
        return new HashTypes(mask);
    }

    /**
     * Reads labels with commas between them, such as {@code ipv4,tcp-ipv4}; blanks around a label do not count.
     *
     * @throws IllegalArgumentException
     *             for a name that is no {@link HashType#label()}, with the name and the known ones
     */
    public static HashTypes parse(String text) {
        return of(Arrays.stream(text.split(",", -1)).map(String::strip).map(HashType::parse).toArray(HashType[]::new));
    }

    public boolean contains(HashType type) {
        return (mask & bit(type)) != 0;
    }

    /** The labels of the types in the set, in the order of {@link HashType}. */
    public List<String> labels() {
        return Arrays.stream(TYPES).filter(this::contains).map(HashType::label).toList();
    }

    /** The text that {@link #parse} reads. */
    @Override
    public String toString() {
        return String.join(",", labels());
    }

    private static int bit(HashType type) {
        return 1 << type.index();
    }
}
