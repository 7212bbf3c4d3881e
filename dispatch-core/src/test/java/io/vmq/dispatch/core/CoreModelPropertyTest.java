package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.core.ReferenceCore.Frame;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The closed form of {@link CoreModel} against a reference that steps from event to event, on random traffic. */
class CoreModelPropertyTest {

    private static final int TRIALS = 200;
    private static final int FRAMES = 300;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 77_777})
    void shouldAgreeWithAnEventByEventReference(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            new Comparison(random, "trial " + trial).run();
        }
    }

    /** One random core with its queues, and the same by the reference. */
    private static final class Comparison {

        private final SplittableRandom random;
        private final String name;
        private final ServiceCost cost;
        private final long fromPs;
        private final long toPs;
        private final CoreModel model;
        private final QueueModel[] queues;
        private final ReferenceCore reference;
        private final List<Frame> frames = new ArrayList<>();
        private final List<Long> completions = new ArrayList<>();

        Comparison(SplittableRandom random, String name) {
            this.random = random;
            this.name = name;
            int ringSlots = random.nextInt(1, 9);
            cost = new ServiceCost(random.nextInt(20), random.nextInt(3));
            fromPs = random.nextInt(500);
            toPs = fromPs + random.nextInt(1, 5_000);
            model = new CoreModel(cost, fromPs, toPs);
            queues = IntStream.range(0, random.nextInt(1, 5)).mapToObj(q -> new QueueModel(ringSlots))
                    .toArray(QueueModel[]::new);
            reference = new ReferenceCore(queues.length, ringSlots);
        }

        void run() {
            long now = 0;
            int meanGap = random.nextInt(1, 60);
            for (int i = 0; i < FRAMES; i++) {
                now += random.nextInt(4) == 0 ? 0 : random.nextInt(2 * meanGap);
                offer(now);
                compareDepths(now);
            }
            reference.runUntil(Long.MAX_VALUE);
            compareOutcome();
        }

        private void offer(long now) {
            int queue = random.nextInt(queues.length);
            int lengthBytes = random.nextInt(1, 30);
            Frame frame = new Frame(queue, now, cost.ofPs(lengthBytes));
            frames.add(frame);
            reference.arrive(frame);
            completions.add(model.offer(queues[queue], now, lengthBytes));
        }

        private void compareDepths(long now) {
            for (int queue = 0; queue < queues.length; queue++) {
                assertThat(queues[queue].depth(now)).as("%s, depth of queue %d at %d", name, queue, now)
                        .isEqualTo(reference.waiting(queue));
            }
        }

        private void compareOutcome() {
            for (int i = 0; i < FRAMES; i++) {
                Frame frame = frames.get(i);
                assertThat(completions.get(i)).as("%s, frame %d", name, i)
                        .isEqualTo(frame.refused ? CoreModel.REFUSED : frame.completion);
            }
            for (int queue = 0; queue < queues.length; queue++) {
                assertThat(queues[queue].highWater()).as("%s, high water", name)
                        .isEqualTo(reference.highWater(queue));
            }
            assertThat(model.busyPs()).as("%s, busy", name).isEqualTo(reference.busy(fromPs, toPs));
        }
    }
}
