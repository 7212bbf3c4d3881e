package io.vmq.dispatch.measure;

/** Why a trial must not be believed. */
public enum InvalidReason {

    /** Frames were due but could not be handed over in time: the load was not the one asked for. */
    UNSENT("unsent"),
    /** One frame in a hundred or more was handed over later than allowed. */
    SOURCE_LATE("source-late"),
    /** The transport to emulated cores overflowed: this machine could not follow the model. */
    TRANSPORT_FULL("transport-full"),
    /** A source or pinned core loop stood still for longer than allowed. */
    HOST_STALL("host-stall"),
    /** The real NIC gave nothing more, because it went down or away. */
    NIC_FAILED("nic-failed"),
    /** The real NIC did not take the filters of a phase: frames were steered by those of before. */
    FILTERS_REFUSED("filters-refused"),
    /** The clock that stamps frames was set while they came: their latencies are of no use. */
    CLOCK_MOVED("clock-moved"),
    /** Too few frames for percentiles to mean anything. */
    TOO_SHORT("too-short");

    private final String label;

    InvalidReason(String label) {
        this.label = label;
    }

    /** The name in results. */
    public String label() {
        return label;
    }
}
