package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.SwitchEvents;
import io.vmq.dispatch.team.SetConflict;
import io.vmq.dispatch.team.Team;
import io.vmq.dispatch.team.TeamMember;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import io.vmq.tools.doctor.export.Uplink.BoundTeam;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Members of a team in sum mode must not share processors; those of a team in min mode must have the same ones, and the same
 * preferred NUMA node. Otherwise the switch logs Event 106 (KB2974384), of an LBFO team.
 */
final class TeamSets implements Check {

    @Override
    public Remedy remedy() {
        return Remedy.PROCESSORS;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        return host.uplinks().stream().flatMap(uplink -> finding(host, uplink).stream()).toList();
    }

    private static Optional<Finding> finding(HostExport host, Uplink uplink) {
        List<TeamMember> members = host.vmqAdaptersOf(uplink).stream().limit(Team.MAX_MEMBERS).map(TeamSets::member)
                .toList();
        if (uplink.team().isEmpty() || members.size() < 2) {
            return Optional.empty();
        }
        BoundTeam bound = uplink.team().get();
        Team team = new Team(bound.name(), uplink.vmSwitch().friendlyName(), bound.mode(), bound.distribution(),
                members);
        return SetConflict.of(team, host.topology()).map(conflict -> finding(host, uplink, bound, conflict));
    }

    private static TeamMember member(Adapter adapter) {
        Adapter.Vmq vmq = adapter.vmq().orElseThrow();
        return new TeamMember(adapter.name(), vmq.queues().orElse(0), vmq.setting());
    }

    private static Finding finding(HostExport host, Uplink uplink, BoundTeam team, SetConflict conflict) {
        List<String> names = conflict.members().stream().map(TeamMember::nic).toList();
        boolean overlap = conflict.reason() == SetConflict.Reason.OVERLAP;
        HostEvent event = SwitchEvents.setsNotConfiguredCorrectly(team.device(), uplink.vmSwitch(),
                conflict.reason().text());
        return new Finding(overlap ? "team-sets-overlap" : "team-sets-differ", Severity.ERROR,
                "team " + team.name() + " (" + how(team) + "): " + shown(host, names)
                        + (overlap ? " share processors" : " have different processors or preferred NUMA nodes"),
                team.mode() == TeamMode.SWITCH_EMBEDDED ? null : "Event 106: " + event.text(),
                why(overlap) + (lacksIdentifiers(team, uplink) ? Finding.MADE_UP_IDENTIFIERS : ""),
                "KB2974384; TUNE", names, List.of());
    }

    private static String why(boolean overlap) {
        return overlap
                ? "The team offers the queues of all its members, each VM on one of them, so a shared processor has to "
                        + "serve several links while others have time left."
                : "Every VM has a queue on every member, and its frames may arrive on any of them; only the same "
                        + "processors on all members bring them together again.";
    }

    private static boolean lacksIdentifiers(BoundTeam team, Uplink uplink) {
        return team.mode() != TeamMode.SWITCH_EMBEDDED
                && (team.device().isDerived() || uplink.vmSwitch().isDerived());
    }

    private static String how(BoundTeam team) {
        return team.mode() == TeamMode.SWITCH_EMBEDDED ? "SET, sum-queue mode"
                : team.mode().label() + ", " + team.distribution().label() + ", "
                        + switch (team.queueMode()) {
                            case SUM_OF_QUEUES -> "sum-queue mode";
                            case MIN_QUEUES -> "min-queue mode";
                        };
    }

    private static String shown(HostExport host, List<String> names) {
        return VmqNic.of(host).stream().filter(nic -> names.contains(nic.name())).map(VmqNic::shown)
                .collect(Collectors.joining(" and "));
    }
}
