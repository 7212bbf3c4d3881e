package io.vmq.tools.report;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A course as a line of blocks, low to high on a logarithmic axis. */
final class Sparkline {

    private static final String BLOCKS = "▁▂▃▄▅▆▇█";
    private static final char GAP = ' ';

    private Sparkline() {}

    /**
     * The line; where there are more values than room, each block is the mean of several.
     *
     * @param values
     *            above zero, null for a gap
     * @param least
     *            ratio of highest to lowest block, at least, so that noise does not look like mountains
     */
    static String of(@Nullable Double[] values, int room, double least) {
        int blocks = Math.min(room, values.length);
        @Nullable Double[] logs = new Double[blocks];
        Arrays.setAll(logs, i -> mean(values, i * values.length / blocks, (i + 1) * values.length / blocks));
        double low = Arrays.stream(logs).filter(log -> log != null).mapToDouble(log -> log).min().orElse(0);
        double high = Arrays.stream(logs).filter(log -> log != null).mapToDouble(log -> log).max().orElse(0);
        double range = Math.max(high - low, Math.log(least));
        double bottom = (low + high - range) / 2;
        StringBuilder line = new StringBuilder();
        for (Double log : logs) {
            int level = log == null ? 0
                    : Math.clamp((long) ((log - bottom) / range * BLOCKS.length()), 0, BLOCKS.length() - 1);
            line.append(log == null ? GAP : BLOCKS.charAt(level));
        }
        return line.toString();
    }

    private static @Nullable Double mean(@Nullable Double[] values, int from, int to) {
        double sum = 0;
        int count = 0;
        for (int i = from; i < to; i++) {
            Double value = values[i];
            if (value != null) {
                sum += Math.log(value);
                count++;
            }
        }
        return count == 0 ? null : Double.valueOf(sum / count);
    }
}
