package io.vmq.nic.adapter;

/**
 * Who drives the interface.
 *
 * @param name
 *            of the driver
 * @param version
 *            of the driver; for those of the kernel its release
 * @param firmware
 *            version of the firmware; empty if the driver names none
 * @param bus
 *            where the device is, such as {@code 0000:01:00.0}; empty if it is nowhere
 */
public record DriverInfo(String name, String version, String firmware, String bus) {

    /** Bytes of a struct ethtool_drvinfo. */
    static final int BYTES = 196;

    private static final int FIELD_BYTES = 32;

    /** Decodes a struct ethtool_drvinfo. */
    static DriverInfo parse(AnswerBytes answer) {
        return new DriverInfo(answer.text(4, FIELD_BYTES), answer.text(36, FIELD_BYTES), answer.text(68, FIELD_BYTES),
                answer.text(100, FIELD_BYTES));
    }
}
