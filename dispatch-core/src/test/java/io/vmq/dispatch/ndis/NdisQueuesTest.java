package io.vmq.dispatch.ndis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.ndis.Outcome.Done;
import io.vmq.dispatch.ndis.Outcome.Reason;
import io.vmq.dispatch.ndis.Outcome.Refused;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.Set;
import org.junit.jupiter.api.Test;

class NdisQueuesTest {

    private static final MacAddress MAC = MacAddress.parse("00:15:5d:00:00:01");

    private final NdisQueues queues = new NdisQueues(new NdisCapabilities(3, 4, true, true));

    private static ReceiveFilter filter(int vlan, int queue) {
        return new ReceiveFilter(MAC.plus(vlan + 1), vlan, queue);
    }

    private static Outcome refused(Reason reason, int id) {
        return new Refused(reason, id);
    }

    private int running(int queue) {
        assertThat(queues.allocate(queue)).isEqualTo(new Done(queue));
        assertThat(queues.completeAllocation(queue)).isEqualTo(new Done(queue));
        return ((Done) queues.setFilter(filter(0, queue))).id();
    }

    @Test
    void shouldAlwaysHaveTheDefaultQueue() {
        assertThat(queues.queue(0).state()).isEqualTo(QueueState.RUNNING);
        assertThat(queues.allocate(0)).isEqualTo(refused(Reason.ALREADY_ALLOCATED, 0));
        assertThat(queues.free(0)).isEqualTo(refused(Reason.DEFAULT_QUEUE, 0));
        assertThat(queues.receive(0)).as("without any filter").isEqualTo(new Done(0));
    }

    @Test
    void shouldKeepTheDefaultQueueRunningWhenItsFiltersGo() {
        assertThat(queues.setFilter(filter(0, 0))).isEqualTo(new Done(1));
        assertThat(queues.clearFilter(1)).isEqualTo(new Done(1));
        assertThat(queues.queue(0).state()).isEqualTo(QueueState.RUNNING);
        assertThat(queues.free(0)).isEqualTo(refused(Reason.DEFAULT_QUEUE, 0));
    }

    @Test
    void shouldCountQueuesWithoutTheDefaultQueue() {
        assertThat(queues.allocateAnyBut(Set.of())).isEqualTo(new Done(1));
        assertThat(queues.allocateAnyBut(Set.of(2))).isEqualTo(new Done(3));
        assertThat(queues.allocateAnyBut(Set.of(2))).isEqualTo(refused(Reason.NO_QUEUE_LEFT, 0));
        assertThat(queues.allocateAnyBut(Set.of())).isEqualTo(new Done(2));
        assertThat(queues.allocate(4)).isEqualTo(refused(Reason.NO_SUCH_QUEUE, 4));
        assertThat(queues.allocate(-1)).isEqualTo(refused(Reason.NO_SUCH_QUEUE, -1));
    }

    @Test
    void shouldNotAllocateAQueueTwice() {
        queues.allocate(1);
        assertThat(queues.allocate(1)).isEqualTo(refused(Reason.ALREADY_ALLOCATED, 1));
    }

