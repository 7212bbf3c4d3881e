package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderCheckTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 2 3 4 5 6 7 8 9 10    | 0",
        // The examples of RFC 4737, section 7: one packet late, two packets late, three packets late.
        "1 2 3 5 6 7 8 4 9 10    | 1",
        "1 2 3 4 7 5 6 8 9 10    | 2",
        "1 2 3 7 8 9 10 4 5 6 11 | 3",
        "10 9 8 7 6 5 4 3 2 1    | 9",
        // Lost packets are not reordered ones.
        "1 2 5 6 9               | 0",
        "5 1                     | 1"})
    void shouldCountLikeRfc4737(String arrivals, int reordered) {
        OrderCheck check = OrderCheck.ofManyThreads(1);
        int counted = Arrays.stream(arrivals.split(" ", -1)).mapToInt(Integer::parseInt)
                .map(sequence -> check.delivered(0, sequence)).sum();

        assertThat(counted).isEqualTo(reordered);
    }

    @Test
    void shouldWatchEveryFlowByItself() {
        OrderCheck check = OrderCheck.ofManyThreads(2);
        assertThat(check.delivered(0, 5)).isZero();
        assertThat(check.delivered(1, 0)).isZero();
        assertThat(check.delivered(1, 1)).isZero();
        assertThat(check.delivered(0, 4)).isEqualTo(1);
    }

    @Test
    void shouldLetSequencesWrap() {
        OrderCheck check = OrderCheck.ofManyThreads(1);
        check.delivered(0, Integer.MAX_VALUE - 1);
        assertThat(check.delivered(0, Integer.MAX_VALUE)).isZero();
        assertThat(check.delivered(0, Integer.MIN_VALUE)).isZero();
        assertThat(check.delivered(0, Integer.MAX_VALUE)).isEqualTo(1);
        assertThat(check.delivered(0, Integer.MIN_VALUE + 1)).isZero();
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldCountAFrameIfALaterOneCameBeforeIt(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 100; trial++) {
            int[] arrivals = shuffledNearby(random);
            OrderCheck check = OrderCheck.ofManyThreads(1);
            for (int i = 0; i < arrivals.length; i++) {
                int mine = arrivals[i];
                boolean overtaken = IntStream.range(0, i).anyMatch(j -> arrivals[j] > mine);
                assertThat(check.delivered(0, mine)).isEqualTo(overtaken ? 1 : 0);
            }
        }
    }

    private static int[] shuffledNearby(SplittableRandom random) {
        int[] arrivals = IntStream.range(0, 100).toArray();
        for (int swap = 0; swap < 40; swap++) {
            int i = random.nextInt(arrivals.length);
            int j = Math.min(arrivals.length - 1, i + random.nextInt(5));
            int kept = arrivals[i];
            arrivals[i] = arrivals[j];
            arrivals[j] = kept;
        }
        return arrivals;
    }

    @Test
    void shouldKeepTheHighestSequenceWhenTwoThreadsReport() throws InterruptedException, ExecutionException {
        int count = 200_000;
        OrderCheck check = OrderCheck.ofManyThreads(1);
        FutureTask<Integer> even = new FutureTask<>(() -> deliverEveryOther(check, 0, count));
        Thread thread = Thread.ofPlatform().daemon().start(even);
        int odd = deliverEveryOther(check, 1, count);
        thread.join();

        assertThat(check.delivered(0, count - 1)).as("the last of both has been seen").isEqualTo(1);
        assertThat(check.delivered(0, count)).isZero();
        assertThat(even.get() + odd).as("the first to be reported is in order").isLessThan(count);
    }

    private static int deliverEveryOther(OrderCheck check, int from, int to) {
        int reordered = 0;
        for (int sequence = from; sequence < to; sequence += 2) {
            reordered += check.delivered(0, sequence);
        }
        return reordered;
    }
}
