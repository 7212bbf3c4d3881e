package io.vmq.dispatch.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.List;
import org.junit.jupiter.api.Test;

class NicAttachmentTest {

    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");
    private static final List<VirtualMachine> VMS = List.of(new VirtualMachine("a", FIRST, 0),
            new VirtualMachine("b", FIRST.plus(1), 0), new VirtualMachine("c", FIRST.plus(2), 0));

    @Test
    void shouldHaveOneQueueWithoutFiltersAsSingleQueue() {
        NicAttachment nic = attach(Attachment.SINGLE_QUEUE, 8, -1, -1, -1);

        assertThat(nic.queueCount()).isEqualTo(1);
        assertThat(nic.filters()).isEmpty();
        assertThat(nic.queueOfVm()).containsExactly(0, 0, 0);
        assertThat(nic.events()).isEmpty();
    }

    @Test
    void shouldSpreadOverAllQueuesWithoutFiltersAsTheHostsNic() {
        NicAttachment nic = attach(Attachment.HOST, 8, -1, -1, -1);

        assertThat(nic.queueCount()).isEqualTo(8);
        assertThat(nic.filters()).isEmpty();
        assertThat(nic.vmsOf(3)).isEmpty();
    }

    @Test
    void shouldPutTheDefaultQueueOnTopAsTheSwitchsNic() {
        NicAttachment nic = attach(Attachment.VIRTUAL_SWITCH, 2, -1, -1, -1);

        assertThat(nic.queueCount()).isEqualTo(3);
        assertThat(nic.queueOfVm()).containsExactly(1, 2, 0);
        assertThat(nic.vmsOf(0)).as("shared, so nobody's").isEmpty();
        assertThat(nic.vmsOf(1)).containsExactly(0);
        assertThat(nic.vmsOf(2)).containsExactly(1);
        assertThat(nic.events()).extracting(HostEvent::id).containsExactly("113");
    }

    @Test
    void shouldNameEveryOwnerOfAQueueThatIsShared() {
        NicAttachment nic = attach(Attachment.VIRTUAL_SWITCH, 2, 2, -1, 2);

        assertThat(nic.vmsOf(2)).containsExactly(0, 2);
        assertThat(nic.vmsOf(1)).containsExactly(1);
    }

    private static NicAttachment attach(Attachment kind, int queues, Integer... requests) {
        return NicAttachment.attach("nic0", kind, NicQueues.single(queues), VMS, List.of(requests));
    }
}
