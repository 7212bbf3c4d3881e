package io.vmq.dispatch.core;

/**
 * What one frame costs a core: a fixed part and a part per byte of the frame, FCS counted.
 *
 * <p>
 * Kept in picoseconds, so that no part of a configured cost is rounded away.
 *
 * @param fixedPs
 *            cost per frame, ps, 0 to 1 s
 * @param perBytePs
 *            cost per byte, ps, 0 to 100 us
 */
public record ServiceCost(long fixedPs, long perBytePs) implements ServiceTime {

    /** Nothing: the frame is only handed over. */
    public static final ServiceCost FREE = new ServiceCost(0, 0);

    /**
     * 2.4 us + 0.7 ns a byte: 3.463 us for 1518 bytes, which makes one core worth 3.507 Gb/s, the "about 3.5Gbps" that the
     * founding article gives for a Hyper-V host core. The split between the parts is our choice; no source gives one.
     */
    public static final ServiceCost DEFAULT = new ServiceCost(2_400_000, 700);

    /** A dearer frame is a typing error, and sums of such costs would not fit a long. */
    private static final long MAX_FIXED_PS = 1_000_000_000_000L;
    private static final long MAX_PER_BYTE_PS = 100_000_000L;

    public ServiceCost {
        if (fixedPs < 0 || perBytePs < 0 || fixedPs > MAX_FIXED_PS || perBytePs > MAX_PER_BYTE_PS) {
            throw new IllegalArgumentException("service cost of " + fixedPs + " ps + " + perBytePs
                    + " ps a byte: 0 to 1 s a frame and 0 to 100 us a byte expected");
        }
    }

    @Override
    public long ofPs(int lengthBytes) {
        return fixedPs + perBytePs * lengthBytes;
    }
}
