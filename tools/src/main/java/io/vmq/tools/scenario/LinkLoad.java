package io.vmq.tools.scenario;

import io.vmq.nic.load.Load;
import io.vmq.nic.notation.Quantity;
import io.vmq.nic.port.LinkRate;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;

/** What a rate asks of a link when frames are {@code meanFrameBytes} long on average, FCS counted. */
record LinkLoad(Rate rate, LinkRate link, double meanFrameBytes) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);

    /** Why the link cannot carry the rate, with the most that it can; empty if it can. */
    Optional<String> refusal() {
        double pps = rate.ratePps(link, meanFrameBytes);
        if (pps < Load.MIN_RATE_PPS) {
            return Optional.of("is too slow (expected at least " + Load.MIN_RATE_PPS + " pps)");
        }
        return exceedsLink(pps) ? Optional.of("is " + account(pps)) : Optional.empty();
    }

    private boolean exceedsLink(double pps) {
        return switch (rate) {
            case Rate.Max _ -> false;
            case Rate.LinkShare(BigDecimal percent) -> percent.compareTo(ALL) > 0;
            case Rate.Frames _ -> pps > link.maxPps(meanFrameBytes);
            case Rate.Bits _ -> pps > link.maxPps(meanFrameBytes);
        };
    }

    /** The share is rounded up and the most is rounded down, so that what is offered as possible is. */
    private String account(double pps) {
        double maxPps = link.maxPps(meanFrameBytes);
        double percent = rate instanceof Rate.LinkShare share
                ? share.percent().doubleValue()
                : link.percent(pps, meanFrameBytes);
        return rounded(percent, RoundingMode.UP, 4).toPlainString() + "% of the " + Notation.text(link)
                + " link (expected at most 100%, " + Quantity.scaled(rounded(maxPps, RoundingMode.DOWN, 6), "pps")
                + " or " + Quantity.scaled(rounded(maxPps * Byte.SIZE * meanFrameBytes, RoundingMode.DOWN, 4), "bps")
                + " on layer 2 with frames of " + rounded(meanFrameBytes, RoundingMode.HALF_UP, 4).toPlainString()
                + " bytes)";
    }

    private static BigDecimal rounded(double value, RoundingMode mode, int digits) {
        BigDecimal exact = new BigDecimal(value).round(new MathContext(12));
        return exact.round(new MathContext(digits, mode)).stripTrailingZeros();
    }
}
