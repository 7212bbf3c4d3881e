package io.vmq.tools.gate.input;

/** Into how many series trials are taken apart. */
public enum By {
    /** One a mode. */
    MODE,
    /** One a mode, and one for each VM in it. */
    VM,
    /** One a mode, and one for each queue in it. */
    QUEUE
}
