package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CompletionOrderTest {

    private static final ServiceCost PER_BYTE = new ServiceCost(0, 1);

    @Test
    void shouldCountAFrameThatALaterOneOvertakes() {
        Lab lab = new Lab(2, 4, 1);
        assertThat(lab.send(0, 0, 0, 100)).isZero();
        assertThat(lab.send(0, 1, 10, 5)).as("done at 15, before 100").isEqualTo(1);
        assertThat(lab.send(0, 1, 20, 5)).as("overtakes the same frame again").isZero();
    }

    @Test
    void shouldCountEachOfSeveralOvertakenFramesOnce() {
        Lab lab = new Lab(3, 4, 1);
        lab.send(0, 0, 0, 100);
        lab.send(0, 0, 0, 50);
        assertThat(lab.send(0, 1, 0, 120)).as("done at 120: overtakes the one done at 150").isEqualTo(1);
        assertThat(lab.send(0, 2, 1, 9)).as("done at 10: overtakes those done at 120 and 100").isEqualTo(2);
    }

    @Test
    void shouldNotCountFramesOfOtherFlows() {
        Lab lab = new Lab(2, 4, 2);
        lab.send(0, 0, 0, 100);
        assertThat(lab.send(1, 1, 0, 1)).isZero();
    }

    @Test
    void shouldNotCountFramesThatCompleteAtTheSameTime() {
        Lab lab = new Lab(2, 4, 1);
        lab.send(0, 0, 0, 100);
        assertThat(lab.send(0, 1, 0, 100)).isZero();
    }

    @Test
    void shouldNeverReorderWithinAQueue() {
        Lab lab = new Lab(1, 8, 1);
        for (int i = 0; i < 1_000; i++) {
            assertThat(lab.send(0, 0, i, 3 - i % 3)).isZero();
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 424_242})
    void shouldCountLikeABruteForceOverAllPairs(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < 60; trial++) {
            int cores = random.nextInt(1, 6);
            int flows = random.nextInt(1, 5);
            Lab lab = new Lab(cores, random.nextInt(1, 20), flows);
            int meanGap = random.nextInt(1, 40);
            int reported = 0;
            long now = 0;
            for (int i = 0; i < 400; i++) {
                now += random.nextInt(3) == 0 ? 0 : random.nextInt(2 * meanGap);
                reported += lab.send(random.nextInt(flows), random.nextInt(cores), now, random.nextInt(100));
            }
            assertThat(reported).as("trial %d", trial).isEqualTo(lab.reorderedByBruteForce());
        }
    }

    /** As many cores as queues, one each, and a note of every completion. */
    private static final class Lab {

        private final CoreModel[] cores;
        private final QueueModel[] queues;
        private final CompletionOrder order;
        private final List<List<Long>> completionsOfFlow;

        Lab(int queueCount, int ringSlots, int flows) {
            cores = new CoreModel[queueCount];
            queues = new QueueModel[queueCount];
            Arrays.setAll(cores, i -> new CoreModel(PER_BYTE, 0, Long.MAX_VALUE));
            Arrays.setAll(queues, i -> new QueueModel(ringSlots));
            order = new CompletionOrder(queues, flows);
            completionsOfFlow = IntStream.range(0, flows).mapToObj(flow -> (List<Long>) new ArrayList<Long>()).toList();
        }

        int send(int flow, int queue, long arrivalPs, int costPs) {
            long completion = cores[queue].offer(queues[queue], arrivalPs, costPs);
            if (completion == CoreModel.REFUSED) {
                return 0;
            }
            completionsOfFlow.get(flow).add(completion);
            return order.accepted(flow, queue, arrivalPs);
        }

        /** RFC 4737: a frame is reordered if any later one of its flow is done before it. */
        int reorderedByBruteForce() {
            int reordered = 0;
            for (List<Long> completions : completionsOfFlow) {
                for (int i = 0; i < completions.size(); i++) {
                    long mine = completions.get(i);
                    if (completions.subList(i + 1, completions.size()).stream().anyMatch(later -> later < mine)) {
                        reordered++;
                    }
                }
            }
            return reordered;
        }
    }
}
