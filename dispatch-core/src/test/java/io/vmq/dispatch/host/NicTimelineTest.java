package io.vmq.dispatch.host;

import static io.vmq.dispatch.host.VmqAllocation.NEXT_FREE;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.NicTimeline.Phase;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

class NicTimelineTest {

    private static final List<VirtualMachine> VMS = IntStream.range(0, 4).mapToObj(
            i -> new VirtualMachine("vm" + (i + 1), MacAddress.parse("00:15:5d:00:00:01").plus(i), 0)).toList();

    private static NicTimeline attach(int queues, VmChange... changes) {
        return attach(0, Collections.nCopies(4, NEXT_FREE), queues, changes);
    }

    private static NicTimeline attach(long drainNs, List<Integer> requests, int queues, VmChange... changes) {
        return NicTimeline.attach("nic0", Attachment.VIRTUAL_SWITCH, NicQueues.single(queues), VMS, requests,
                List.of(changes), drainNs);
    }

    @Test
    void shouldHaveOnePhaseIfNothingChanges() {
        NicTimeline nic = attach(4);
        assertThat(nic.phases()).extracting(Phase::fromNs).containsExactly(0L);
        assertThat(nic.queueCount()).isEqualTo(5);
    }

    @Test
    void shouldGiveAQueueThatIsLeftToTheNextVm() {
        NicTimeline nic = attach(3, new VmChange(10, 1, false), new VmChange(20, 3, true));

        assertThat(nic.phases()).extracting(Phase::fromNs).containsExactly(0L, 10L, 20L);
        assertThat(nic.first().queueOfVm()).as("vm4 is not there yet").containsExactly(1, 2, 3, 0);
        assertThat(nic.phases().get(1).nic().queueOfVm()).containsExactly(1, 0, 3, 0);
        assertThat(nic.phases().get(1).nic().filters()).extracting(ReceiveFilter::queue).containsExactly(1, 3);
        assertThat(nic.phases().get(2).nic().queueOfVm()).containsExactly(1, 0, 3, 2);
        assertThat(nic.vmsOf(2)).as("owners over time").containsExactly(1, 3);
        assertThat(nic.events()).isEmpty();
    }

    /** NDIS frees a queue when all of its buffers are back; who comes before then finds it taken. */
    @ParameterizedTest
    @CsvSource({"20, 0", "29, 0", "30, 2", "31, 2"})
    void shouldGiveAQueueAgainOnlyWhenNoFrameCanWaitInIt(long arrivalNs, int queue) {
        List<Integer> any = Collections.nCopies(4, NEXT_FREE);
        NicTimeline nic = attach(20, any, 3, new VmChange(10, 1, false), new VmChange(arrivalNs, 3, true));

        assertThat(nic.phases().getLast().nic().queueOfVm()).containsExactly(1, 0, 3, queue);
        assertThat(nic.events()).extracting(HostEvent::id)
                .isEqualTo(queue == 0 ? List.of("113", "queue-being-freed") : List.of());
        assertThat(nic.events()).filteredOn(event -> event.level() == HostEvent.Level.INFO).extracting(HostEvent::text)
                .allMatch(text -> text
                        .equals("vm4 arrives while queue 2, which vm2 left, is being freed: frames may wait "
                                + "in it for up to 20 ns"));
    }

    /** The next free queue is another one, and a queue that is asked for by number is not given early either. */
    @Test
    void shouldPassOverAQueueThatIsBeingFreed() {
        NicTimeline another = attach(20, Collections.nCopies(4, NEXT_FREE), 4, new VmChange(10, 1, false),
                new VmChange(10, 3, true));
        assertThat(another.phases().getLast().nic().queueOfVm()).containsExactly(1, 0, 3, 4);
        assertThat(another.events()).isEmpty();

        VmChange[] named = {new VmChange(10, 1, false), new VmChange(15, 3, true), new VmChange(16, 3, false),
            new VmChange(40, 3, true)};
        NicTimeline same = attach(20, List.of(1, 2, 3, 2), 3, named);
        assertThat(same.phases().get(2).nic().queueOfVm()).containsExactly(1, 0, 3, 0);
        assertThat(same.phases().getLast().nic().queueOfVm()).containsExactly(1, 0, 3, 2);
    }

    @Test
    void shouldLogAnArrivalThatFindsNoQueueAndServeItWhenItComesBackToAFreeOne() {
        NicTimeline nic = attach(3, new VmChange(5, 0, false), new VmChange(6, 3, false), new VmChange(7, 3, true));

        assertThat(nic.events()).extracting(HostEvent::id).as("vm4 at first").containsExactly("113");
        assertThat(nic.first().queueOfVm()).containsExactly(1, 2, 3, 0);
        assertThat(nic.phases().getLast().nic().queueOfVm()).containsExactly(0, 2, 3, 1);
    }

    @Test
    void shouldLogEvent113WhenAVmThatMigratesHereFindsNoQueue() {
        NicTimeline nic = attach(3, new VmChange(5, 3, true));

        assertThat(nic.first().events()).isEmpty();
        assertThat(nic.events()).extracting(HostEvent::id).containsExactly("113");
        assertThat(nic.phases().getLast().nic().queueOfVm()).containsExactly(1, 2, 3, 0);
    }

    @Test
    void shouldLeaveAVmOnTheDefaultQueueWhenAQueueBecomesFree() {
        NicTimeline nic = attach(3, new VmChange(5, 0, false));

        assertThat(nic.first().queueOfVm()).containsExactly(1, 2, 3, 0);
        assertThat(nic.phases().getLast().nic().queueOfVm()).as("vm4 was not given queue 1").containsExactly(0, 2, 3,
                0);
    }

    @Test
    void shouldMakeOnePhaseOfChangesAtOneMoment() {
        NicTimeline nic = attach(4, new VmChange(5, 0, false), new VmChange(5, 1, false));

        assertThat(nic.phases()).extracting(Phase::fromNs).containsExactly(0L, 5L);
        assertThat(nic.phases().getLast().nic().queueOfVm()).containsExactly(0, 0, 3, 4);
    }

    @ParameterizedTest
    @EnumSource(value = Attachment.class, mode = Mode.EXCLUDE, names = {"VIRTUAL_SWITCH", "MULTI_QUEUE_SWITCH"})
    void shouldNotMindVmsWithoutASwitch(Attachment kind) {
        NicTimeline nic = NicTimeline.attach("nic0", kind, NicQueues.single(4), VMS, Collections.nCopies(4, NEXT_FREE),
                List.of(new VmChange(5, 0, false)), 7);
        assertThat(nic.phases()).hasSize(1);
    }
}
