package io.vmq.tools.gate.input;

import java.util.Arrays;
import org.HdrHistogram.AbstractHistogram;
import org.HdrHistogram.HistogramIterationValue;

/** The percentiles of a histogram, which is walked through once and not for each of them: a wide, fine one has millions of places. */
final class RecordedPercentiles {

    private final long[] values;
    private final long[] countsUpTo;
    private final int size;

    /** Of a histogram that has at least one value. */
    RecordedPercentiles(AbstractHistogram histogram) {
        long[] someValues = new long[64];
        long[] someCounts = new long[64];
        int count = 0;
        for (HistogramIterationValue each : histogram.recordedValues()) {
            if (count == someValues.length) {
                someValues = Arrays.copyOf(someValues, 2 * count);
                someCounts = Arrays.copyOf(someCounts, 2 * count);
            }
            someValues[count] = histogram.highestEquivalentValue(each.getValueIteratedTo());
            someCounts[count] = each.getTotalCountToThisValue();
            count++;
        }
        values = someValues;
        countsUpTo = someCounts;
        size = count;
    }

    /**
     * The same that {@link AbstractHistogram#getValueAtPercentile(double)} gives.
     *
     * @param percentile
     *            above 0, at most 100
     */
    double valueAt(double percentile) {
        double share = Math.nextDown(percentile) / 100;
        long rank = Math.max(1, (long) Math.ceil(share * countsUpTo[size - 1]));
        int at = Arrays.binarySearch(countsUpTo, 0, size, rank);
        return values[at >= 0 ? at : -at - 1];
    }
}
