package io.vmq.tools.scenario;

import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.team.LoadDistribution;
import io.vmq.dispatch.team.Team;
import io.vmq.dispatch.team.TeamMember;
import io.vmq.dispatch.team.TeamMode;
import io.vmq.nic.notation.TimeSpan;
import java.util.List;

/**
 * The team through which the virtual switch of a scenario is reached.
 *
 * @param name
 *            of the team's own NIC
 * @param members
 *            NICs of the scenario, the primary one first
 * @param failoverNs
 *            how long after a member's link fails or returns the frames of its ports arrive elsewhere, ns
 * @param switchBufferBytes
 *            layer-1 bytes that the physical switch holds in front of each member's link
 */
public record TeamPlan(String name, TeamMode mode, LoadDistribution distribution, List<String> members, long failoverNs,
        int switchBufferBytes) {

    public TeamPlan {
        members = List.copyOf(members);
    }

    /** A team with the failover time and the switch buffer that stand where a file says nothing of them. */
    public static TeamPlan usual(String name, TeamMode mode, LoadDistribution distribution, List<String> members) {
        return new TeamPlan(name, mode, distribution, members, TimeSpan.parse(TeamReader.FAILOVER).ns(),
                TeamReader.SWITCH_BUFFER_BYTES);
    }

    /** Mode and distribution, as scenarios name them. */
    public String text() {
        return Values.word(mode) + ", " + Values.word(distribution);
    }

    /** The team as the virtual switch knows it. */
    public Team team(List<Scenario.Nic> uplinks) {
        return new Team(name, name + " - Virtual Switch", mode, distribution, uplinks.stream()
                .map(nic -> new TeamMember(nic.name(), nic.queues(), nic.processors().orElse(ProcessorSetting.UNSET)))
                .toList());
    }
}
