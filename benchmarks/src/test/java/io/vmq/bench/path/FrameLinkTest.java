package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.LatencySummary;
import java.lang.foreign.Arena;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What every link promises, whatever queues carry the frames. */
class FrameLinkTest {

    private static final int SEED = 20_261_125;
    private static final int SEEDS = 2;
    private static final int STEPS = 20_000;
    private static final int STEPS_IN_PHASE = 500;
    private static final int MAX_PERCENT = 16;
    private static final int SINGLE_FRAMES = 500;
    private static final long LONGEST_AGO_NS = 1L << 40;

    private final Arena arena = Arena.ofConfined();

    @AfterEach
    void closeArena() {
        arena.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldBeEmptyWhenMade(LinkKind kind) {
        LinkModel model = new LinkModel(arena, kind, SEED);

        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            assertThat(model.receive(queue)).isZero();
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldCarryHeaderFlowSequenceAndDueTime(LinkKind kind) {
        FrameLink link = kind.make(arena);
        FrameBatch batch = link.batch();
        SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < SINGLE_FRAMES; i++) {
            long header = random.nextLong();
            int flow = random.nextInt(Guests.FLOWS);
            int sequence = random.nextInt(Integer.MAX_VALUE);
            long dueNs = System.nanoTime() - random.nextLong(LONGEST_AGO_NS);
            int queue = random.nextInt(Guests.QUEUES);
            batch.begin();
            batch.memory().putI64Be(batch.address(0), header);
            batch.add(batch.address(0), Guests.STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, dueNs, 0, flow,
                    sequence);

            assertThat(link.send(batch, new int[] {queue}, 0)).isEqualTo(1);
            batch.memory().putI64Be(batch.address(0), 0);
            Checked checked = new Checked();
            assertThat(link.receive(queue, checked)).isEqualTo(1);

            assertThat(checked.headers()).isEqualTo(header);
            assertDue(checked, dueNs);
            assertLast(checked, flow, sequence);
        }
    }

    private static void assertDue(Checked checked, long dueNs) {
        long beforeNs = System.nanoTime();
        checked.batchDone();
        long afterNs = System.nanoTime();

        LatencySummary latency = checked.summary();
        assertThat(latency.count()).isEqualTo(1);
        assertThat(latency.maxNs()).isBetween(beforeNs - dueNs, afterNs - dueNs);
    }

    /** Of that flow this sequence came last: the same once more would come too late, and the next one would not. */
    private static void assertLast(Checked checked, int flow, int sequence) {
        checked.frame(0, flow, sequence, 0);
        checked.frame(0, flow, sequence + 1, 0);

        assertThatThrownBy(checked::summary).isInstanceOf(IllegalStateException.class).hasMessageStartingWith("1 ");
    }

    @ParameterizedTest
    @EnumSource
    void shouldStopAtTheFirstFrameWhoseQueueIsFullAndGoOnAfterAReceive(LinkKind kind) {
        LinkModel model = new LinkModel(arena, kind, SEED);
        model.fillUp(3);

        model.batchFor(0, 1, 2, 0, 3, 1, 3, 0);
        assertThat(model.send(0)).isEqualTo(4);
        assertThat(model.receive(0)).isEqualTo(2);
        assertThat(model.receive(1)).isEqualTo(1);
        assertThat(model.receive(2)).isEqualTo(1);
        assertThat(model.send(4)).isEqualTo(4);

        assertThat(model.receive(3)).isEqualTo(FrameLink.POLL_LIMIT);
        assertThat(model.send(4)).isEqualTo(8);
        assertThat(model.receive(0)).isEqualTo(1);
        assertThat(model.receive(1)).isEqualTo(1);
        model.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendWhatFitsOfABatchThatIsTooMuchForOneQueue(LinkKind kind) {
        LinkModel model = new LinkModel(arena, kind, SEED);
        model.fillUp(7);
        assertThat(model.receive(7)).isEqualTo(FrameLink.POLL_LIMIT);
        model.batchForOnly(7, FrameLink.POLL_LIMIT - 2);
        assertThat(model.send(0)).isEqualTo(FrameLink.POLL_LIMIT - 2);

        model.batchFor(6, 7, 6, 7, 6, 7, 6);
        int end = model.send(0);
        assertThat(end).isLessThan(7);
        assertThat(model.receive(6)).isEqualTo((end + 1) / 2);
        model.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldSendOnlyFromTheGivenFrameOn(LinkKind kind) {
        LinkModel model = new LinkModel(arena, kind, SEED);
        model.batchFor(5, 5, 6, 5);

        assertThat(model.send(4)).isEqualTo(4);
        assertThat(model.receive(5)).isZero();
        assertThat(model.send(2)).isEqualTo(4);
        assertThat(model.receive(6)).isEqualTo(1);
        assertThat(model.receive(5)).isEqualTo(1);
        model.close();
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeNoMoreThanTheLimitAtOnce(LinkKind kind) {
        LinkModel model = new LinkModel(arena, kind, SEED);
        model.fillUp(4);

        assertThat(model.receive(4)).isEqualTo(FrameLink.POLL_LIMIT);
        assertThat(model.receive(4)).isEqualTo(FrameLink.POLL_LIMIT);
        model.close();
    }

    static Stream<Arguments> kindsAndSeeds() {
        return Stream.of(LinkKind.values()).flatMap(
                kind -> new SplittableRandom(SEED).longs(SEEDS).mapToObj(seed -> Arguments.of(kind, seed)));
    }

    @ParameterizedTest(name = "{0}, seed {1}")
    @MethodSource("kindsAndSeeds")
    void shouldCarryRandomBatches(LinkKind kind, long seed) {
        LinkModel model = new LinkModel(arena, kind, seed);
        SplittableRandom phases = new SplittableRandom(~seed);
        int percent = 0;
        for (int step = 0; step < STEPS; step++) {
            if (step % STEPS_IN_PHASE == 0) {
                // Phases in which the queues are mostly full, mostly empty, or in between.
                percent = phases.nextInt(MAX_PERCENT);
            }
            model.step(percent);
        }
        model.close();
        assertThat(model.sent()).isGreaterThan(10 * Guests.QUEUES * FrameLink.DEPTH);
        assertThat(model.refused()).isPositive();
    }
}
