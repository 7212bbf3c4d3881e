package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrialClockTest {

    private long now = 1_000;

    @Test
    void shouldTellTheTimeSinceTheTrialBegan() {
        TrialClock clock = new TrialClock(() -> now, 1_500, 0);
        assertThat(clock.nowNs()).isEqualTo(-500);
        now = 1_700;
        assertThat(clock.nowNs()).isEqualTo(200);
    }

    @Test
    void shouldRememberTheLongestGapBetweenTwoReads() {
        TrialClock clock = new TrialClock(() -> now, 1_000, 0);
        for (long at : new long[] {1_010, 1_050, 1_055, 1_060}) {
            now = at;
            clock.nowNs();
        }
        assertThat(clock.maxGapNs()).isEqualTo(40);
    }

    @Test
    void shouldCountOfAGapOnlyThePartWithinTheWindow() {
        TrialClock clock = new TrialClock(() -> now, 1_000, 100);
        now = 1_090;
        clock.nowNs();
        assertThat(clock.maxGapNs()).as("before the window").isZero();
        now = 1_130;
        clock.nowNs();
        assertThat(clock.maxGapNs()).as("across its border").isEqualTo(30);
    }
}
