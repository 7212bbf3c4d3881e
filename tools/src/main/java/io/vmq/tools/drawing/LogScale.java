package io.vmq.tools.drawing;

import java.util.ArrayList;
import java.util.List;

/** Equal ratios are equally wide. Values at or below the begin are put there. */
public record LogScale(double from, double to) implements Scale {

    /** With so few decades there is room for labels between them. */
    private static final int FEW_DECADES = 2;

    public LogScale {
        if (!(from > 0 && to > from)) {
            throw new IllegalArgumentException("logarithmic scale from " + from + " to " + to);
        }
    }

    /** From a 1, 2 or 5 times a power of ten at or below the least value to one at or above the highest. */
    public static LogScale around(double least, double most) {
        double from = Math.pow(10, Math.floor(Math.log10(least)));
        double to = Math.pow(10, Math.ceil(Math.log10(most)));
        double begin = least >= 5 * from ? 5 * from : least >= 2 * from ? 2 * from : from;
        double end = most <= to / 5 ? to / 5 : most <= to / 2 ? to / 2 : to;
        return new LogScale(begin, end > begin ? end : begin * 10);
    }

    @Override
    public double at(double value) {
        return value <= from ? 0 : Math.clamp(Math.log(value / from) / Math.log(to / from), 0, 1);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        boolean few = Math.log10(to / from) <= FEW_DECADES;
        for (int power = (int) Math.floor(Math.log10(from) + 1e-9); power <= Math.log10(to) + 1e-9; power++) {
            double decade = Math.pow(10, power);
            for (int times = 1; times < 10; times++) {
                double value = times * decade;
                if (value >= from * (1 - 1e-9) && value <= to * (1 + 1e-9)) {
                    boolean labelled = times == 1 || (few && (times == 2 || times == 5));
                    ticks.add(new Tick(value, labelled ? LinearScale.label(value) : ""));
                }
            }
        }
        return ticks;
    }

    @Override
    public String kind() {
        return "log";
    }
}
