package io.vmq.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmChange;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.dispatch.team.TeamTimeline.Happening;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TeamTimelineTest {

    private static final long MS = 1_000_000;
    private static final long END_NS = 1_000 * MS;
    private static final Team SUM = TestTeam.ofQueues(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.HYPER_V_PORT, 4, 4);
    private static final Team PRIMARY = TestTeam.ofQueues(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.TRANSPORT_PORTS,
            4, 4);
    private static final Team ANY = TestTeam.ofQueues(TeamMode.LACP, LoadDistribution.DYNAMIC, 4, 4);

    private static List<VirtualMachine> vms(int count) {
        return IntStream.range(0, count).mapToObj(TestTeam::vm).toList();
    }

    private static Happening outageOfFirst(long fromMs, long toMs, long noticeMs) {
        return new Happening(vms(4), List.of(),
                List.of(new Outages(List.of(new Outage(fromMs * MS, toMs * MS))), Outages.NONE), noticeMs * MS, END_NS);
    }

    private static List<Long> starts(TeamTimeline timeline) {
        return timeline.routes().phases().stream().map(phase -> phase.fromNs() / MS).toList();
    }

    private static List<List<List<Integer>>> members(TeamTimeline timeline) {
        return timeline.routes().phases().stream().map(TeamRoutes.Phase::membersOfVm).toList();
    }

    @Test
    void shouldMovePortsWhenTheFailureWasNoticedAndBackWhenTheReturnWas() {
        TeamTimeline timeline = TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                outageOfFirst(100, 200, 10));

        assertThat(starts(timeline)).containsExactly(0L, 110L, 210L);
        List<List<Integer>> atRest = List.of(List.of(0), List.of(1), List.of(0), List.of(1));
        assertThat(members(timeline)).containsExactly(atRest,
                List.of(List.of(1), List.of(1), List.of(1), List.of(1)), atRest);
        NicTimeline second = timeline.nics().get(1);
        assertThat(second.phases()).extracting(phase -> phase.nic().queueOfVm()).containsExactly(
                List.of(0, 1, 0, 2), List.of(3, 1, 4, 2), List.of(0, 1, 0, 2));
        assertThat(second.phases().get(1).nic().filters()).hasSize(4);
    }

    @Test
    void shouldNotMissALinkThatIsBackBeforeItWasNoticed() {
        assertThat(starts(TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1), outageOfFirst(100, 110, 10))))
                .containsExactly(0L);
    }

    @Test
    void shouldNotBelieveALinkThatIsUpForAMomentAlone() {
        Outages flapping = new Outages(List.of(new Outage(100 * MS, 120 * MS), new Outage(125 * MS, 145 * MS),
                new Outage(150 * MS, 170 * MS)));

        assertThat(starts(TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                new Happening(vms(4), List.of(), List.of(flapping, Outages.NONE), 10 * MS, END_NS))))
                .containsExactly(0L, 110L, 180L);
    }

    @Test
    void shouldNotMissALinkThatIsDownForMomentsAlone() {
        Outages blinking = new Outages(List.of(new Outage(100 * MS, 101 * MS), new Outage(105 * MS, 106 * MS),
                new Outage(110 * MS, 115 * MS)));

        assertThat(starts(TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                new Happening(vms(4), List.of(), List.of(blinking, Outages.NONE), 10 * MS, END_NS))))
                .containsExactly(0L);
    }

    @Test
    void shouldLeaveOutWhatHappensAfterTheEnd() {
        assertThat(
                starts(TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1), outageOfFirst(900, 5_000, 10))))
                .containsExactly(0L, 910L);
    }

    @Test
    void shouldHaveTheQueuesOnEveryMemberWhereAnyMayReceive() {
        for (Team team : List.of(PRIMARY, ANY)) {
            TeamTimeline timeline = TeamTimeline.of(team, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                    outageOfFirst(100, 200, 10));

            assertThat(timeline.nics()).allSatisfy(nic -> assertThat(nic.phases())
                    .allSatisfy(phase -> assertThat(phase.nic().queueOfVm()).containsExactly(1, 2, 3, 4)));
        }
        assertThat(members(
                TeamTimeline.of(PRIMARY, Attachment.VIRTUAL_SWITCH, List.of(1, 1), outageOfFirst(100, 200, 10))))
                .extracting(List::getFirst).containsExactly(List.of(0), List.of(1), List.of(0));
        assertThat(members(TeamTimeline.of(ANY, Attachment.VIRTUAL_SWITCH, List.of(1, 1), outageOfFirst(100, 200, 10))))
                .extracting(List::getFirst).containsExactly(List.of(0, 1), List.of(1), List.of(0, 1));
    }

    @Test
    void shouldGiveAMachineThatComesAPortOfItsOwnAndFreeThatOfOneThatGoes() {
        List<VmChange> changes = List.of(new VmChange(10 * MS, 0, false), new VmChange(20 * MS, 2, true));

        TeamTimeline timeline = TeamTimeline.of(SUM, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                new Happening(vms(3), changes, List.of(Outages.NONE, Outages.NONE), 0, END_NS));

        assertThat(members(timeline)).containsExactly(List.of(List.of(0), List.of(1), List.of()),
                List.of(List.of(), List.of(1), List.of()), List.of(List.of(), List.of(1), List.of(0)));
        assertThat(timeline.nics().getFirst().phases()).extracting(phase -> phase.nic().queueOfVm())
                .containsExactly(List.of(1, 0, 0), List.of(0, 0, 0), List.of(0, 0, 1));
    }

    @Test
    void shouldLogWhatTheSwitchLogsWhenTheSurvivorHasTooFewQueues() {
        Team small = TestTeam.ofQueues(TeamMode.SWITCH_EMBEDDED, LoadDistribution.HYPER_V_PORT, 2, 2);

        TeamTimeline timeline = TeamTimeline.of(small, Attachment.VIRTUAL_SWITCH, List.of(1, 1),
                outageOfFirst(100, 200, 10));

        assertThat(timeline.events()).extracting(HostEvent::id).containsExactly("113", "113");
    }

    @Test
    void shouldSpreadOverAllQueuesOfAMemberWhereTheModeKnowsNoFilters() {
        TeamTimeline timeline = TeamTimeline.of(SUM, Attachment.HOST, List.of(1, 1), outageOfFirst(100, 200, 10));

        assertThat(timeline.nics()).extracting(NicTimeline::queueCount).containsExactly(4, 4);
        assertThat(starts(timeline)).as("frames move all the same").containsExactly(0L, 110L, 210L);
        assertThat(timeline.events()).isEmpty();
    }

    @Test
    void shouldNameTheFirstOfTheQueuesOfAPort() {
        TeamTimeline timeline = TeamTimeline.of(SUM, Attachment.MULTI_QUEUE_SWITCH, List.of(2, 3),
                outageOfFirst(100, 200, 10));

        NicTimeline second = timeline.nics().get(1);
        assertThat(timeline.nics()).extracting(NicTimeline::queueCount).containsExactly(1 + 4 * 2, 1 + 4 * 3);
        assertThat(second.phases().get(1).nic().queueOfVm()).containsExactly(7, 1, 10, 4);
    }
}
