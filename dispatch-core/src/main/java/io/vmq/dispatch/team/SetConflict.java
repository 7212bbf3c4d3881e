package io.vmq.dispatch.team;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.SwitchEvents;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.Stream;

/**
 * The processor sets of a team's members that do not go together (KB2974384). What counts is the set that a setting comes to
 * on the host, after SMT siblings and the NUMA node, not the numbers of the setting.
 *
 * @param reason
 *            which rule is broken
 * @param members
 *            those that have a part in it, in the order of the team; at least two
 * @param event
 *            Event 106, as the switch logs it
 */
public record SetConflict(Reason reason, List<TeamMember> members, HostEvent event) {

    /** The rules, in the words of Event 106. */
    public enum Reason {
        OVERLAP("The processor sets overlap when LBFO is configured with sum-queue mode."),
        /** Also if only the preferred NUMA nodes differ, even where the sets come out equal. */
        NOT_IDENTICAL("The processor sets are not identical when LBFO is configured with min-queue mode.");

        private final String text;

        Reason(String text) {
            this.text = text;
        }

        /** The sentence of Event 106. */
        public String text() {
            return text;
        }
    }

    public SetConflict {
        members = List.copyOf(members);
    }

    /** The conflict of a team on a host, if its members' sets do not go together. */
    public static Optional<SetConflict> of(Team team, HostTopology host) {
        return switch (team.queueMode()) {
            case SUM_OF_QUEUES -> of(team, Reason.OVERLAP,
                    (one, other) -> setOf(one, host).overlaps(setOf(other, host)));
            case MIN_QUEUES -> of(team, Reason.NOT_IDENTICAL, (one, other) -> !isSame(one, other, host));
        };
    }

    private static Optional<SetConflict> of(Team team, Reason reason, BiPredicate<TeamMember, TeamMember> breaks) {
        List<TeamMember> members = team.members().stream()
                .filter(each -> others(team, each).anyMatch(other -> breaks.test(each, other))).toList();
        if (members.isEmpty()) {
            return Optional.empty();
        }
        HostEvent event = SwitchEvents.setsNotConfiguredCorrectly(SwitchEvents.Named.ofDevice(team.name()),
                SwitchEvents.Named.ofSwitch(team.switchName()), reason.text());
        return Optional.of(new SetConflict(reason, members, event));
    }

    private static Stream<TeamMember> others(Team team, TeamMember member) {
        return team.members().stream().filter(other -> !other.nic().equals(member.nic()));
    }

    private static boolean isSame(TeamMember one, TeamMember other, HostTopology host) {
        return one.setting().numaNode().equals(other.setting().numaNode())
                && setOf(one, host).equals(setOf(other, host));
    }

    private static ProcessorSet setOf(TeamMember member, HostTopology host) {
        return ProcessorSet.of(host, member.setting());
    }
}
