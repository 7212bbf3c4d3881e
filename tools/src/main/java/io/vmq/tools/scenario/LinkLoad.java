package io.vmq.tools.scenario;

import io.vmq.dispatch.frame.EthernetLayout;
import java.math.BigDecimal;
import java.util.Locale;

/** What a rate asks of a link. */
record LinkLoad(Rate rate, long linkBps, double meanFrameBytes) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** True if the link cannot carry the rate; {@code max} takes what there is. */
    boolean exceedsLink() {
        return switch (rate) {
            case Rate.Max _ -> false;
            case Rate.LinkShare share -> share.percent().compareTo(ALL) > 0;
            case Rate.Frames _, Rate.Bits _ -> rate.ratePps(linkBps, meanFrameBytes) > maxPps();
        };
    }

    /** Frames per second that fill the link. */
    double maxPps() {
        return linkBps / (8 * (meanFrameBytes + EthernetLayout.WIRE_OVERHEAD_BYTES));
    }

    /** What is asked, as a share of the link, and the most that can be. */
    String account() {
        double percent = 100 * rate.ratePps(linkBps, meanFrameBytes) / maxPps();
        return String.format(Locale.ROOT,
                "is %.4g%% of the %s link (expected at most 100%%: %d pps or %.3f Gb/s L2 with frames of %s bytes)", percent,
                new LinkRate(linkBps).text(), (long) maxPps(), maxPps() * 8 * meanFrameBytes / 1e9, meanText());
    }

    private String meanText() {
        return meanFrameBytes == Math.rint(meanFrameBytes) ? "" + (long) meanFrameBytes
                : String.format(Locale.ROOT, "%.1f", meanFrameBytes);
    }
}
