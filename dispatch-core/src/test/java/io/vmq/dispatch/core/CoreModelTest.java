package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.core.CoreLab.Service;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that were worked out by hand. A frame costs 10 ps, whatever its length, unless a test says otherwise. */
class CoreModelTest {

    private static final ServiceCost TEN = new ServiceCost(10, 0);
    private static final int LENGTH = 64;

    private final CoreLab lab = new CoreLab(TEN, 4);

    @Test
    void shouldServeAtOnceWhenIdle() {
        lab.offer(0, 0, LENGTH);
        lab.offer(0, 10, LENGTH);
        lab.offer(0, 35, LENGTH);

        assertThat(lab.completions()).containsExactly(10L, 20L, 45L);
        assertThat(lab.services).extracting(Service::startPs).containsExactly(0L, 10L, 35L);
    }

    @Test
    void shouldServeOneAfterTheOther() {
        lab.offer(0, 0, LENGTH);
        lab.offer(0, 1, LENGTH);
        lab.offer(0, 19, LENGTH);
        lab.offer(0, 30, LENGTH);

        assertThat(lab.completions()).containsExactly(10L, 20L, 30L, 40L);
    }

    @Test
    void shouldStartNothingBeyondTheTimeItIsAdvancedTo() {
        lab.offer(0, 0, LENGTH);
        lab.offer(0, 0, LENGTH);
        lab.core.advance(9);
        assertThat(lab.services).hasSize(1);
        lab.core.advance(10);
        assertThat(lab.services).hasSize(2);
    }

    @Test
    void shouldChargeFramesByTheirLength() {
        CoreLab perByte = new CoreLab(new ServiceCost(5, 2), 4);
        perByte.offer(0, 0, 100);
        perByte.offer(0, 0, 1);

        assertThat(perByte.completions()).containsExactly(205L, 212L);
    }

    @Test
    void shouldRefuseAFrameWhileTheOneKPlacesEarlierHasNotStarted() {
        CoreLab two = new CoreLab(TEN, 2);
        assertThat(two.offer(0, 0, LENGTH)).as("in service").isTrue();
        assertThat(two.offer(0, 0, LENGTH)).as("waits in slot 1").isTrue();
        assertThat(two.offer(0, 0, LENGTH)).as("waits in slot 2").isTrue();

        assertThat(two.offer(0, 0, LENGTH)).isFalse();
        assertThat(two.offer(0, 9, LENGTH)).as("just before the second starts").isFalse();
        assertThat(two.offer(0, 10, LENGTH)).as("the second starts now: its slot is free").isTrue();
        assertThat(two.offer(0, 10, LENGTH)).isFalse();
        assertThat(two.offer(0, 20, LENGTH)).isTrue();
        assertThat(two.completions()).containsExactly(10L, 20L, 30L, 40L, 50L);
    }

    @Test
    void shouldLetQueuesTakeTurnsWithWhatWaitedWhenTheTurnBegan() {
        CoreLab three = new CoreLab(TEN, 8, 8, 8);
        three.offer(0, 0, LENGTH);
        three.offer(0, 1, LENGTH);
        three.offer(0, 2, LENGTH);
        three.offer(2, 3, LENGTH);
        three.offer(1, 4, LENGTH);
        three.offer(0, 15, LENGTH);
        three.offer(2, 39, LENGTH);
        three.completions();

        assertThat(three.services).extracting(Service::queue).containsExactly(0, 1, 2, 0, 0, 0, 2);
    }

    @Test
    void shouldGiveAQueueNoMoreThanItsBudgetInATurn() {
        CoreLab two = new CoreLab(TEN, 200, 200);
        two.offer(1, 0, LENGTH);
        for (int i = 0; i < 100; i++) {
            two.offer(0, 1, LENGTH);
        }
        two.offer(1, 1, LENGTH);
        two.completions();

        assertThat(two.services.subList(1, 65)).extracting(Service::queue).containsOnly(0);
        assertThat(two.services.get(65).queue()).isEqualTo(1);
        assertThat(two.services.subList(66, 102)).extracting(Service::queue).containsOnly(0);
    }

    @Test
    void shouldDecideWhoIsNextWhenServiceStartsNotWhenItIsAsked() {
        CoreLab two = new CoreLab(TEN, 8, 8, 8);
        two.offer(0, 0, LENGTH);
        two.offer(2, 1, LENGTH);
        two.core.advance(5);
        two.offer(1, 6, LENGTH);
        two.completions();

        assertThat(two.services).extracting(Service::queue).containsExactly(0, 1, 2);
    }

