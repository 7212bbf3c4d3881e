package io.vmq.tools.steer;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.IpProtocol;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.VlanTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a captured frame goes.
 *
 * @param number
 *            the frame's number in the capture, from 1
 * @param destination
 *            destination MAC; null if the frame is not Ethernet or shorter than that
 * @param vlan
 *            id of the outermost VLAN tag, {@link VlanTag#NONE} or {@link VlanTag#CUT}
 * @param protocol
 *            what the frame says it carries; null if it is not IP
 * @param rss
 *            why, if RSS decided; null in other modes, and of a frame that the port refused
 * @param queue
 *            the queue, or {@link Prediction#NO_QUEUE} of a frame that is dropped
 * @param drop
 *            why it is dropped; null if it is not
 */
public record FramePrediction(long number, @Nullable MacAddress destination, int vlan, @Nullable IpProtocol protocol,
        @Nullable RssDecision rss, int queue, @Nullable DropReason drop) implements SteerRow {

    public static final List<String> HEADER = List.of("frame", "dstMac", "vlan", "protocol", "hashType", "hash",
            "entry",
            "queue", "dropReason");

    @Override
    public void writeTo(RowWriter out) {
        out.number(number);
        out.text(destination == null ? null : destination.toString());
        if (vlan < 0) {
            out.missing();
        } else {
            out.number(vlan);
        }
        out.text(protocol == null ? null : protocol.label());
        if (rss == null) {
            RssColumns.writeWithoutHash(null, out);
        } else {
            RssColumns.write(rss, out);
        }
        out.queue(queue);
        out.text(drop == null ? null : drop.label());
    }
}
