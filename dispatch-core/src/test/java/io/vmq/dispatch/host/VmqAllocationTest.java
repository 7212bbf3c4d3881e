package io.vmq.dispatch.host;

import static io.vmq.dispatch.host.VmqAllocation.DEFAULT_QUEUE;
import static io.vmq.dispatch.host.VmqAllocation.NEXT_FREE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VmqAllocationTest {

    private static final MacAddress FIRST = MacAddress.parse("00:15:5d:00:00:01");
    private static final String GUID = "[0-9A-F]{8}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{4}-[0-9A-F]{12}";

    @Test
    void shouldGiveQueuesFirstComeFirstServed() {
        VmqAllocation vmq = allocate(4, 3);

        assertThat(vmq.queueOfVm()).containsExactly(1, 2, 3);
        assertThat(vmq.filters()).containsExactly(new ReceiveFilter(FIRST, ReceiveFilter.UNTAGGED_OR_ZERO, 1),
                new ReceiveFilter(FIRST.plus(1), ReceiveFilter.UNTAGGED_OR_ZERO, 2),
                new ReceiveFilter(FIRST.plus(2), ReceiveFilter.UNTAGGED_OR_ZERO, 3));
        assertThat(vmq.events()).isEmpty();
    }

    @Test
    void shouldLetLateComersShareTheDefaultQueue() {
        VmqAllocation vmq = allocate(2, 5);

        assertThat(vmq.queueOfVm()).containsExactly(1, 2, 0, 0, 0);
        assertThat(vmq.filters()).extracting(ReceiveFilter::queue).containsExactly(1, 2);
        assertThat(vmq.events()).hasSize(3);
    }

    @Test
    void shouldLogEvent113WordForWord() {
        HostEvent event = allocate(0, 1).events().getFirst();

        assertThat(event.id()).isEqualTo("113");
        assertThat(event.source()).isEqualTo("Microsoft-Windows-Hyper-V-VmSwitch");
        assertThat(event.level().label()).isEqualTo("error");
        assertThat(event.text()).matches(Pattern.quote("Failed to allocate VMQ for NIC ") + GUID + "--" + GUID
                + Pattern.quote(" (Friendly Name: Network Adapter) on switch ") + GUID
                + Pattern.quote(" (Friendly Name: VM Switch). Reason - Maximum number of VMQs supported on the Protocol"
                        + " NIC is exceeded. Status = Insufficient system resources exist to complete the API."));
    }

    @Test
    void shouldLogTheSameTextAgainForTheSameHostAndAnotherForAnotherVm() {
        List<HostEvent> events = allocate(0, 2).events();

        assertThat(events).isEqualTo(allocate(0, 2).events());
        assertThat(events.get(0)).isNotEqualTo(events.get(1));
    }

    @Test
    void shouldKeepNamedQueuesForThoseWhoNameThem() {
        VmqAllocation vmq = request(4, NEXT_FREE, 2, NEXT_FREE, DEFAULT_QUEUE, NEXT_FREE);

        assertThat(vmq.queueOfVm()).containsExactly(1, 2, 3, 0, 4);
        assertThat(vmq.filters()).extracting(ReceiveFilter::queue).containsExactly(1, 2, 3, 4);
        assertThat(vmq.events()).as("the default queue was asked for").isEmpty();
    }

    @Test
    void shouldNotGiveANamedQueueToAVmThatComesEarlier() {
        VmqAllocation vmq = request(2, NEXT_FREE, NEXT_FREE, 1);

        assertThat(vmq.queueOfVm()).containsExactly(2, 0, 1);
        assertThat(vmq.events()).hasSize(1);
    }

    @Test
    void shouldLetVmsNameTheSameQueue() {
        VmqAllocation vmq = request(2, 2, 2, NEXT_FREE);

        assertThat(vmq.queueOfVm()).containsExactly(2, 2, 1);
        assertThat(vmq.filters()).extracting(ReceiveFilter::queue).containsExactly(2, 2, 1);
    }

    @Test
    void shouldFilterOnTheVlanOfAVmThatHasOne() {
        VirtualMachine tagged = new VirtualMachine("tagged", FIRST, 102);
        VmqAllocation vmq = VmqAllocation.firstComeFirstServed("nic0", List.of(tagged), List.of(NEXT_FREE), 1);

        assertThat(vmq.filters()).containsExactly(new ReceiveFilter(FIRST, 102, 1));
    }

    @Test
    void shouldFilterOnTheMacAloneIfTheVlanIsNotKnown() {
        VirtualMachine captured = new VirtualMachine("captured", FIRST, VirtualMachine.ANY_VLAN);
        VmqAllocation vmq = VmqAllocation.firstComeFirstServed("nic0", List.of(captured), List.of(NEXT_FREE), 1);

        assertThat(vmq.filters()).containsExactly(new ReceiveFilter(FIRST, ReceiveFilter.ANY_VLAN, 1));
    }

    @Test
    void shouldRefuseAVmThatCannotBe() {
        assertThatThrownBy(() -> new VirtualMachine("vm1", MacAddress.parse("01:00:5e:00:00:01"), 0))
                .hasMessageContaining("'vm1'").hasMessageContaining("01:00:5e:00:00:01");
        assertThatThrownBy(() -> new VirtualMachine("vm1", FIRST, 4095)).hasMessageContaining("4095");
        assertThatThrownBy(() -> new VirtualMachine("vm1", FIRST, -2)).hasMessageContaining("-2");
    }

    private static VmqAllocation allocate(int queues, int vms) {
        return VmqAllocation.firstComeFirstServed("nic0", machines(vms), Collections.nCopies(vms, NEXT_FREE), queues);
    }

    private static VmqAllocation request(int queues, Integer... requests) {
        return VmqAllocation.firstComeFirstServed("nic0", machines(requests.length), Arrays.asList(requests), queues);
    }

    private static List<VirtualMachine> machines(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> new VirtualMachine("vm" + (i + 1), FIRST.plus(i), VirtualMachine.NO_VLAN)).toList();
    }
}
