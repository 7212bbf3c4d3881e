package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.core.ReferenceCore.Frame;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@link CoreModel} against a reference that lives through every picosecond, on random traffic. */
class CoreModelPropertyTest {

    private static final int TRIALS = 200;
    private static final int FRAMES = 300;
    private static final long PS_PER_NS = 1_000;

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 77_777})
    void shouldAgreeWithAReferenceThatLivesThroughEveryPicosecond(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            new Comparison(random, "seed " + seed + ", trial " + trial).run();
        }
    }

    /** One random core with its queues, and the same by the reference. */
    private static final class Comparison {

        private final SplittableRandom random;
        private final String name;
        private final boolean dropsHead;
        private final ServiceCost cost;
        private final CoreLab lab;
        private final ReferenceCore reference;

        Comparison(SplittableRandom random, String name) {
            this.random = random;
            this.name = name;
            dropsHead = random.nextBoolean();
            int[] ringSlots = new int[random.nextInt(20) == 0 ? random.nextInt(60, 200) : random.nextInt(1, 6)];
            Arrays.fill(ringSlots, random.nextInt(1, 9));
            cost = new ServiceCost(random.nextInt(20), random.nextInt(3));
            long fromNs = random.nextInt(3);
            long toNs = fromNs + random.nextInt(1, 3);
            boolean stalls = random.nextBoolean();
            Outages outages = stalls ? new Outages(List.of(new Outage(fromNs, toNs))) : Outages.NONE;
            long windowFromPs = random.nextInt(2_000);
            long windowToPs = windowFromPs + random.nextInt(1, 5_000);
            lab = new CoreLab(cost, outages, windowFromPs, windowToPs, ringSlots);
            reference = new ReferenceCore(ringSlots.length, ringSlots[0], stalls ? fromNs * PS_PER_NS : 0,
                    stalls ? toNs * PS_PER_NS : 0, windowFromPs, windowToPs);
        }

        void run() {
            long now = 0;
            int meanGap = random.nextInt(1, 60);
            for (int i = 0; i < FRAMES; i++) {
                now += random.nextInt(4) == 0 ? 0 : random.nextInt(2 * meanGap);
                if (random.nextInt(10) == 0) {
                    lab.core.advance(now);
                }
                offer(random.nextInt(lab.queues.length), now, i);
                compareDepths(now);
            }
            reference.finish();
            compareServices();
        }

        private void offer(int queue, long now, int sequence) {
            int lengthBytes = random.nextInt(1, 30);
            reference.arrive(new Frame(queue, sequence, now, cost.ofPs(lengthBytes)), dropsHead);
            if (dropsHead) {
                lab.core.advance(now);
                if (lab.queues[queue].isFull()) {
                    lab.core.dropOldest(lab.queues[queue]);
                }
            }
            lab.offer(queue, now, lengthBytes);
        }

        private void compareDepths(long now) {
            lab.core.advance(now);
            reference.runTo(now);
            for (int queue = 0; queue < lab.queues.length; queue++) {
                assertThat(lab.queues[queue].depth()).as("%s, depth of queue %d at %d", name, queue, now)
                        .isEqualTo(reference.waiting(queue));
            }
        }

        private void compareServices() {
            List<Long> completions = lab.completions();
            List<Frame> expected = reference.done();
            assertThat(completions).as("%s, completions", name)
                    .containsExactlyElementsOf(expected.stream().map(frame -> frame.completion).toList());
            assertThat(lab.services).as("%s, sequences", name).extracting(CoreLab.Service::sequence)
                    .containsExactlyElementsOf(expected.stream().map(frame -> frame.sequence).toList());
            assertThat(lab.services).as("%s, starts", name).extracting(CoreLab.Service::startPs)
                    .containsExactlyElementsOf(expected.stream().map(frame -> frame.start).toList());
            assertThat(lab.core.busyPs()).as("%s, busy", name).isEqualTo(reference.busy());
        }
    }
}
