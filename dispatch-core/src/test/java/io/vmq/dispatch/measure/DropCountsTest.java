package io.vmq.dispatch.measure;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.DropReason;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DropCountsTest {

    private static final DropCounts SOME = new DropCounts(
            Map.of(DropReason.QUEUE_FULL, 3L, DropReason.RUNT, 2L));

    @Test
    void shouldLeaveOutReasonsThatDidNotOccur() {
        assertThat(DropCounts.of(new long[] {9, 0, 1, 0, 0, 0, 0, 0, 5, 0, 0}, 1).byReason())
                .isEqualTo(Map.of(DropReason.RUNT, 1L, DropReason.QUEUE_FULL, 5L));
        assertThat(DropCounts.of(new long[DropReason.values().length], 0)).isEqualTo(DropCounts.NONE);
    }

    @Test
    void shouldListReasonsInTheirOrder() {
        assertThat(SOME.byReason().keySet()).containsExactly(DropReason.RUNT, DropReason.QUEUE_FULL);
    }

    @Test
    void shouldAddUp() {
        DropCounts sum = SOME.plus(new DropCounts(Map.of(DropReason.RUNT, 1L, DropReason.OVERSIZE, 4L)));

        assertThat(sum.byReason()).isEqualTo(
                Map.of(DropReason.RUNT, 3L, DropReason.OVERSIZE, 4L, DropReason.QUEUE_FULL, 3L));
        assertThat(sum.total()).isEqualTo(10);
        assertThat(sum.of(DropReason.RUNT)).isEqualTo(3);
        assertThat(sum.of(DropReason.NO_QUEUE)).isZero();
        assertThat(SOME.plus(DropCounts.NONE)).isEqualTo(SOME);
    }

    @Test
    void shouldHaveNothingWhereNothingWasDropped() {
        assertThat(DropCounts.NONE.total()).isZero();
        assertThat(DropCounts.NONE.byReason()).isEmpty();
    }
}
