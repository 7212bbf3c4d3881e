package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.core.CoreLab.Service;
import io.vmq.dispatch.fault.Outages;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrainTimeTest {

    private static final long PS_PER_NS = 1_000;
    private static final int TRIALS = 200;
    private static final int FRAMES = 2_000;

    /** Whatever comes and wherever it waits: no frame is with the core for longer. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 77_777})
    void shouldBeLongerThanAnyFrameWaits(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int trial = 0; trial < TRIALS; trial++) {
            int ring = random.nextInt(1, 200);
            int[] ringSlots = new int[random.nextInt(1, 6)];
            Arrays.fill(ringSlots, ring);
            ServiceCost cost = new ServiceCost(random.nextLong(1, 3_000_000), random.nextLong(1_000));
            InterruptModeration moderation = random.nextBoolean() ? InterruptModeration.OFF
                    : new InterruptModeration(random.nextLong(1, 50_000_000), random.nextInt(2, 64));
            CoreLab lab = new CoreLab(cost, moderation, Outages.NONE, 0, Long.MAX_VALUE, ringSlots);
            long[] arrivalPs = new long[FRAMES];
            int loved = random.nextInt(ringSlots.length);
            for (int frame = 0; frame < FRAMES; frame++) {
                long gapPs = random.nextInt(300) == 0 ? random.nextLong(100_000_000)
                        : random.nextLong(cost.ofPs(1_518));
                arrivalPs[frame] = (frame == 0 ? 0 : arrivalPs[frame - 1]) + gapPs;
                int queue = random.nextInt(3) == 0 ? loved : random.nextInt(ringSlots.length);
                lab.offer(queue, arrivalPs[frame], random.nextInt(64, 1_519));
            }
            lab.completions();
            long longestPs = PS_PER_NS * DrainTime.longestNs(cost, moderation, ring, ringSlots.length, 1_518);
            for (Service service : lab.services) {
                assertThat(service.completionPs() - arrivalPs[service.sequence()]).as("seed %d, trial %d", seed, trial)
                        .isLessThanOrEqualTo(longestPs);
            }
        }
    }

    /** Three full queues, whose frames all came at once: only the one frame that was in service then is too many. */
    @Test
    void shouldBeNoLongerThanTheWorstCaseButForAFrame() {
        CoreLab lab = new CoreLab(new ServiceCost(1_000_000, 0), 128, 128, 128);
        lab.offer(0, 0, 64);
        for (int frame = 0; frame < 3 * 128; frame++) {
            lab.offer(frame % 3, 1, 64);
        }
        assertThat(lab.completions().getLast()).isEqualTo(385 * 1_000_000L);
        assertThat(DrainTime.longestNs(new ServiceCost(1_000_000, 0), InterruptModeration.OFF, 128, 3, 64))
                .isEqualTo(385_000);
        assertThat(DrainTime.longestNs(new ServiceCost(1_500, 1), new InterruptModeration(20_000_000, 9), 1, 1, 100))
                .as("65 frames of 1.6 ns and the 20 us of the timer").isEqualTo(20_104);
    }
}
