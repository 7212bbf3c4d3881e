package io.vmq.tools.drawing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Percentiles from 0 to 100, each further nine as wide as the one before: the axis of 1 / (1 - p).
 *
 * @param to
 *            nines up to its end: 3 is 99.9 %, and what is between is allowed
 */
public record TailScale(double to) implements Scale {

    public TailScale {
        if (!(to >= 1 && to < 16)) {
            throw new IllegalArgumentException("nines " + to);
        }
    }

    /** As many nines as a number of values can show, at least two: the highest of them lies at the end. */
    public static TailScale of(long count) {
        return new TailScale(Math.max(2, Math.log10((double) Math.max(1, count))));
    }

    /** The percentile after a number of nines. */
    public static double percentile(double nines) {
        return 100 * (1 - Math.pow(10, -nines));
    }

    @Override
    public double at(double percentile) {
        return percentile >= 100 ? 1 : Math.clamp(-Math.log10(1 - percentile / 100) / to, 0, 1);
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>(List.of(new Tick(0, "0 %"), new Tick(50, "50 %")));
        BigDecimal percentile = BigDecimal.valueOf(90);
        for (int nines = 1; nines <= to; nines++) {
            ticks.add(new Tick(percentile.doubleValue(), percentile.toPlainString() + " %"));
            percentile = percentile.add(BigDecimal.valueOf(9).movePointLeft(nines - 1));
        }
        return ticks;
    }

    @Override
    public String kind() {
        return "tail";
    }

    @Override
    public double from() {
        return 0;
    }
}
