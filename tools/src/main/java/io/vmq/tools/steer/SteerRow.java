package io.vmq.tools.steer;

/** A line of the answer. */
public sealed interface SteerRow permits TuplePrediction, MacPrediction, FramePrediction {

    /** Writes one value for each column of the header that belongs to this kind of row. */
    void writeTo(RowWriter out);
}
