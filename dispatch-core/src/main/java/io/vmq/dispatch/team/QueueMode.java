package io.vmq.dispatch.team;

/** How many queues a team offers, and how its members' processor sets must stand to each other (TUNE; KB2974384). */
public enum QueueMode {

    /** All queues of all members, since a VM's frames arrive on one member; the sets must not overlap. */
    SUM_OF_QUEUES,
    /** As many queues as the member with the fewest, since every VM has a queue on every member; the sets must be equal. */
    MIN_QUEUES;

    /**
     * The mode of a team: sum for a switch independent team that goes by Hyper-V ports or dynamically, and for an embedded one;
     * min for all others (TUNE; WSD nic-teaming).
     */
    public static QueueMode of(TeamMode mode, LoadDistribution distribution) {
        return switch (mode) {
            case SWITCH_EMBEDDED -> SUM_OF_QUEUES;
            case SWITCH_INDEPENDENT -> distribution.isAddressHash() ? MIN_QUEUES : SUM_OF_QUEUES;
            case STATIC, LACP -> MIN_QUEUES;
        };
    }
}
