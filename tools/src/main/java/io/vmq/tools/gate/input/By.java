package io.vmq.tools.gate.input;

/** Stand-in. */
public enum By {
    MODE, VM, QUEUE
}
