package io.vmq.tools.scenario;

import io.vmq.dispatch.core.InterruptModeration;
import io.vmq.dispatch.core.ServiceCost;
import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.port.LinkRate;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** How files and options spell link rates and service costs. */
public final class Notation {

    private static final Map<String, BigDecimal> UNITS_BPS = Map.of("bps", BigDecimal.ONE, "kbps",
            new BigDecimal("1e3"), "mbps", new BigDecimal("1e6"), "gbps", new BigDecimal("1e9"), "tbps",
            new BigDecimal("1e12"));
    private static final Map<String, BigDecimal> UNITS_PS = Map.of("ps", BigDecimal.ONE, "ns", new BigDecimal("1e3"),
            "us", new BigDecimal("1e6"), "ms", new BigDecimal("1e9"), "s", new BigDecimal("1e12"), "",
            new BigDecimal("1e12"));
    private static final String[] TIME_UNITS = {"s", "ms", "us"};
    private static final Pattern PLUS = Pattern.compile("\\+");

    private Notation() {}

    /**
     * Reads {@code 10gbps}, {@code 2.5gbps}, {@code 100mbps}, in any case; the unit is needed.
     *
     * @throws IllegalArgumentException
     *             for anything else, for parts of a bit per second, and outside of 1 kb/s to 1 Tb/s
     */
    public static LinkRate linkRate(String text) {
        return Quantity.parse(text).flatMap(quantity -> quantity.wholeIn(UNITS_BPS))
                .filter(bps -> bps >= LinkRate.MIN_BPS && bps <= LinkRate.MAX_BPS).map(LinkRate::new)
                .orElseThrow(() -> Refusal.impossible(text, "a link rate such as 10gbps or 100mbps, 1kbps to 1tbps"));
    }

    /** As {@link #linkRate} reads it, with the largest unit that leaves at least one. */
    public static String text(LinkRate link) {
        return Quantity.scaled(BigDecimal.valueOf(link.bps()), "bps");
    }

    /**
     * Reads {@code FIXED[+PER_BYTE]} such as {@code 2us+1ns} or {@code 0}, in any case; a plain number is seconds.
     *
     * @throws IllegalArgumentException
     *             for anything else, for what is finer than a picosecond, and for what {@link ServiceCost} refuses
     */
    public static ServiceCost serviceCost(String text) {
        String[] parts = PLUS.split(text, -1);
        if (parts.length > 2) {
            throw Refusal.impossible(text, "FIXED[+PER_BYTE] such as 2us+1ns or 0");
        }
        return new ServiceCost(costPs(parts[0]), parts.length == 1 ? 0 : costPs(parts[1]));
    }

    /**
     * Reads {@code off}, {@code 20us} or {@code 20us,32}, in any case.
     *
     * @throws IllegalArgumentException
     *             for anything else
     */
    public static InterruptModeration moderation(String text) {
        if (text.equalsIgnoreCase("off")) {
            return InterruptModeration.OFF;
        }
        String[] parts = text.split(",", -1);
        String expected = "off, or a time above 0 and up to 1s, and behind a comma, if wanted, a number of frames, such as "
                + "20us or 20us,32";
        if (parts.length > 2) {
            throw Refusal.impossible(text, expected);
        }
        long timerPs = costPs(parts[0]);
        int frames = parts.length == 1 ? Integer.MAX_VALUE : Values.wholeInt(parts[1].strip(), 2, 1_048_576);
        if (timerPs == 0 || timerPs > InterruptModeration.MAX_TIMER_PS) {
            throw Refusal.impossible(text, expected);
        }
        return new InterruptModeration(timerPs, frames);
    }

    /** As {@link #moderation} reads it. */
    public static String text(InterruptModeration moderation) {
        if (!moderation.isOn()) {
            return "off";
        }
        String frames = moderation.frames() == Integer.MAX_VALUE ? "" : "," + moderation.frames();
        return costText(moderation.timerPs()) + frames;
    }

    /** One part of a service cost, in picoseconds. */
    static long costPs(String text) {
        Optional<Long> ps = Quantity.parse(text).flatMap(quantity -> quantity.wholeIn(UNITS_PS));
        return ps.orElseThrow(() -> Refusal.impossible(text, "a time such as 2.4us or 0.7ns, in whole picoseconds"));
    }

    /** As {@link #costPs} reads it: {@code 2.4us}, {@code 0.7ns}, {@code 0}. */
    static String costText(long ps) {
        BigDecimal exact = BigDecimal.valueOf(ps);
        for (int i = 0; i < TIME_UNITS.length; i++) {
            BigDecimal amount = exact.movePointLeft(12 - 3 * i);
            if (amount.compareTo(BigDecimal.ONE) >= 0) {
                return Quantity.plain(amount) + TIME_UNITS[i];
            }
        }
        return ps == 0 ? "0" : Quantity.plain(exact.movePointLeft(3)) + "ns";
    }

    /** As {@link #serviceCost} reads it. */
    public static String text(ServiceCost cost) {
        return costText(cost.fixedPs()) + "+" + costText(cost.perBytePs());
    }
}
