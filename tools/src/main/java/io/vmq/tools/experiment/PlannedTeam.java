package io.vmq.tools.experiment;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.dispatch.team.Team;
import io.vmq.dispatch.team.TeamMember;
import io.vmq.dispatch.team.TeamRoutes;
import io.vmq.dispatch.team.TeamTimeline;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.nic.traffic.TeamLinks;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.TeamPlan;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The team of a scenario as a trial meets it: in its own time, which begins with the warm-up. */
final class PlannedTeam {

    private final Scenario scenario;
    private final TeamPlan plan;
    private final Team team;

    /** A scenario that has a team. */
    PlannedTeam(Scenario scenario) {
        this.scenario = scenario;
        plan = scenario.network().plan().orElseThrow();
        team = scenario.network().team().orElseThrow();
    }

    /** How a mode of this kind attaches the members, over time. */
    TeamTimeline timeline(Attachment kind) {
        long warmupNs = scenario.run().warmupNs();
        List<VirtualMachine> vms = scenario.vms().stream().map(Scenario.Vm::machine).toList();
        FaultPlan faults = PlannedFaults.plan(scenario, warmupNs);
        List<Integer> queuesPerVm = scenario.network().uplinks().stream().map(Scenario.Nic::queuesPerVm).toList();
        return TeamTimeline.of(team, kind, queuesPerVm, new TeamTimeline.Happening(vms,
                scenario.timeline().movesAfter(warmupNs),
                IntStream.range(0, team.members().size()).mapToObj(faults::ofLink).toList(), plan.failoverNs(),
                warmupNs + scenario.run().durationNs()));
    }

    /** The links to the members, and who is reached through which; the same in every mode. */
    TeamLinks links() {
        return new TeamLinks(scenario.network().uplinks().stream().map(Scenario.Nic::link).toList(),
                timeline(Attachment.VIRTUAL_SWITCH).routes(), plan.switchBufferBytes());
    }

    /** A note of each time at which frames begin to arrive elsewhere. */
    List<HostEvent> events(TeamRoutes routes) {
        List<TeamRoutes.Phase> phases = routes.phases();
        return IntStream.range(1, phases.size())
                .filter(i -> !phases.get(i).membersOfVm().equals(phases.get(i - 1).membersOfVm()))
                .mapToObj(i -> event(phases.get(i))).toList();
    }

    private HostEvent event(TeamRoutes.Phase phase) {
        long atNs = phase.fromNs() - scenario.run().warmupNs();
        Map<List<Integer>, Long> vmsOfMembers = phase.membersOfVm().stream().filter(members -> !members.isEmpty())
                .collect(Collectors.groupingBy(members -> members,
                        () -> new TreeMap<>((one, other) -> one.toString().compareTo(other.toString())),
                        Collectors.counting()));
        String where = vmsOfMembers.entrySet().stream()
                .map(entry -> entry.getValue() + (entry.getValue() == 1 ? " VM on " : " VMs on ")
                        + entry.getKey().stream().map(team.members()::get).map(TeamMember::nic)
                                .collect(Collectors.joining(" or ")))
                .collect(Collectors.joining(", "));
        return new HostEvent("team-ports", team.name(), HostEvent.Level.INFO, "frames arrive from "
                + (atNs < 0 ? "-" : "") + new TimeSpan(Math.abs(atNs)).text() + " on: "
                + (where.isEmpty() ? "nowhere" : where));
    }
}
