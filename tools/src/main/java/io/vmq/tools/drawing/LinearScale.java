package io.vmq.tools.drawing;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;

/** Equal steps are equally wide. */
public record LinearScale(double from, double to) implements Scale {

    private static final int STEPS = 6;

    public LinearScale {
        if (!(to > from)) {
            throw new IllegalArgumentException("scale from " + from + " to " + to);
        }
    }

    /** From 0 to a round value at or above the given one. */
    public static LinearScale upTo(double most) {
        if (most <= 0) {
            return new LinearScale(0, 1);
        }
        double step = step(most);
        return new LinearScale(0, Math.ceil(most / step - 1e-9) * step);
    }

    /** A length of 1, 2 or 5 times a power of ten, of which a handful cover the range. */
    private static double step(double range) {
        double power = Math.pow(10, Math.floor(Math.log10(range / STEPS)));
        double share = range / STEPS / power;
        return power * (share <= 1 ? 1 : share <= 2 ? 2 : share <= 5 ? 5 : 10);
    }

    @Override
    public double at(double value) {
        return Math.clamp((value - from) / (to - from), 0, 1);
    }

    @Override
    public List<Tick> ticks() {
        double step = step(to - from);
        List<Tick> ticks = new ArrayList<>();
        for (long i = (long) Math.ceil(from / step - 1e-9); i * step <= to + step * 1e-9; i++) {
            ticks.add(new Tick(i * step, label(i * step)));
        }
        return ticks;
    }

    /** Without the tails of binary fractions. */
    static String label(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).setScale(9, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY).toPlainString() : plain.toPlainString();
    }

    @Override
    public String kind() {
        return "linear";
    }
}
