package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.linux.SystemCalls;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class StampClockTest {

    private static final long FRAME = 64;
    private final Memory frames = Memory.allocate(128);

    @BeforeAll
    static void needsLinux() {
        Lab.assumeLinux();
    }

    @Test
    void shouldTurnTheStampInFrontOfAFrameIntoTimeOfDay() {
        StampClock clock = new StampClock();
        long beforeNs = SystemCalls.clockNs(SystemCalls.CLOCK_REALTIME);
        frames.putLong(FRAME - Long.BYTES, SystemCalls.clockNs(SystemCalls.CLOCK_MONOTONIC));
        long afterNs = SystemCalls.clockNs(SystemCalls.CLOCK_REALTIME);

        // The two clocks are looked at one after the other, so their distance is known to some µs.
        assertThat(clock.stampNs(frames, FRAME)).isBetween(beforeNs - 1_000_000, afterNs + 1_000_000);
        assertThat(clock.stampsOurselves()).isFalse();
    }

    @Test
    void shouldStampItselfOnceWhatTheKernelDidNot() {
        StampClock clock = new StampClock();
        frames.putLong(FRAME - Long.BYTES, 12_345);
        StampClock.clear(frames, FRAME);

        long stampNs = clock.stampNs(frames, FRAME);

        assertThat(clock.stampsOurselves()).isTrue();
        assertThat(clock.stampNs(frames, FRAME)).isEqualTo(stampNs);
    }
}
