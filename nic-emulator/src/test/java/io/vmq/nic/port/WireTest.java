package io.vmq.nic.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WireTest {

    private static final long PS = Wire.PS_PER_NS;

    @Test
    void shouldTake67NanosecondsForTheSmallestFrameAtTenGigabits() {
        Wire wire = new Wire(LinkRate.ofGbps(10));

        wire.transmit(0, 64);

        assertThat(wire.freeAtPs()).isEqualTo(67_200);
        assertThat(wire.dueNs()).isEqualTo(67);
        assertThat(wire.waitNs()).isZero();
    }

    @Test
    void shouldBeDueOneFrameTimeAfterAnArrivalOnAFreeWire() {
        Wire wire = new Wire(LinkRate.ofGbps(1));

        wire.transmit(5_000 * PS, 1518);

        assertThat(wire.dueNs()).isEqualTo(5_000 + 12_304);
        assertThat(wire.waitNs()).isZero();
    }

    @Test
    void shouldMakeAFrameWaitForTheOneBeforeIt() {
        Wire wire = new Wire(LinkRate.ofGbps(1));

        wire.transmit(0, 1518);
        wire.transmit(300 * PS, 64);

        assertThat(wire.waitNs()).isEqualTo(12_304 - 300);
        assertThat(wire.dueNs()).isEqualTo(12_304 + 672);
    }

    @Test
    void shouldNotWaitWhenTheFrameArrivesAsTheWireFallsFree() {
        Wire wire = new Wire(LinkRate.ofGbps(10));

        wire.transmit(0, 64);
        wire.transmit(67_200, 64);

        assertThat(wire.waitNs()).isZero();
        assertThat(wire.freeAtPs()).isEqualTo(134_400);
    }

    @Test
    void shouldForgetTheFractionOfAPicosecondWhenTheWireWasIdle() {
        Wire wire = new Wire(new LinkRate(3_000_000_000L));

        wire.transmit(0, 64);
        wire.transmit(1_000_000, 64);

        assertThat(wire.freeAtPs()).isEqualTo(1_000_000 + 224_000);
    }

    /** 10 M frames back to back; 7 Mb/s and 3 Gb/s do not divide a picosecond evenly. */
    @ParameterizedTest
    @ValueSource(longs = {7_000_000L, 1_000_000_000L, 3_000_000_000L, 10_000_000_000L, 999_999_999_989L})
    void shouldNotDriftFromTheLinkRateOverTenMillionFrames(long bps) {
        Wire wire = new Wire(new LinkRate(bps));
        SplittableRandom sizes = new SplittableRandom(42);
        long l1Bytes = 0;

        for (int i = 0; i < 10_000_000; i++) {
            int length = 64 + sizes.nextInt(1455);
            l1Bytes += length + 20;
            wire.transmit(0, length);
        }

        BigInteger exactPs = BigInteger.valueOf(l1Bytes * 8).multiply(BigInteger.valueOf(1_000_000_000_000L))
                .divide(BigInteger.valueOf(bps));
        assertThat(wire.freeAtPs()).isEqualTo(exactPs.longValueExact());
        assertThat(wire.dueNs()).isEqualTo(exactPs.longValueExact() / 1_000);
    }

    @Test
    void shouldCarry14880952FramesInASecondAtTenGigabits() {
        Wire wire = new Wire(LinkRate.ofGbps(10));
        int frames = 0;

        wire.transmit(0, 64);
        while (wire.freeAtPs() <= 1_000_000_000_000L) {
            frames++;
            wire.transmit(0, 64);
        }

        assertThat(frames).isEqualTo(14_880_952);
    }
}
