package io.vmq.dispatch.team;

/** On which members of a team the frames of a VM arrive (WSD nic-teaming; PS NetLbfo/New-NetLbfoTeam). */
public enum Arrival {

    /** Always on the one member that the VM's switch port belongs to; only that one carries a queue for it. */
    MEMBER_OF_PORT,
    /** On the primary member; every member carries the queue, so that another can take over at once. */
    PRIMARY_MEMBER,
    /** On any member, as the physical switch likes; every member carries the queue. */
    ANY_MEMBER;

    /** Where frames arrive in a team of these settings. */
    public static Arrival of(TeamMode mode, LoadDistribution distribution) {
        if (QueueMode.of(mode, distribution) == QueueMode.SUM_OF_QUEUES) {
            return MEMBER_OF_PORT;
        }
        return mode.isSwitchDependent() ? ANY_MEMBER : PRIMARY_MEMBER;
    }
}
