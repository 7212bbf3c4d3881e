package io.vmq.nic.adapter;

/**
 * How fast a link is.
 *
 * @param mbps
 *            megabits a second, both ways if {@code fullDuplex}
 */
public record LinkSpeed(long mbps, boolean fullDuplex) {

    /** Bytes of a struct ethtool_link_settings without the masks behind it. */
    static final int BYTES = 48;

    /** Offset of the number of words in each of the three masks, a signed byte. */
    static final int MASK_WORDS = 15;
    static final int MASKS = 3;

    private static final long UNKNOWN = 0xFFFF_FFFFL;
    private static final int FULL = 1;

    /** Decodes a struct ethtool_link_settings; a speed that the driver calls unknown is refused in words. */
    static LinkSpeed parse(AnswerBytes answer) {
        long mbps = answer.u32(4);
        if (mbps == UNKNOWN || mbps == 0) {
            throw new IllegalArgumentException("the driver calls it unknown, as most do while the link is down");
        }
        return new LinkSpeed(mbps, answer.u8(8) == FULL);
    }
}
