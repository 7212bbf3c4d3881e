package io.vmq.tools.sweep;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One setting that a sweep varies, and its values as given.
 *
 * @param key
 *            the option without its dashes; {@code mode} for modes, of which each cell has one
 * @param values
 *            what it takes, in order, each once; at least one
 * @param joined
 *            texts that would be one value with commas inside, had the user meant that: neighbours without quotes
 */
public record Axis(Setting setting, String key, List<String> values, List<String> joined) {

    /** Key of the axis of modes. */
    static final String MODE = "mode";
    /** No value in use has more commas than this that could be taken for those of the list. */
    private static final int MOST_JOINED = 4;

    public Axis {
        values = List.copyOf(values);
        joined = List.copyOf(joined);
    }

    /**
     * Reads {@code KEY=A,B}. A value with commas stands in double quotes, inside which two of them mean one.
     *
     * @throws BadInputException
     *             if it is not of that form, the key is none that can be varied, or a value is empty or there twice
     */
    static Axis parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw new BadInputException("--vary: " + Refusal.quoted(text)
                    + " names no values (expected KEY=A,B such as vms=4,8,16)");
        }
        Setting setting = setting(text.substring(0, equals));
        String key = setting == Setting.MODES ? MODE : setting.option().substring("--".length());
        List<AxisValue> values = AxisValue.list(key, text.substring(equals + 1));
        List<String> texts = values.stream().map(AxisValue::text).toList();
        refuseTwice(key, texts);
        if (setting == Setting.MODES) {
            refuseSeveralModes(texts);
        }
        return new Axis(setting, key, texts, mayHaveCommas(setting) ? joined(values) : List.of());
    }

    /** The axis that is there when modes are not varied: those of the scenario. */
    static Axis ofModes(List<String> modes) {
        return new Axis(Setting.MODES, MODE, modes, List.of());
    }

    private static Setting setting(String key) {
        Setting setting;
        try {
            setting = Setting.named(key);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--vary", e);
        }
        String why = switch (setting) {
            case CLOCK -> "a sweep runs in virtual time only";
            case CORE_MODE, CPUS -> "it means nothing in virtual time";
            case SEED -> "each cell has a seed of its own; --trials N gives N of them";
            case TRIALS -> "every cell has as many; --trials N says how many";
            default -> "";
        };
        if (!why.isEmpty()) {
            throw new BadInputException("--vary: '" + key + "' cannot be varied (" + why + ")");
        }
        return setting;
    }

    /** Modes are one a value; whatever is between commas may be the name of a file, and so may both together. */
    private static boolean mayHaveCommas(Setting setting) {
        return setting != Setting.MODES && setting != Setting.PCAP;
    }

    private static void refuseTwice(String key, List<String> values) {
        Set<String> seen = new HashSet<>();
        for (String value : values) {
            if (!seen.add(value)) {
                throw new BadInputException("--vary " + key + ": " + Refusal.quoted(value)
                        + " stands twice (expected each value once)");
            }
        }
    }

    private static void refuseSeveralModes(List<String> modes) {
        for (String mode : modes) {
            if (mode.contains(",")) {
                throw new BadInputException("--vary mode: " + Refusal.quoted(mode)
                        + " names several modes (expected one mode a value: a cell has one)");
            }
        }
    }

    private static List<String> joined(List<AxisValue> values) {
        List<String> joined = new ArrayList<>();
        for (int from = 0; from < values.size(); from++) {
            StringBuilder text = new StringBuilder(values.get(from).text());
            int most = Math.min(values.size(), from + MOST_JOINED);
            for (int to = from + 1; to < most && !values.get(from).quoted() && !values.get(to).quoted(); to++) {
                joined.add(text.append(',').append(values.get(to).text()).toString());
            }
        }
        return joined;
    }
}
