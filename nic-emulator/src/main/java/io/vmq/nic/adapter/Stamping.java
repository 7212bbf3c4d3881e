package io.vmq.nic.adapter;

/**
 * Which stamps an interface can give to frames (linux/net_tstamp.h).
 *
 * @param rxHardware
 *            received ones by the NIC, with its raw clock
 * @param rxSoftware
 *            received ones by the kernel
 * @param txHardware
 *            sent ones by the NIC
 * @param txSoftware
 *            sent ones by the driver
 * @param clock
 *            number of the NIC's clock, {@code /dev/ptpN}; {@value #NO_CLOCK} if it has none
 */
public record Stamping(boolean rxHardware, boolean rxSoftware, boolean txHardware, boolean txSoftware, int clock) {

    public static final int NO_CLOCK = -1;

    /** Bytes of a struct ethtool_ts_info. */
    static final int BYTES = 44;

    private static final int TX_HARDWARE = 1;
    private static final int TX_SOFTWARE = 1 << 1;
    private static final int RX_HARDWARE = 1 << 2;
    private static final int RX_SOFTWARE = 1 << 3;
    private static final int RAW_HARDWARE = 1 << 6;

    /** Decodes a struct ethtool_ts_info. */
    static Stamping parse(AnswerBytes answer) {
        int flags = answer.i32(4);
        boolean raw = (flags & RAW_HARDWARE) != 0;
        return new Stamping(raw && (flags & RX_HARDWARE) != 0, (flags & RX_SOFTWARE) != 0,
                raw && (flags & TX_HARDWARE) != 0, (flags & TX_SOFTWARE) != 0, answer.i32(8));
    }
}
