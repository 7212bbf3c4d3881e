package io.vmq.nic.traffic;

import io.vmq.dispatch.team.TeamRoutes;
import io.vmq.nic.port.Wire;
import java.util.List;

/**
 * Says of arrival after arrival to which member of a team the physical switch sends the frame. Where it has the choice it goes by
 * a hash of the flow; how a real switch hashes is its own business, so any that spreads flows evenly will do. One thread uses it.
 */
final class TeamWalk {

    /** No member can be reached. */
    static final int NOWHERE = -1;

    private static final BitMixer HASH = new BitMixer(Integer.SIZE);

    private final long[] startsPs;
    /** By phase and VM. */
    private final int[][][] members;
    private int phase;

    TeamWalk(TeamRoutes routes) {
        startsPs = routes.phases().stream().mapToLong(each -> each.fromNs() * Wire.PS_PER_NS).toArray();
        members = routes.phases().stream().map(each -> each.membersOfVm().stream().map(TeamWalk::indices)
                .toArray(int[][]::new)).toArray(int[][][]::new);
    }

    private static int[] indices(List<Integer> ofVm) {
        return ofVm.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The member for a frame of flow {@code flow}, or {@link #NOWHERE}; {@code atPs} never goes back. */
    int member(int vm, int flow, long atPs) {
        while (phase + 1 < startsPs.length && startsPs[phase + 1] <= atPs) {
            phase++;
        }
        int[] choice = members[phase][vm];
        return switch (choice.length) {
            case 0 -> NOWHERE;
            case 1 -> choice[0];
            default -> choice[(int) ((Integer.toUnsignedLong(HASH.mixed(flow)) * choice.length) >>> Integer.SIZE)];
        };
    }
}
