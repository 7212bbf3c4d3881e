package io.vmq.tools.page;

import io.vmq.tools.archive.LoggedInterval;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Columns of time.
 *
 * @param bounds
 *            begin of each column in s, and the end of the last one
 */
record LoadGrid(List<Double> bounds) {

    private static final int MOST_BOXES = 1_500;
    private static final int MOST_COLUMNS = 120;
    private static final int FEWEST_COLUMNS = 24;
    private static final double PER_THOUSAND = 1e-3;

    LoadGrid {
        bounds = List.copyOf(bounds);
    }

    /** The columns of a trial whose log has queues; null if it has none. */
    static @Nullable LoadGrid of(TrialLog log) {
        if (log.queues().isEmpty() || log.total().isEmpty()) {
            return null;
        }
        int most = Math.clamp(MOST_BOXES / log.queues().size(), FEWEST_COLUMNS, MOST_COLUMNS);
        int together = Math.ceilDiv(log.total().size(), most);
        List<Double> bounds = new ArrayList<>();
        for (int i = 0; i < log.total().size(); i += together) {
            bounds.add(log.total().get(i).startSeconds());
        }
        double end = log.total().stream().mapToDouble(LoggedInterval::endSeconds).max().orElseThrow();
        bounds.add(end);
        return isAscending(bounds) ? new LoadGrid(bounds) : null;
    }

    private static boolean isAscending(List<Double> bounds) {
        for (int i = 1; i < bounds.size(); i++) {
            if (bounds.get(i) <= bounds.get(i - 1)) {
                return false;
            }
        }
        return true;
    }

    /** No frames in any column. */
    double[] empty() {
        return new double[bounds.size() - 1];
    }

    /** Adds frames of a stretch of time to the columns that it lies in, evenly over time. */
    void spread(double[] frames, double from, double to, double count) {
        for (int i = 0; i < frames.length; i++) {
            double shared = Math.min(to, bounds.get(i + 1)) - Math.max(from, bounds.get(i));
            if (shared > 0) {
                frames[i] += count * shared / (to - from);
            }
        }
    }

    /** Thousands of frames a second in each column. */
    List<Double> rates(double[] frames) {
        double[] rates = new double[frames.length];
        Arrays.setAll(rates, i -> frames[i] * PER_THOUSAND / (bounds.get(i + 1) - bounds.get(i)));
        return Arrays.stream(rates).boxed().toList();
    }
}
