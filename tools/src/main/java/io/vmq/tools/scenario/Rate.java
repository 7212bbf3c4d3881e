package io.vmq.tools.scenario;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.port.LinkRate;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;

/** How fast traffic comes, as a long-run mean. Kept as asked for, so that a share of the link follows the link. */
public sealed interface Rate {

    /** What {@link #parse} takes, in words. */
    String EXPECTED = "a rate above 0 such as 10kpps, 1.5mpps, 500mbps, 10gbps, 40% or max "
            + "(a plain number is frames per second)";

    /**
     * Frames per second on {@code link} with frames of {@code meanFrameBytes} (FCS counted) on average; infinite for
     * {@link Max}.
     */
    double ratePps(LinkRate link, double meanFrameBytes);

    /** As a file gives it; reads back equal. */
    String text();

    /**
     * Reads {@code 10kpps}, {@code 1.5mpps}, {@code 500mbps} (layer 2 with FCS), {@code 40%} (of the link, layer 1),
     * {@code max}, in any case; a plain number is frames per second.
     *
     * @throws IllegalArgumentException
     *             for anything else, and for 0
     */
    static Rate parse(String text) {
        if (text.equalsIgnoreCase("max")) {
            return new Max();
        }
        return Quantity.parse(text).filter(quantity -> quantity.amount().signum() > 0).flatMap(Rate::of)
                .orElseThrow(() -> Refusal.impossible(text, EXPECTED));
    }

    private static Optional<Rate> of(Quantity quantity) {
        if (quantity.unit().equals("%")) {
            return Optional.of(new LinkShare(quantity.amount()));
        }
        Optional<Rate> frames = quantity.in(Frames.UNITS_PPS).map(Frames::new);
        return frames.isPresent() ? frames : quantity.in(Bits.UNITS_BPS).map(Bits::new);
    }

    private static BigDecimal positive(BigDecimal amount) {
        if (amount.signum() <= 0) {
            throw new IllegalArgumentException("amount=" + amount + ": more than 0 expected");
        }
        return amount.stripTrailingZeros();
    }

    /** As fast as the source can: a capacity run. */
    record Max() implements Rate {

        @Override
        public double ratePps(LinkRate link, double meanFrameBytes) {
            return Double.POSITIVE_INFINITY;
        }

        @Override
        public String text() {
            return "max";
        }
    }

    /** Frames per second. */
    record Frames(BigDecimal pps) implements Rate {

        static final Map<String, BigDecimal> UNITS_PPS = Map.of("", BigDecimal.ONE, "pps", BigDecimal.ONE, "kpps",
                new BigDecimal("1e3"), "mpps", new BigDecimal("1e6"), "gpps", new BigDecimal("1e9"));

        public Frames {
            pps = positive(pps);
        }

        @Override
        public double ratePps(LinkRate link, double meanFrameBytes) {
            return pps.doubleValue();
        }

        @Override
        public String text() {
            return Quantity.scaled(pps, "pps");
        }
    }

    /** Bits per second on layer 2, FCS counted. */
    record Bits(BigDecimal bps) implements Rate {

        static final Map<String, BigDecimal> UNITS_BPS = Map.of("bps", BigDecimal.ONE, "kbps", new BigDecimal("1e3"),
                "mbps", new BigDecimal("1e6"), "gbps", new BigDecimal("1e9"));

        public Bits {
            bps = positive(bps);
        }

        @Override
        public double ratePps(LinkRate link, double meanFrameBytes) {
            return bps.doubleValue() / (Byte.SIZE * meanFrameBytes);
        }

        @Override
        public String text() {
            return Quantity.scaled(bps, "bps");
        }
    }

    /** Percent of the link on layer 1: preamble and gap counted. */
    record LinkShare(BigDecimal percent) implements Rate {

        public LinkShare {
            percent = positive(percent);
        }

        @Override
        public double ratePps(LinkRate link, double meanFrameBytes) {
            return link.pps(percent.doubleValue(), meanFrameBytes);
        }

        @Override
        public String text() {
            return percent.toPlainString() + "%";
        }
    }
}