    @Test
    void shouldReceiveOnlyWithAFilterAndAfterAllocationIsComplete() {
        queues.allocate(1);
        assertThat(queues.receive(1)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
        queues.setFilter(filter(0, 1));
        assertThat(queues.receive(1)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
        queues.completeAllocation(1);
        assertThat(queues.receive(1)).isEqualTo(new Done(1));
        queues.clearFilter(1);
        assertThat(queues.queue(1).state()).isEqualTo(QueueState.PAUSED);
        assertThat(queues.receive(1)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
    }

    @Test
    void shouldGiveFiltersIdsFrom1ThatAreUniqueOnTheNic() {
        int first = running(1);
        queues.allocate(2);

        assertThat(first).isEqualTo(1);
        assertThat(queues.setFilter(filter(5, 2))).isEqualTo(new Done(2));
        queues.clearFilter(1);
        assertThat(queues.setFilter(filter(6, 1))).isEqualTo(new Done(3));
        assertThat(queues.queue(1).filters()).containsExactly(3);
        assertThat(queues.activeFilters()).as("allocation of queue 2 is not complete").containsExactly(filter(6, 1));
        queues.completeAllocation(2);
        assertThat(queues.activeFilters()).containsExactly(filter(5, 2), filter(6, 1));
        assertThat(queues.clearFilter(1)).isEqualTo(refused(Reason.NO_SUCH_FILTER, 1));
    }

    @Test
    void shouldNotUseUpAnIdForAFilterThatIsRefused() {
        assertThat(queues.setFilter(filter(0, 1))).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
        assertThat(queues.setFilter(filter(0, 9))).isEqualTo(refused(Reason.NO_SUCH_QUEUE, 9));
        assertThat(running(1)).isEqualTo(1);
    }

    @Test
    void shouldHoldNoMoreFiltersThanItCan() {
        for (int i = 1; i <= 4; i++) {
            assertThat(queues.setFilter(filter(i, 0))).isEqualTo(new Done(i));
        }
        assertThat(queues.setFilter(filter(5, 0))).isEqualTo(refused(Reason.NO_FILTER_LEFT, 0));
        queues.clearFilter(2);
        assertThat(queues.setFilter(filter(5, 0))).isEqualTo(new Done(5));
    }

    @Test
    void shouldRefuseVlansThatTheNicCannotFilter() {
        NdisQueues plain = new NdisQueues(new NdisCapabilities(1, 1, false, false));

        assertThat(plain.setFilter(filter(7, 0))).isEqualTo(refused(Reason.VLAN_NOT_FILTERED, 0));
        assertThat(plain.setFilter(filter(ReceiveFilter.ANY_VLAN, 0)))
                .isEqualTo(refused(Reason.ANY_VLAN_NOT_SUPPORTED, 0));
        assertThat(plain.setFilter(filter(ReceiveFilter.UNTAGGED_OR_ZERO, 0))).isEqualTo(new Done(1));
    }

    @Test
    void shouldNotFreeAQueueWithFilters() {
        int filter = running(1);
        assertThat(queues.free(1)).isEqualTo(refused(Reason.FILTERS_SET, 1));
        queues.clearFilter(filter);
        assertThat(queues.free(1)).isEqualTo(new Done(1));
        assertThat(queues.setFilter(filter(0, 1))).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
    }

    @Test
    void shouldFreeAQueueOnlyWhenAllBuffersAreBack() {
        int filter = running(1);
        queues.receive(1);
        queues.receive(1);
        queues.clearFilter(filter);
        queues.free(1);
        assertThat(queues.queue(1).state()).isEqualTo(QueueState.STOP_DMA);
        queues.returnBuffer(1);
        queues.stopDma(1);

        assertThat(queues.queue(1)).extracting(NdisQueue::state, NdisQueue::outstanding)
                .containsExactly(QueueState.FREEING, 1);
        assertThat(queues.allocate(1)).as("not free yet").isEqualTo(refused(Reason.ALREADY_ALLOCATED, 1));
        assertThat(queues.queueOfBuffer(1)).isEqualTo(1);
        assertThat(queues.returnBuffer(1)).isEqualTo(new Done(1));
        assertThat(queues.queue(1).state()).isEqualTo(QueueState.UNDEFINED);
        assertThat(queues.allocate(1)).isEqualTo(new Done(1));
        assertThat(queues.returnBuffer(1)).isEqualTo(refused(Reason.NOTHING_OUTSTANDING, 1));
    }

    @Test
    void shouldFreeAtOnceWhatTheHostHasNothingOf() {
        queues.allocate(1);
        queues.free(1);
        assertThat(queues.stopDma(1)).isEqualTo(new Done(1));
        assertThat(queues.queue(1).state()).isEqualTo(QueueState.UNDEFINED);
        assertThat(queues.stopDma(1)).isEqualTo(refused(Reason.NOT_IN_THIS_STATE, 1));
    }

    @Test
    void shouldCountStaleAndWrongIdsAsTheDefaultQueue() {
        queues.allocate(2);
        assertThat(queues.queueOfBuffer(2)).isEqualTo(2);
        assertThat(queues.queueOfBuffer(1)).isZero();
        assertThat(queues.queueOfBuffer(99)).isZero();
        assertThat(queues.queueOfBuffer(-1)).isZero();
    }

    @Test
    void shouldRefuseCapabilitiesThatCannotBe() {
        assertThatThrownBy(() -> new NdisCapabilities(8, 7, true, true)).hasMessageContaining("maxFilters=7");
        assertThatThrownBy(() -> new NdisCapabilities(-1, 7, true, true)).hasMessageContaining("numQueues=-1");
    }
}
