package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.fault.Outages;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterruptModerationTest {

    private static final ServiceCost TEN = new ServiceCost(10, 0);

    private static CoreLab lab(long timerPs, int frames, int... ringSlots) {
        return new CoreLab(TEN, new InterruptModeration(timerPs, frames), Outages.NONE, 0, Long.MAX_VALUE, ringSlots);
    }

    @Test
    void shouldWakeAtTheTimerAfterTheFirstFrame() {
        CoreLab lab = lab(100, 1_000, 8);
        lab.offer(0, 5, 64);
        lab.offer(0, 60, 64);
        lab.offer(0, 105, 64);

        assertThat(lab.completions()).containsExactly(115L, 125L, 135L);
    }

    @Test
    void shouldWakeWhenSoManyFramesWait() {
        CoreLab lab = lab(100, 3, 8, 8);
        lab.offer(0, 5, 64);
        lab.offer(1, 20, 64);
        lab.offer(0, 30, 64);

        assertThat(lab.completions()).containsExactly(40L, 50L, 60L);
    }

    @Test
    void shouldNeedNoInterruptWhileItIsAwake() {
        CoreLab lab = lab(100, 1_000, 8);
        lab.offer(0, 0, 64);
        lab.offer(0, 108, 64);
        lab.offer(0, 119, 64);
        lab.offer(0, 130, 64);

        assertThat(lab.completions()).as("the last one comes when the core has just gone to sleep").containsExactly(
                110L,
                120L, 130L, 240L);
    }

    @Test
    void shouldKeepTheTimerRunningWhenTheFirstFrameIsDropped() {
        CoreLab lab = lab(100, 1_000, 1);
        lab.offer(0, 0, 64);
        lab.core.advance(50);
        lab.core.dropOldest(lab.queues[0]);
        lab.offer(0, 50, 64);

        assertThat(lab.completions()).containsExactly(110L);
    }

    @ParameterizedTest
    @CsvSource({"0,1", "0,1000", "100,1"})
    void shouldBeOffWithoutATimerOrWithOneFrame(long timerPs, int frames) {
        assertThat(new InterruptModeration(timerPs, frames).isOn()).isFalse();
        CoreLab lab = lab(timerPs, frames, 8);
        lab.offer(0, 5, 64);
        lab.offer(0, 40, 64);

        assertThat(lab.completions()).containsExactly(15L, 50L);
    }

    /** Frame by frame, with the rule in other words: who finds the core asleep and alone sets the alarm. */
    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void shouldEqualAReferenceThatLooksAhead(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int frames = random.nextInt(2, 9);
        long timerPs = random.nextInt(1, 200);
        List<Long> arrivals = new ArrayList<>();
        long atPs = 0;
        for (int i = 0; i < 2_000; i++) {
            atPs += random.nextInt(random.nextInt(8) == 0 ? 300 : 14);
            arrivals.add(atPs);
        }
        CoreLab lab = lab(timerPs, frames, 4_096);
        arrivals.forEach(arrival -> assertThat(lab.offer(0, arrival, 64)).isTrue());

        assertThat(lab.completions()).as("seed %d", seed).isEqualTo(reference(arrivals, timerPs, frames));
    }

    private static List<Long> reference(List<Long> arrivals, long timerPs, int frames) {
        List<Long> completions = new ArrayList<>();
        long freePs = 0;
        int next = 0;
        while (next < arrivals.size()) {
            long firstPs = arrivals.get(next);
            long wakePs = firstPs;
            if (firstPs >= freePs) {
                boolean enough = next + frames <= arrivals.size();
                wakePs = enough ? Math.min(firstPs + timerPs, arrivals.get(next + frames - 1)) : firstPs + timerPs;
            }
            freePs = Math.max(freePs, wakePs);
            while (next < arrivals.size() && (arrivals.get(next) < freePs || arrivals.get(next) <= wakePs)) {
                freePs += 10;
                completions.add(freePs);
                next++;
            }
        }
        return completions;
    }

    @ParameterizedTest
    @CsvSource({"-1,1", "1000000000001,2", "5,0"})
    void shouldRefuseWhatCannotBe(long timerPs, int frames) {
        assertThatThrownBy(() -> new InterruptModeration(timerPs, frames)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0 to 1 s and 1 frame or more expected");
    }
}
