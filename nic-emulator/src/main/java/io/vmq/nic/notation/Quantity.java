package io.vmq.nic.notation;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a unit, such as {@code 1.5mpps}.
 *
 * @param amount
 *            the number as written
 * @param unit
 *            the unit in lower case; empty if there is none
 */
public record Quantity(BigDecimal amount, String unit) {

    private static final Pattern NUMBER_UNIT = Pattern.compile("([0-9]{1,18}(?:\\.[0-9]{1,18})?)([a-zA-Z%]{0,8})");

    /** Splits number and unit; empty if the text is not one number followed by letters or {@code %}. */
    public static Optional<Quantity> parse(String text) {
        Matcher matcher = NUMBER_UNIT.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Quantity(new BigDecimal(matcher.group(1)), matcher.group(2).toLowerCase(Locale.ROOT)));
    }

    /** {@code amount} with the largest of the prefixes g, m and k that leaves at least one of the unit. */
    public static String scaled(BigDecimal amount, String unit) {
        String[] prefixes = {"g", "m", "k"};
        for (int i = 0; i < prefixes.length; i++) {
            BigDecimal shorter = amount.movePointLeft(9 - 3 * i);
            if (shorter.compareTo(BigDecimal.ONE) >= 0) {
                return plain(shorter) + prefixes[i] + unit;
            }
        }
        return plain(amount) + unit;
    }

    /** Digits without exponent and without zeros at the end of the fraction. */
    public static String plain(BigDecimal amount) {
        return amount.stripTrailingZeros().toPlainString();
    }

    /** The amount in the smallest unit, if {@code unitSizes} knows the unit. */
    public Optional<BigDecimal> in(Map<String, BigDecimal> unitSizes) {
        return Optional.ofNullable(unitSizes.get(unit)).map(amount::multiply);
    }

    /** The amount as a whole number of the smallest unit; empty if the unit is unknown, or it is finer or too large. */
    public Optional<Long> wholeIn(Map<String, BigDecimal> unitSizes) {
        return in(unitSizes).map(BigDecimal::stripTrailingZeros)
                .filter(value -> value.scale() <= 0 && value.precision() - value.scale() <= 18)
                .map(BigDecimal::longValueExact);
    }
}
