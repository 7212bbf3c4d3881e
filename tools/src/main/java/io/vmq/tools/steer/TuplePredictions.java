package io.vmq.tools.steer;

import io.vmq.dispatch.steering.FlowTuple;
import java.util.function.Consumer;

/** Predicts where flows go, in the order of the input. */
public final class TuplePredictions {

    private TuplePredictions() {}

    /** Passes on one prediction for each flow that the reader gives. */
    public static void forEach(TupleReader flows, Predictor predictor, Consumer<TuplePrediction> next) {
        MadeFrames<TupleLine> frames = new MadeFrames<>(predictor,
                (line, memory, frame) -> line.flow().writeFrame(memory, frame), FlowTuple.MAX_FRAME_BYTES,
                (line, prediction) -> next.accept(new TuplePrediction(line, prediction)));
        for (TupleLine line = flows.next(); line != null; line = flows.next()) {
            frames.add(line);
        }
        frames.flush();
    }
}
