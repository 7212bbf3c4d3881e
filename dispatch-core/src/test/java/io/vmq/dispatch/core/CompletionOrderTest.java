package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionOrderTest {

    private record Completion(int flow, int sequence, long ps) {}

    @Test
    void shouldLetAFlowWanderFromItsSecondQueueOn() {
        CompletionOrder order = new CompletionOrder(2);
        assertThat(order.accepted(0, 3, 0)).as("first queue").isNegative();
        assertThat(order.accepted(0, 3, 1)).isNegative();
        assertThat(order.wanders(0)).isFalse();
        assertThat(order.accepted(0, 5, 2)).as("leaves queue 3").isEqualTo(3);
        assertThat(order.wanders(0)).isTrue();
        assertThat(order.accepted(0, 3, 3)).isNegative();
        assertThat(order.wanders(1)).isFalse();
    }

    @Test
    void shouldCountAFrameThatALaterOneOvertakesOnce() {
        CompletionOrder order = new CompletionOrder(1);
        order.note(0, 1, 15, true);
        order.note(0, 0, 100, true);
        order.note(0, 2, 25, true);
        order.settle(Long.MAX_VALUE);

        assertThat(order.takeReordered()).isEqualTo(1);
        assertThat(order.takeReordered()).isZero();
    }

    @Test
    void shouldNotCountFramesThatCompleteAtTheSameTimeNorThoseOfTheWarmUp() {
        CompletionOrder order = new CompletionOrder(2);
        order.note(0, 1, 100, true);
        order.note(0, 0, 100, true);
        order.note(1, 1, 5, true);
        order.note(1, 0, 6, false);
        order.settle(Long.MAX_VALUE);

        assertThat(order.takeReordered()).isZero();
    }

    @Test
    void shouldCountFromWhereAFlowBeginsToWanderAlsoWhenSequencesHaveWrapped() {
        CompletionOrder order = new CompletionOrder(1);
        order.accepted(0, 1, Integer.MIN_VALUE + 4);
        order.accepted(0, 2, Integer.MIN_VALUE + 5);
        order.note(0, Integer.MIN_VALUE + 5, 10, true);
        order.note(0, Integer.MIN_VALUE + 4, 20, true);
        order.note(0, Integer.MIN_VALUE + 6, 30, true);
        order.settle(Long.MAX_VALUE);

        assertThat(order.takeReordered()).isEqualTo(1);
    }

    @Test
    void shouldWaitForCompletionsThatAreNotCertainYet() {
        CompletionOrder order = new CompletionOrder(1);
        order.note(0, 0, 100, true);
        order.settle(50);
        order.note(0, 1, 60, true);
        order.settle(Long.MAX_VALUE);

        assertThat(order.takeReordered()).isEqualTo(1);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 424_242})
    void shouldCountLikeABruteForceOverAllPairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 60; trial++) {
            int flows = random.nextInt(1, 5);
            List<Completion> completions = new ArrayList<>();
            int[] sequences = new int[flows];
            for (int i = 0; i < 5_000; i++) {
                int flow = random.nextInt(flows);
                completions.add(new Completion(flow, sequences[flow]++, i / 3 + random.nextInt(40)));
            }
            int expected = reorderedByBruteForce(completions, flows);
            assertThat(countedInAnyOrder(completions, flows, random)).as("seed %d, trial %d", seed, trial)
                    .isEqualTo(expected);
        }
    }

    private static int countedInAnyOrder(List<Completion> completions, int flows, SplittableRandom random) {
        CompletionOrder order = new CompletionOrder(flows);
        List<Completion> shuffled = new ArrayList<>(completions);
        Collections.shuffle(shuffled, new java.util.Random(random.nextLong()));
        shuffled.forEach(done -> order.note(done.flow(), done.sequence(), done.ps(), true));
        order.settle(random.nextInt(1_000));
        order.settle(Long.MAX_VALUE);
        return order.takeReordered();
    }

    /** RFC 4737: a frame is reordered if any later one of its flow is done before it. Later ones lie within 120 places. */
    private static int reorderedByBruteForce(List<Completion> completions, int flows) {
        int reordered = 0;
        for (int flow = 0; flow < flows; flow++) {
            int wanted = flow;
            List<Completion> own = completions.stream().filter(done -> done.flow() == wanted).toList();
            for (int i = 0; i < own.size(); i++) {
                long mine = own.get(i).ps();
                boolean overtaken = own.subList(i + 1, Math.min(own.size(), i + 130)).stream()
                        .anyMatch(later -> later.ps() < mine);
                reordered += overtaken ? 1 : 0;
            }
        }
        return reordered;
    }
}
