package io.vmq.dispatch.ring;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PollPauseTest {

    private static final int SHORTEST_SPINS = 2;

    @Test
    void shouldHardlyWaitWhileFramesComeOneByOne() {
        PollPause pause = new PollPause(2_048);
        for (int look = 0; look < 20; look++) {
            pause.after(look % 2, look % 2);
        }
        assertThat(pause.spins()).isEqualTo(SHORTEST_SPINS);
    }

    @ParameterizedTest
    @CsvSource({"1,2", "8,2", "64,16", "512,128", "2048,512", "65536,512"})
    void shouldWaitLongerWhileFramesComeFastButNotLongerThanTheRingAllows(int ringSlots, int longestSpins) {
        PollPause pause = new PollPause(ringSlots);
        for (int look = 0; look < 20; look++) {
            // Always more than one frame in eight spins, and less than plenty if the ring is large.
            int found = Math.max(5, pause.spins() / 8 + 1);
            pause.after(found, 1);
        }
        assertThat(pause.spins()).isLessThanOrEqualTo(longestSpins);
        if (ringSlots >= 64) {
            assertThat(pause.spins()).isEqualTo(longestSpins);
        }
    }

    @Test
    void shouldComeDownAgainWhenFramesComeSlowlyAfterALongWait() {
        PollPause pause = new PollPause(2_048);
        for (int look = 0; look < 20; look++) {
            pause.after(pause.spins() / 8 + 5, 1);
        }
        assertThat(pause.spins()).isEqualTo(512);
        for (int look = 0; look < 20; look++) {
            pause.after(pause.spins() / 16, 1);
        }
        assertThat(pause.spins()).isEqualTo(SHORTEST_SPINS);
    }

    @Test
    void shouldNotWaitForABacklogInOneRing() {
        PollPause pause = new PollPause(2_048);
        for (int look = 0; look < 20; look++) {
            pause.after(64, 64);
        }
        assertThat(pause.spins()).isEqualTo(SHORTEST_SPINS);
    }
}
