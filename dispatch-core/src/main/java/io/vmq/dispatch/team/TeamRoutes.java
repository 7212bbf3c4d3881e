package io.vmq.dispatch.team;

import java.util.List;

/**
 * On which members of a team the frames of each VM arrive, over the time of a trial. Immutable.
 *
 * @param phases
 *            at least one, in order of time; the first begins at 0
 */
public record TeamRoutes(List<Phase> phases) {

    /**
     * From {@code fromNs} of the trial on, until the next phase, frames arrive so.
     *
     * @param membersOfVm
     *            for each VM the indices of the members on which its frames may arrive; where there are several, the physical
     *            switch has the choice, and where there is none, frames are lost
     */
    public record Phase(long fromNs, List<List<Integer>> membersOfVm) {

        public Phase {
            membersOfVm = membersOfVm.stream().map(List::copyOf).toList();
        }
    }

    public TeamRoutes {
        phases = List.copyOf(phases);
    }
}
