package io.vmq.tools.doctor.simulation;

import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.scenario.Rate;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How much traffic comes. It goes by the busiest link, so that no frame is lost in front of an adapter and what is compared are the
 * settings.
 *
 * @param percent
 *            of that link, layer 1, 1 to 100
 */
public record SimulatedLoad(BigDecimal percent) {

    private static final BigDecimal ALL = BigDecimal.valueOf(100);
    private static final int DIGITS = 6;

    /** Nearly all that the link carries. */
    public static final SimulatedLoad DEFAULT = new SimulatedLoad(BigDecimal.valueOf(90));

    public SimulatedLoad {
        if (percent.compareTo(BigDecimal.ONE) < 0 || percent.compareTo(ALL) > 0) {
            throw new IllegalArgumentException("percent=" + percent + ": 1 to 100 expected");
        }
        percent = percent.stripTrailingZeros();
    }

    /**
     * Reads {@code 40%}.
     *
     * @throws IllegalArgumentException
     *             for anything but a share from 1% to 100%
     */
    public static SimulatedLoad parse(String text) {
        return Quantity.parse(text).filter(share -> share.unit().equals("%")).map(Quantity::amount)
                .filter(share -> share.compareTo(BigDecimal.ONE) >= 0 && share.compareTo(ALL) <= 0)
                .map(SimulatedLoad::new)
                .orElseThrow(
                        () -> Refusal.impossible(text, "a share of the busiest link from 1% to 100%, such as 40%"));
    }

    /** As {@link #parse} reads it. */
    public String text() {
        return percent.toPlainString() + "%";
    }

    /**
     * The rate at which the busiest of several links is so full, as a share of what all carry together.
     *
     * @param shares
     *            for each link the part of all frames that comes over it; together 1
     */
    Rate over(List<LinkRate> links, List<Double> shares) {
        double all = links.stream().mapToLong(LinkRate::bps).sum();
        double most = IntStream.range(0, links.size()).filter(i -> shares.get(i) > 0)
                .mapToDouble(i -> links.get(i).bps() / shares.get(i)).min().orElse(all);
        return new Rate.LinkShare(percent.multiply(BigDecimal.valueOf(Math.min(1, most / all))).setScale(DIGITS,
                RoundingMode.DOWN));
    }
}
