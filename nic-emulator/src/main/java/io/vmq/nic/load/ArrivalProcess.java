package io.vmq.nic.load;

/** When frames want to start on the wire, one after the other. One thread uses a process. */
public interface ArrivalProcess {

    /** The time of a frame that never comes. */
    long NEVER = Long.MAX_VALUE;

    /**
     * When the next frame arrives, ps since the trial began; never before the one before it. {@link #NEVER} once none
     * comes any more.
     */
    long nextArrivalPs();
}
