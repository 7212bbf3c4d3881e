package io.vmq.tools.search;

/** What the trials at a load say of it for one goal: the load classification of RFC 9971. */
public enum Bound {
    /** The load meets the goal, whatever else is measured within the Goal Duration Sum. */
    LOWER,
    /** The load does not meet the goal, whatever else is measured within it. */
    UPPER,
    /** More trials are needed. */
    UNDECIDED
}
