package io.vmq.dispatch.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.measure.DropCounts;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.SizeReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The sums that every result promises, computed from the published result alone. */
final class ResultSums {

    private ResultSums() {}

    static void assertConserved(TrialResult result) {
        assertTotalsClose(result);
        assertVmsClose(result);
        assertQueuesClose(result);
        assertThat(result.cores().stream().mapToLong(CoreReport::delivered).sum())
                .isEqualTo(result.frames().delivered());
    }

    /** Frames that were overtaken; every source of these tests says which frame is which. */
    static long reordered(TrialResult result) {
        return Objects.requireNonNull(result.frames().reordered());
    }

    private static void assertTotalsClose(TrialResult result) {
        TrialResult.Frames frames = result.frames();
        assertThat(frames.delivered() + frames.dropped().total() + frames.inFlight()).as("total")
                .isEqualTo(frames.generated());
    }

    private static void assertVmsClose(TrialResult result) {
        List<VmReport> vms = result.vms();
        assertThat(vms).allSatisfy(vm -> assertThat(vm.delivered() + vm.dropped().total() + vm.inFlight())
                .as(vm.name()).isEqualTo(vm.generated()));
        assertThat(vms.stream().mapToLong(VmReport::generated).sum()).isEqualTo(result.frames().generated());
        assertThat(vms.stream().mapToLong(VmReport::delivered).sum()).isEqualTo(result.frames().delivered());
        assertThat(vms.stream().map(VmReport::dropped).reduce(DropCounts.NONE, DropCounts::plus))
                .isEqualTo(result.frames().dropped());
        assertThat(vms.getLast().name()).isEqualTo("host");
    }

    private static void assertQueuesClose(TrialResult result) {
        List<QueueReport> queues = result.queues();
        DropCounts dropped = result.frames().dropped();
        assertThat(queues)
                .allSatisfy(queue -> assertThat(queue.delivered() + queue.dropped().total() + queue.inFlight())
                        .as("queue %d", queue.id()).isEqualTo(queue.received()));
        assertThat(queues.stream().mapToLong(QueueReport::delivered).sum()).isEqualTo(result.frames().delivered());
        assertThat(queues.stream().mapToLong(QueueReport::received).sum())
                .isEqualTo(result.frames().generated() - dropped.total() + atQueue(dropped));
        assertThat(queues.stream().mapToLong(queue -> queue.dropped().total()).sum()).isEqualTo(atQueue(dropped));
        assertThat(result.sizes().stream().mapToLong(SizeReport::generated).sum())
                .isEqualTo(result.frames().generated());
        assertThat(result.sizes()).allSatisfy(
                size -> assertThat(size.delivered() + size.dropped().total() + size.inFlight())
                        .as(size.sizes().label()).isEqualTo(size.generated()));
    }

    private static long atQueue(DropCounts dropped) {
        return dropped.of(DropReason.QUEUE_FULL) + dropped.of(DropReason.HEAD_DROPPED)
                + dropped.of(DropReason.SPREAD_FULL);
    }

    /** Every delivered frame has a latency, in total, by queue and by VM. */
    static void assertEveryLatencyCounted(TrialResult result) {
        assertThat(count(result.latency())).isEqualTo(result.frames().delivered());
        assertThat(result.queues()).allSatisfy(
                queue -> assertThat(count(queue.latency())).as("queue %d", queue.id()).isEqualTo(queue.delivered()));
        assertThat(result.vms())
                .allSatisfy(vm -> assertThat(count(vm.latency())).as(vm.name()).isEqualTo(vm.delivered()));
    }

    private static long count(@Nullable LatencySummary latency) {
        return latency == null ? 0 : latency.count();
    }
}
