package io.vmq.tools.gate.history;

/** How the points of a history are put in order. */
public enum Order {
    /** By their names, numbers in them as people count; rows of a CSV file stay as they are. */
    NAME,
    /** By their times. */
    TIME
}
