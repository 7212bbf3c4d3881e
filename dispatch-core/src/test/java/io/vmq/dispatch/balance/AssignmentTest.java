package io.vmq.dispatch.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class AssignmentTest {

    @Test
    void shouldDealVmQueuesRoundTheCoresAndTheDefaultQueueToTheFirst() {
        assertThat(cores(Attachment.VIRTUAL_SWITCH, 6, 4)).containsExactly(0, 0, 1, 2, 3, 0, 1);
        assertThat(cores(Attachment.VIRTUAL_SWITCH, 2, 8)).containsExactly(0, 0, 1);
        assertThat(cores(Attachment.VIRTUAL_SWITCH, 3, 1)).containsExactly(0, 0, 0, 0);
    }

    @Test
    void shouldDealTheHostsQueuesRoundTheCoresFromTheFirst() {
        assertThat(cores(Attachment.HOST, 6, 4)).containsExactly(0, 1, 2, 3, 0, 1);
        assertThat(cores(Attachment.HOST, 1, 4)).containsExactly(0);
    }

    @Test
    void shouldServeASingleQueueByTheFirstCore() {
        assertThat(cores(Attachment.SINGLE_QUEUE, 8, 4)).containsExactly(0);
    }

    @Test
    void shouldBeginOnTheHomeProcessorUnderDynamicVmq() {
        Assignment assignment = Assignment.atHome(nic(Attachment.VIRTUAL_SWITCH, 6));

        assertThat(assignment.queuesOf(0)).containsExactly(0, 1, 2, 3, 4, 5, 6);
    }

    @Test
    void shouldTellTheQueuesOfACoreInAscendingOrder() {
        Assignment assignment = Assignment.initial(nic(Attachment.VIRTUAL_SWITCH, 6), 4);

        assertThat(assignment.queuesOf(0)).containsExactly(0, 1, 5);
        assertThat(assignment.queuesOf(1)).containsExactly(2, 6);
        assertThat(assignment.queuesOf(3)).containsExactly(4);
        assertThat(assignment.queuesOf(9)).isEmpty();
    }

    private static int[] cores(Attachment kind, int queues, int cores) {
        NicAttachment nic = nic(kind, queues);
        Assignment assignment = Assignment.initial(nic, cores);
        return IntStream.range(0, nic.queueCount()).map(assignment::coreOf).toArray();
    }

    private static NicAttachment nic(Attachment kind, int queues) {
        return NicAttachment.attach("nic0", kind, NicQueues.single(queues), List.of(), List.of());
    }
}
