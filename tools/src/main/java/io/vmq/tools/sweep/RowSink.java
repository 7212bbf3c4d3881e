package io.vmq.tools.sweep;

import java.io.IOException;

/** Takes rows as they are finished, on the thread that runs the sweep, in whatever order that is. */
@FunctionalInterface
public interface RowSink {

    /**
     * Takes what a row gave.
     *
     * @throws IOException
     *             if it cannot be kept; the sweep then ends
     */
    void take(int row, CellResult result) throws IOException;
}
