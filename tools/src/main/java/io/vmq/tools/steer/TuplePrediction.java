package io.vmq.tools.steer;

import io.vmq.dispatch.steering.RssDecision;
import java.util.List;

/**
 * Where the frames of a flow go.
 *
 * @param line
 *            the flow
 * @param prediction
 *            what the mode does with an unfragmented frame of it
 */
public record TuplePrediction(TupleLine line, Prediction prediction) implements SteerRow {

    public static final List<String> HEADER = List.of("src", "dst", "srcPort", "dstPort", "protocol", "hashType",
            "hash",
            "entry", "queue");

    @Override
    public void writeTo(RowWriter out) {
        out.text(line.source());
        out.text(line.destination());
        out.number(line.flow().sourcePort());
        out.number(line.flow().destinationPort());
        out.text(line.flow().protocol().label());
        RssDecision rss = prediction.rss();
        if (rss == null) {
            RssColumns.writeWithoutHash(RssColumns.NOT_HASHED, out);
        } else {
            RssColumns.write(rss, out);
        }
        out.queue(prediction.queue());
    }
}
