package io.vmq.tools.search;

/** How the search for one goal ended. */
public enum Ending {

    /** Both bounds are found, as close to each other as asked for. */
    FOUND("found"),
    /** The largest load meets the goal: the mode is not the limit. */
    MAX_LOAD("max-load"),
    /** Even the smallest load does not meet the goal. */
    NO_LOAD("no-load"),
    /** Trials at higher loads are INVALID: this machine is the limit, not the mode. */
    HOST("host-limited"),
    /** It was stopped before its end. */
    INTERRUPTED("interrupted");

    private final String label;

    Ending(String label) {
        this.label = label;
    }

    /** The name in results. */
    public String label() {
        return label;
    }
}
