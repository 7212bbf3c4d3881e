package io.vmq.nic.traffic;

/** When frames want to start on the wire, one after the other. One thread uses a process. */
public interface ArrivalProcess {

    /** When the next frame arrives, ps since the trial began; never before the one before it. */
    long nextArrivalPs();
}
