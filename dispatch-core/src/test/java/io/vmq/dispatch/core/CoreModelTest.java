package io.vmq.dispatch.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Schedules that were worked out by hand. A frame costs 10 ps, whatever its length, unless a test says otherwise. */
class CoreModelTest {

    private static final ServiceCost TEN = new ServiceCost(10, 0);
    private static final int LENGTH = 64;

    private final CoreModel core = new CoreModel(TEN, 0, Long.MAX_VALUE);

    @Test
    void shouldServeAtOnceWhenIdle() {
        QueueModel queue = new QueueModel(4);

        assertThat(core.offer(queue, 0, LENGTH)).isEqualTo(10);
        assertThat(core.lastStartPs()).isZero();
        assertThat(core.offer(queue, 10, LENGTH)).isEqualTo(20);
        assertThat(core.lastStartPs()).isEqualTo(10);
        assertThat(core.offer(queue, 35, LENGTH)).isEqualTo(45);
        assertThat(core.lastStartPs()).isEqualTo(35);
    }

    @Test
    void shouldServeOneAfterTheOther() {
        QueueModel queue = new QueueModel(4);
        core.offer(queue, 0, LENGTH);

        assertThat(core.offer(queue, 1, LENGTH)).isEqualTo(20);
        assertThat(core.lastStartPs()).isEqualTo(10);
        assertThat(core.offer(queue, 19, LENGTH)).isEqualTo(30);
        assertThat(core.offer(queue, 30, LENGTH)).isEqualTo(40);
    }

    @Test
    void shouldChargeFramesByTheirLength() {
        CoreModel perByte = new CoreModel(new ServiceCost(5, 2), 0, Long.MAX_VALUE);
        QueueModel queue = new QueueModel(4);

        assertThat(perByte.offer(queue, 0, 100)).isEqualTo(205);
        assertThat(perByte.offer(queue, 0, 1)).isEqualTo(212);
    }

    @Test
    void shouldRefuseAFrameWhileTheOneKPlacesEarlierHasNotStarted() {
        QueueModel queue = new QueueModel(2);
        assertThat(core.offer(queue, 0, LENGTH)).as("in service").isEqualTo(10);
        assertThat(core.offer(queue, 0, LENGTH)).as("waits in slot 1").isEqualTo(20);
        assertThat(core.offer(queue, 0, LENGTH)).as("waits in slot 2").isEqualTo(30);

        assertThat(core.offer(queue, 0, LENGTH)).isEqualTo(CoreModel.REFUSED);
        assertThat(core.offer(queue, 9, LENGTH)).as("just before the second starts").isEqualTo(CoreModel.REFUSED);
        assertThat(core.offer(queue, 10, LENGTH)).as("the second starts now: its slot is free").isEqualTo(40);
        assertThat(core.offer(queue, 10, LENGTH)).isEqualTo(CoreModel.REFUSED);
        assertThat(core.offer(queue, 20, LENGTH)).isEqualTo(50);
    }

    @Test
    void shouldNotCountRefusedFramesAsPlaces() {
        QueueModel queue = new QueueModel(1);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);
        for (int arrival = 0; arrival < 10; arrival++) {
            assertThat(core.offer(queue, arrival, LENGTH)).isEqualTo(CoreModel.REFUSED);
        }
        assertThat(core.offer(queue, 10, LENGTH)).isEqualTo(30);
        assertThat(queue.accepted()).isEqualTo(3);
    }

    @Test
    void shouldServeItsQueuesInOrderOfArrivalAndFillEachAlone() {
        QueueModel small = new QueueModel(1);
        QueueModel large = new QueueModel(3);
        assertThat(core.offer(large, 0, LENGTH)).isEqualTo(10);
        assertThat(core.offer(small, 1, LENGTH)).isEqualTo(20);
        assertThat(core.offer(large, 2, LENGTH)).isEqualTo(30);
        assertThat(core.offer(small, 3, LENGTH)).isEqualTo(CoreModel.REFUSED);
        assertThat(core.offer(large, 4, LENGTH)).isEqualTo(40);
        assertThat(core.offer(small, 10, LENGTH)).as("the small queue's frame starts now").isEqualTo(50);
    }

    @Test
    void shouldNeverWaitIfServiceIsFree() {
        CoreModel free = new CoreModel(ServiceCost.FREE, 0, Long.MAX_VALUE);
        QueueModel queue = new QueueModel(1);
        for (int i = 0; i < 100; i++) {
            assertThat(free.offer(queue, i / 10, LENGTH)).isEqualTo(i / 10);
        }
        assertThat(free.busyPs()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"0,100,30", "0,25,25", "5,100,25", "5,25,20", "12,18,6", "30,100,0", "0,1,1", "29,30,1"})
    void shouldCountTimeInServiceOnlyWithinTheWindow(long fromPs, long toPs, long busyPs) {
        CoreModel clipped = new CoreModel(TEN, fromPs, toPs);
        QueueModel queue = new QueueModel(8);
        clipped.offer(queue, 0, LENGTH);
        clipped.offer(queue, 0, LENGTH);
        clipped.offer(queue, 20, LENGTH);

        assertThat(clipped.busyPs()).isEqualTo(busyPs);
    }

    @Test
    void shouldNotCountIdleTimeOrRefusedFramesAsBusy() {
        QueueModel queue = new QueueModel(1);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 500, LENGTH);

        assertThat(core.busyPs()).isEqualTo(30);
    }

    @Test
    void shouldKnowHowManyFramesWait() {
        QueueModel queue = new QueueModel(8);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);

        assertThat(queue.depth(0)).isEqualTo(2);
        assertThat(queue.depth(9)).isEqualTo(2);
        assertThat(queue.depth(10)).isEqualTo(1);
        assertThat(queue.depth(20)).isZero();
    }

    @Test
    void shouldRememberTheMostThatWaited() {
        QueueModel queue = new QueueModel(8);
        assertThat(queue.highWater()).isZero();
        core.offer(queue, 0, LENGTH);
        assertThat(queue.highWater()).isEqualTo(1);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 0, LENGTH);
        core.offer(queue, 100, LENGTH);
        assertThat(queue.highWater()).isEqualTo(2);

        queue.beginMeasuring();
        core.offer(queue, 200, LENGTH);
        assertThat(queue.highWater()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 31, 32, 500, 512})
    void shouldHoldExactlyItsSlotsBesideTheFrameInService(int slots) {
        QueueModel queue = new QueueModel(slots);
        int accepted = 0;
        while (core.offer(queue, 0, LENGTH) != CoreModel.REFUSED) {
            accepted++;
        }
        assertThat(accepted).isEqualTo(slots + 1);
        assertThat(queue.highWater()).isEqualTo(slots);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 16_777_217})
    void shouldRefuseARingThatCannotBe(int slots) {
        assertThatThrownBy(() -> new QueueModel(slots)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("ringSlots=" + slots);
    }
}
