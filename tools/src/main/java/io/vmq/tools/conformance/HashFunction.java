package io.vmq.tools.conformance;

import java.util.Arrays;

/** Hash functions of RSS, as ethtool names them. Only Toeplitz is predicted. */
public enum HashFunction {

    TOEPLITZ("toeplitz"),
    XOR("xor"),
    CRC32("crc32"),
    /** The driver names none that is known. */
    UNKNOWN("unknown");

    private final String label;

    HashFunction(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    /** The function of that label; otherwise {@link IllegalArgumentException} lists the known ones. */
    public static HashFunction parse(String text) {
        return Arrays.stream(values()).filter(each -> each.label.equals(text)).findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'" + text + "' is no hash function (expected toeplitz, xor, crc32 or unknown)"));
    }
}
