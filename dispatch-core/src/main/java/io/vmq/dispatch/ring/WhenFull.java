package io.vmq.dispatch.ring;

/** What becomes of a frame that finds its receive queue full. */
public enum WhenFull {

    /** The new frame is dropped, as NICs do when no descriptor is free. */
    DROP_TAIL("drop-tail"),
    /** The oldest frame that waits is dropped, and the new one takes its place: fresh frames before old ones. */
    DROP_HEAD("drop-head"),
    /** The new frame goes to default queue 0, and is dropped if that is full too. Its flow may be reordered. */
    OVERFLOW_DEFAULT("overflow-default"),
    /**
     * The source waits until a slot is free, and all frames behind it, as on a link with flow control (IEEE 802.3x). A frame that
     * has waited for longer than the trial allows is given up by its sender: it is unsent.
     */
    BLOCK_SOURCE("block-source");

    private final String label;

    WhenFull(String label) {
        this.label = label;
    }

    /** The name in scenarios and results. */
    public String label() {
        return label;
    }
}
