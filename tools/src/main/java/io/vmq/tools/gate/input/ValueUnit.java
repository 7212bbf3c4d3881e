package io.vmq.tools.gate.input;

/** Stand-in. */
public enum ValueUnit {
    NS, US, MS, S
}
