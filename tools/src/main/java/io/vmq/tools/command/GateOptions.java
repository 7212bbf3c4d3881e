package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.SeriesChoice;
import io.vmq.tools.gate.input.By;
import io.vmq.tools.gate.input.SideOptions;
import io.vmq.tools.gate.input.SideReader;
import io.vmq.tools.gate.input.ValueUnit;
import io.vmq.tools.scenario.BadInputException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What the gate is asked for: what counts as a change, what is compared, and how results are read. */
final class GateOptions {

    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}(\\.[0-9]{1,9})?");

    private static final double LEAST_ALPHA = 0.001;

    @Option(names = "--min-effect", paramLabel = "PERCENT",
            description = "Smallest change that matters, such as 5%% or 0.05 (default: 5%%)")
    private @Nullable String minEffect;

    @Option(names = "--alpha", paramLabel = "P",
            description = "How often the whole gate may call a change where there is none (default: 0.05)")
    private @Nullable String alpha;

    @Option(names = "--seed", paramLabel = "N",
            description = "Seed of the resampling; the same files and seed give the same answer (default: 1)")
    private @Nullable String seed;

    @Option(names = "--by", paramLabel = "mode|vm|queue",
            description = "Compare modes, or also each VM or each queue of them (default: mode)")
    private @Nullable String by;

    @Option(names = "--series", paramLabel = "GLOB",
            description = "Compare only series whose name fits, such as 'vmq/*'; may be given several times")
    private List<String> series = new ArrayList<>();

    @Option(names = "--metric", paramLabel = "NAME",
            description = "Compare only this figure, such as p99, rate or shape; may be given several times")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--allow-different",
            description = "Compare results of different scenarios or machines, and note the differences")
    private boolean allowDifferent;

    @Option(names = "--allow-invalid", description = "Do not leave out trials that are INVALID or partial")
    private boolean allowInvalid;

    @Option(names = "--value-unit", paramLabel = "ns|us|ms|s",
            description = "Unit of the values in files that do not say it (default: ns)")
    private @Nullable String valueUnit;

    /** What counts as a change. */
    GateRules rules() {
        return new GateRules(
                minEffect == null ? GateRules.DEFAULT.minEffect() : fraction("--min-effect", minEffect, "1", "5%"),
                alpha == null ? GateRules.DEFAULT.alpha() : alpha(alpha),
                seed == null ? GateRules.DEFAULT.seed() : WholeNumber.of("--seed", seed, 0, Long.MAX_VALUE));
    }

    private static double alpha(String text) {
        double alpha = fraction("--alpha", text, "0.5", "0.05");
        if (alpha < LEAST_ALPHA) {
            throw new BadInputException("--alpha: " + Refusal.quoted(text) + " is not possible (expected "
                    + LEAST_ALPHA + " at least, since chance is measured by exchanging trials, and not for ever)");
        }
        return alpha;
    }

    /** What reads a side. */
    SideReader reader() {
        return new SideReader(new SideOptions(by == null ? By.MODE : named("--by", by, By.values()), allowInvalid,
                allowDifferent, valueUnit == null ? null : named("--value-unit", valueUnit, ValueUnit.values())));
    }

    /** What is compared of the two sides. */
    SeriesChoice choice() {
        return new SeriesChoice(series, metrics);
    }

    /** Refuses two sides that differ in more than what is to be compared, unless that is wanted. */
    void refuseDifferent(List<String> differences) {
        if (!allowDifferent && !differences.isEmpty()) {
            throw new BadInputException(
                    String.join("; ", differences) + " (expected the same on both sides, or --allow-different)");
        }
    }

    /** A plain number is a fraction; 5 is refused, for it may be meant as 5 %. */
    private static double fraction(String option, String text, String below, String example) {
        boolean percent = text.endsWith("%");
        String number = percent ? text.substring(0, text.length() - 1).stripTrailing() : text;
        if (NUMBER.matcher(number).matches()) {
            BigDecimal value = new BigDecimal(number).movePointLeft(percent ? 2 : 0);
            if (value.signum() > 0 && value.compareTo(new BigDecimal(below)) < 0) {
                return value.doubleValue();
            }
        }
        throw new BadInputException(option + ": " + Refusal.quoted(text) + " is not possible (expected more than 0 and "
                + "less than " + below + ", or a percentage of that, such as " + example + ")");
    }

    private static <E extends Enum<E>> E named(String option, String text, E[] values) {
        return Arrays.stream(values).filter(value -> name(value).equals(text)).findFirst()
                .orElseThrow(() -> new BadInputException(option + ": " + Refusal.quoted(text)
                        + " is not possible (expected one of "
                        + Arrays.stream(values).map(GateOptions::name).collect(Collectors.joining(", ")) + ")"));
    }

    private static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
