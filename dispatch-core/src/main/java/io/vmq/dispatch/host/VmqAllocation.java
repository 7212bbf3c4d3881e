package io.vmq.dispatch.host;

import io.vmq.dispatch.steering.ReceiveFilter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

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
        Set<Integer> named = new HashSet<>(requests);
        List<ReceiveFilter> filters = new ArrayList<>();
        List<HostEvent> events = new ArrayList<>();
        int[] queueOfVm = new int[vms.size()];
        int next = 1;
        for (int vm = 0; vm < vms.size(); vm++) {
            while (named.contains(next)) {
                next++;
            }
            int request = requests.get(vm);
            if (request != NEXT_FREE) {
                queueOfVm[vm] = request;
            } else if (next <= queues) {
                queueOfVm[vm] = next++;
            } else {
                events.add(exhausted(nic, vms.get(vm)));
            }
            if (queueOfVm[vm] != DEFAULT_QUEUE) {
                filters.add(filterOf(vms.get(vm), queueOfVm[vm]));
            }
        }
        return new VmqAllocation(filters, Arrays.stream(queueOfVm).boxed().toList(), events);
    }

    /** A VM without a VLAN gets the flag that the Hyper-V switch sets, untagged or VLAN 0; one of a capture, any VLAN. */
    private static ReceiveFilter filterOf(VirtualMachine vm, int queue) {
        int vlan = switch (vm.vlan()) {
            case VirtualMachine.NO_VLAN -> ReceiveFilter.UNTAGGED_OR_ZERO;
            case VirtualMachine.ANY_VLAN -> ReceiveFilter.ANY_VLAN;
            default -> vm.vlan();
        };
        return new ReceiveFilter(vm.mac(), vlan, queue);
    }

    /** Event 113 word for word; the identifiers are derived from the names. */
    private static HostEvent exhausted(String nic, VirtualMachine vm) {
        String text = "Failed to allocate VMQ for NIC " + guid("port " + vm.name()) + "--" + guid("nic " + vm.mac())
                + " (Friendly Name: Network Adapter) on switch " + guid("switch of " + nic)
                + " (Friendly Name: VM Switch). Reason - Maximum number of VMQs supported on the Protocol NIC is "
                + "exceeded. Status = Insufficient system resources exist to complete the API.";
        return new HostEvent("113", HostEvent.VM_SWITCH, HostEvent.Level.ERROR, text);
    }

    private static String guid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString().toUpperCase(Locale.ROOT);
    }
}
