package io.vmq.tools.gate.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EnergyScanTest {

    /** Equation by equation from the paper. */
    private static double statistic(double[] values, int at, int end) {
        double between = 0;
        double left = 0;
        double right = 0;
        for (int i = 0; i < end; i++) {
            for (int j = 0; j < i; j++) {
                double distance = Math.abs(values[i] - values[j]);
                between += j < at && i >= at ? distance : 0;
                left += i < at ? distance : 0;
                right += j >= at ? distance : 0;
            }
        }
        double n = at;
        double m = end - at;
        double energy = 2 / (n * m) * between - left / (n * (n - 1) / 2) - right / (m * (m - 1) / 2);
        return n * m / (n + m) * energy;
    }

    /** Seeds 1 to 20. */
    @RepeatedTest(20)
    void shouldFindTheSplitThatThePaperDefines(RepetitionInfo repetition) {
        Random random = new Random(repetition.getCurrentRepetition());
        int length = 6 + random.nextInt(20);
        double[] values = random.doubles(length).map(value -> Math.rint(value * 50) / 7).toArray();
        int bestAt = -1;
        double best = 0;
        for (int at = EnergyScan.SMALLEST; at <= length - EnergyScan.SMALLEST; at++) {
            for (int end = at + EnergyScan.SMALLEST; end <= length; end++) {
                double statistic = statistic(values, at, end);
                if (bestAt < 0 || statistic > best + 1e-9) {
                    best = statistic;
                    bestAt = at;
                }
            }
        }
        EnergyScan.Split split = new EnergyScan(40).best(values);

        assertThat(split.statistic()).isCloseTo(best, within(1e-9));
        assertThat(split.at()).isEqualTo(bestAt);
    }

    @Test
    void shouldFindNoSplitWithoutRoomForOne() {
        assertThat(new EnergyScan(5).best(new double[] {1, 1, 1, 9, 9}).at()).isNegative();
    }
}
