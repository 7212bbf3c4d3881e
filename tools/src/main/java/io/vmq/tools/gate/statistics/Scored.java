package io.vmq.tools.gate.statistics;

import java.util.List;

/** Something whose difference between two sides has a size, whichever trials are called the candidate's. */
sealed interface Scored permits Figure, Shape {

    /** Who is who in truth. */
    Layout layout();

    /**
     * How different the sides are under each way to call trials the candidate's, in units of what chance does to it; none below zero.
     *
     * @param ways
     *            for each trial 1 if it is taken for one of the candidate, else 0
     */
    double[] scores(List<int[]> ways);
}
