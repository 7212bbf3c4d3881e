package io.vmq.dispatch.host;

import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.List;

/**
 * Which VM has got a receive queue of its own on a NIC of the virtual switch, and the filters that lead to it.
 *
 * <p>
 * Queues are given first come, first served; VMs that come when none is left share the default queue, and the switch logs
 * Event 113 for each (KB3001783).
 *
 * @param filters
 *            receive filters in the order in which they were set
 * @param queueOfVm
 *            queue of each VM; 0 is the shared default queue
 * @param events
 *            what the switch logged
 */
public record VmqAllocation(List<ReceiveFilter> filters, List<Integer> queueOfVm, List<HostEvent> events) {

    /** Asks for the next free queue. */
    public static final int NEXT_FREE = -1;
    /** Asks for none: the VM shares the default queue. */
    public static final int DEFAULT_QUEUE = 0;

    public VmqAllocation {
        filters = List.copyOf(filters);
        queueOfVm = List.copyOf(queueOfVm);
        events = List.copyOf(events);
    }

    /**
     * Allocates in the order of the VMs.
     *
     * @param requests
     *            for each VM {@link #NEXT_FREE}, {@link #DEFAULT_QUEUE} or the number of a queue
     * @param queues
     *            queues that can carry filters, beside the default queue
     */
    public static VmqAllocation firstComeFirstServed(String nic, List<VirtualMachine> vms, List<Integer> requests,
            int queues) {
        VmqAllocator allocator = new VmqAllocator(nic, vms, requests, queues, 0);
        for (int vm = 0; vm < vms.size(); vm++) {
            allocator.arrives(vm, 0);
        }
        return allocator.allocation();
    }
}
