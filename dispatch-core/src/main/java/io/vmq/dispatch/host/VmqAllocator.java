package io.vmq.dispatch.host;

import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Gives receive queues of a NIC to VMs that arrive, and takes them back when they leave: first come, first served, the lowest
 * free queue first. A queue that a VM leaves is free for the next one at once; what waits in it is still served.
 *
 * <p>
 * VMs that come when none is left share the default queue until they leave, and the switch logs Event 113 for each (KB3001783).
 * The control thread uses it before a trial.
 */
final class VmqAllocator {

    private static final int NONE = VmqAllocation.DEFAULT_QUEUE;

    private final String nic;
    private final List<VirtualMachine> vms;
    private final List<Integer> requests;
    private final int queues;
    private final Set<Integer> taken;
    private final int[] queueOfVm;
    /** By the order in which they were set. */
    private final SortedMap<Integer, ReceiveFilter> filters = new TreeMap<>();
    private final @Nullable Integer[] filterOfVm;
    private final List<HostEvent> events = new ArrayList<>();
    private int filtersSet;

    /** Nobody is there yet; see {@link VmqAllocation#firstComeFirstServed} for the parameters. */
    VmqAllocator(String nic, List<VirtualMachine> vms, List<Integer> requests, int queues) {
        this.nic = nic;
        this.vms = vms;
        this.requests = requests;
        this.queues = queues;
        // A queue that some VM asks for by number is kept for it.
        taken = new HashSet<>(requests);
        queueOfVm = new int[vms.size()];
        filterOfVm = new Integer[vms.size()];
    }

    void arrives(int vm) {
        int request = requests.get(vm);
        int queue = request == VmqAllocation.NEXT_FREE ? lowestFree() : request;
        if (queue == NONE) {
            if (request != NONE) {
                events.add(SwitchEvents.queuesExhausted(vms.get(vm), SwitchEvents.Named.switchOfNic(nic)));
            }
            return;
        }
        taken.add(queue);
        queueOfVm[vm] = queue;
        filterOfVm[vm] = filtersSet;
        filters.put(filtersSet++, filterOf(vms.get(vm), queue));
    }

    private int lowestFree() {
        for (int queue = 1; queue <= queues; queue++) {
            if (!taken.contains(queue)) {
                return queue;
            }
        }
        return NONE;
    }

    void leaves(int vm) {
        Integer filter = filterOfVm[vm];
        if (filter == null) {
            return;
        }
        filters.remove(filter);
        filterOfVm[vm] = null;
        if (!requests.contains(queueOfVm[vm])) {
            taken.remove(queueOfVm[vm]);
        }
        queueOfVm[vm] = NONE;
    }

    /** What holds now; the events are those of the whole time. */
    VmqAllocation allocation() {
        return new VmqAllocation(List.copyOf(filters.values()), Arrays.stream(queueOfVm).boxed().toList(), events);
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
}
