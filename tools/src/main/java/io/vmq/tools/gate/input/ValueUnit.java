package io.vmq.tools.gate.input;

/** In which unit the durations of a file are that does not say it. */
public enum ValueUnit {
    NS(1), US(1e3), MS(1e6), S(1e9);

    private final double ns;

    ValueUnit(double ns) {
        this.ns = ns;
    }

    /** How many ns one is. */
    double ns() {
        return ns;
    }
}
