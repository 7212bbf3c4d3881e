package io.vmq.dispatch.team;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Several NICs that the virtual switch sees as one.
 *
 * @param name
 *            friendly name of the team's own NIC
 * @param switchName
 *            friendly name of the virtual switch that it is bound to
 * @param mode
 *            how it goes together with the physical switch
 * @param distribution
 *            how it spreads load
 * @param members
 *            1 to {@value #MAX_MEMBERS}; the first is the primary one, since it was the first to bind
 */
public record Team(String name, String switchName, TeamMode mode, LoadDistribution distribution,
        List<TeamMember> members) {

    /** NICs in a team, at most (WSD nic-teaming). */
    public static final int MAX_MEMBERS = 32;

    public Team {
        members = List.copyOf(members);
        if (members.isEmpty() || members.size() > MAX_MEMBERS) {
            throw new IllegalArgumentException(
                    "team '" + name + "' has " + members.size() + " members; 1 to " + MAX_MEMBERS + " expected");
        }
        if (members.stream().map(TeamMember::nic).distinct().count() != members.size()) {
            throw new IllegalArgumentException("team '" + name + "' has a NIC twice: "
                    + members.stream().map(TeamMember::nic).toList());
        }
    }

    public QueueMode queueMode() {
        return QueueMode.of(mode, distribution);
    }

    /** On which members the frames of a VM arrive. */
    public Arrival arrival() {
        return Arrival.of(mode, distribution);
    }

    /** Queues that the team offers to the switch, beside the default queue: the sum or the smallest number. */
    public int exposedQueues() {
        IntStream queues = members.stream().mapToInt(TeamMember::queues);
        return switch (queueMode()) {
            case SUM_OF_QUEUES -> queues.sum();
            case MIN_QUEUES -> queues.min().orElseThrow();
        };
    }
}
