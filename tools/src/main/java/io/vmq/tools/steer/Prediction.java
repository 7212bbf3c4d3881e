package io.vmq.tools.steer;

import io.vmq.dispatch.steering.IpProtocol;
import io.vmq.dispatch.steering.RssDecision;
import org.jspecify.annotations.Nullable;

/**
 * Where a mode sends a frame.
 *
 * @param queue
 *            the queue, or {@link #NO_QUEUE}
 * @param protocol
 *            what the frame says it carries; null if it is not IP
 * @param rss
 *            why, if the mode is RSS; null in other modes
 */
public record Prediction(int queue, @Nullable IpProtocol protocol, @Nullable RssDecision rss) {

    /** The mode named a queue that does not exist; a trial would drop the frame. */
    public static final int NO_QUEUE = -1;
}
