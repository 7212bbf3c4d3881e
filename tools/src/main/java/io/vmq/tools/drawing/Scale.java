package io.vmq.tools.drawing;

import java.util.List;

/** Takes values of an axis to places along it, from 0 to 1. */
public sealed interface Scale permits LinearScale, LogScale, TailScale {

    /** Where a value lies; what is beyond an end is put there. */
    double at(double value);

    /** Grid lines and their labels. */
    List<Tick> ticks();

    /** Kind, for readers of the drawing: linear, log or tail. */
    String kind();

    /** Value at the begin. */
    double from();

    /** Value at the end; for a tail the number of nines instead. */
    double to();
}
