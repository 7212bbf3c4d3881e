package io.vmq.tools.steer;

import io.vmq.dispatch.steering.VlanTag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where frames to a MAC address go.
 *
 * @param line
 *            the address
 * @param vm
 *            name of the VM that owns the queue; null if none does
 * @param queue
 *            the queue, or {@link Prediction#NO_QUEUE}
 */
public record MacPrediction(MacLine line, @Nullable String vm, int queue) implements SteerRow {

    public static final List<String> HEADER = List.of("mac", "vlan", "vm", "queue");

    @Override
    public void writeTo(RowWriter out) {
        out.text(line.text());
        if (line.vlan() == VlanTag.NONE) {
            out.missing();
        } else {
            out.number(line.vlan());
        }
        out.text(vm);
        out.queue(queue);
    }
}