    @Test
    void shouldNeverWaitIfServiceIsFree() {
        CoreLab free = new CoreLab(ServiceCost.FREE, 1);
        for (int i = 0; i < 100; i++) {
            assertThat(free.offer(0, i / 10, LENGTH)).isTrue();
        }
        assertThat(free.completions()).isSorted().hasSize(100).endsWith(9L);
        assertThat(free.core.busyPs()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,100,30", "0,25,25", "5,100,25", "5,25,20", "12,18,6", "30,100,0", "0,1,1", "29,30,1"})
    void shouldCountTimeInServiceOnlyWithinTheWindow(long fromPs, long toPs, long busyPs) {
        CoreLab clipped = new CoreLab(TEN, Outages.NONE, fromPs, toPs, 8);
        clipped.offer(0, 0, LENGTH);
        clipped.offer(0, 0, LENGTH);
        clipped.offer(0, 20, LENGTH);
        clipped.completions();

        assertThat(clipped.core.busyPs()).isEqualTo(busyPs);
    }

    @Test
    void shouldKnowHowManyFramesWait() {
        CoreLab eight = new CoreLab(TEN, 8);
        for (int i = 0; i < 3; i++) {
            eight.offer(0, 0, LENGTH);
        }
        for (long[] depthAt : new long[][] {{0, 2}, {9, 2}, {10, 1}, {20, 0}}) {
            eight.core.advance(depthAt[0]);
            assertThat(eight.queues[0].depth()).as("at %d", depthAt[0]).isEqualTo((int) depthAt[1]);
        }
    }

    @Test
    void shouldRememberTheMostThatWaited() {
        QueueModel queue = lab.queues[0];
        assertThat(queue.highWater()).isZero();
        lab.offer(0, 0, LENGTH);
        assertThat(queue.highWater()).isEqualTo(1);
        lab.offer(0, 0, LENGTH);
        lab.offer(0, 0, LENGTH);
        lab.offer(0, 100, LENGTH);
        assertThat(queue.highWater()).isEqualTo(2);

        queue.beginMeasuring();
        lab.offer(0, 200, LENGTH);
        assertThat(queue.highWater()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 31, 32, 500, 512})
    void shouldHoldExactlyItsSlotsBesideTheFrameInService(int slots) {
        CoreLab full = new CoreLab(TEN, slots);
        int accepted = 0;
        while (full.offer(0, 0, LENGTH)) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(slots + 1);
        assertThat(full.queues[0].highWater()).isEqualTo(slots);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16_777_217})
    void shouldRefuseARingThatCannotBe(int slots) {
        assertThatThrownBy(() -> new QueueModel(0, slots)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ringSlots=" + slots);
    }

    /** A stall from 1,000 to 3,000 ps. */
    private static CoreLab stalled(int ringSlots) {
        return new CoreLab(TEN, new Outages(List.of(new Outage(1, 3))), 0, Long.MAX_VALUE, ringSlots);
    }

    @Test
    void shouldStartNothingWhileItStandsStill() {
        CoreLab stalled = stalled(8);
        stalled.offer(0, 500, LENGTH);
        stalled.offer(0, 1_000, LENGTH);
        stalled.offer(0, 2_000, LENGTH);
        stalled.offer(0, 2_999, LENGTH);
        stalled.offer(0, 5_000, LENGTH);

        assertThat(stalled.completions()).containsExactly(510L, 3_010L, 3_020L, 3_030L, 5_010L);
        assertThat(stalled.core.busyPs()).isEqualTo(50);
    }

    @Test
    void shouldGoOnAfterwardsWithWhatItWasAt() {
        CoreLab stalled = stalled(8);
        stalled.offer(0, 994, LENGTH);
        stalled.offer(0, 995, LENGTH);

        assertThat(stalled.completions()).containsExactly(3_004L, 3_014L);
        assertThat(stalled.core.busyPs()).as("time in service without the stall").isEqualTo(20);
    }

    @Test
    void shouldKeepAFullRingOfWhatComesWhileItStandsStill() {
        CoreLab stalled = stalled(5);
        int accepted = 0;
        for (int i = 0; i < 100; i++) {
            accepted += stalled.offer(0, 1_000 + 20L * i, LENGTH) ? 1 : 0;
        }
        assertThat(accepted).isEqualTo(5);
    }

    @Test
    void shouldGiveTheSlotOfTheOldestToANewerFrame() {
        CoreLab two = new CoreLab(TEN, 2);
        for (int i = 0; i < 3; i++) {
            two.offer(0, 0, LENGTH);
        }
        two.core.advance(5);
        assertThat(two.queues[0].sequence(two.core.dropOldest(two.queues[0]))).isEqualTo(1);
        assertThat(two.offer(0, 5, LENGTH)).isTrue();
        two.completions();

        assertThat(two.services).extracting(Service::sequence).containsExactly(0, 2, 3);
        assertThat(two.services).extracting(Service::startPs).containsExactly(0L, 10L, 20L);
    }

    @Test
    void shouldSayWhenAFullQueueHasRoomAgain() {
        CoreLab one = new CoreLab(TEN, 1);
        one.offer(0, 0, LENGTH);
        one.offer(0, 0, LENGTH);

        assertThat(one.core.advanceUntilRoom(one.queues[0], 3, 9)).isEqualTo(CoreModel.NOT_YET);
        assertThat(one.core.advanceUntilRoom(one.queues[0], 3, 10)).isEqualTo(10);
        assertThat(one.core.advanceUntilRoom(one.queues[0], 12, 100)).isEqualTo(12);
    }
}
