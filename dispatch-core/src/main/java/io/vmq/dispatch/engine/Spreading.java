package io.vmq.dispatch.engine;

import io.vmq.dispatch.core.ServiceCost;
import java.util.List;

/**
 * How the core of a VM's queue hands frames on to other cores (vRSS): the frame's hash picks an entry of the VM's table, and
 * entry {@code i} belongs to processor {@code i mod processors} of the VM. These are the core of the VM's queue and those that
 * follow it among the cores of its NIC. Immutable.
 *
 * @param hop
 *            what it costs the core of the queue to hash a frame and to hand it over
 * @param ports
 *            for each port, over what the frames of its VMs are spread
 */
public record Spreading(ServiceCost hop, List<OfPort> ports) {

    /**
     * What the VMs of a port have.
     *
     * @param processors
     *            processors of each VM, 1 to the number of cores; 0 where frames stay with the core of their queue
     * @param cores
     *            the cores of the NIC, in order
     */
    public record OfPort(int processors, List<Integer> cores) {

        /** Frames stay where their queue is: a NIC of the host itself. */
        public static final OfPort NONE = new OfPort(0, List.of());

        public OfPort {
            cores = List.copyOf(cores);
            if (processors < 0 || processors > cores.size()) {
                throw new IllegalArgumentException(
                        "processors=" + processors + ": 0 to " + cores.size() + ", the cores of the NIC, expected");
            }
        }
    }

    public Spreading {
        ports = List.copyOf(ports);
    }
}
