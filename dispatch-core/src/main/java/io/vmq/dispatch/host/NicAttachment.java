package io.vmq.dispatch.host;

import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A NIC as one mode uses it: its receive queues, who owns them, and the filters that lead to them.
 *
 * @param nic
 *            name of the NIC
 * @param kind
 *            how the mode attaches it
 * @param queueCount
 *            all receive queues, the default queue 0 included
 * @param filters
 *            receive filters in the order in which they were set
 * @param queueOfVm
 *            queue that each VM owns; 0 if it owns none
 * @param events
 *            what the host logged while attaching
 */
public record NicAttachment(String nic, Attachment kind, int queueCount, List<ReceiveFilter> filters,
        List<Integer> queueOfVm, List<HostEvent> events) {

    public NicAttachment {
        filters = List.copyOf(filters);
        queueOfVm = List.copyOf(queueOfVm);
        events = List.copyOf(events);
    }

    /**
     * Attaches a NIC.
     *
     * @param queues
     *            queues that can carry filters, or over which RSS spreads
     * @param requests
     *            queue request of each VM, see {@link VmqAllocation}
     */
    public static NicAttachment attach(String nic, Attachment kind, int queues, List<VirtualMachine> vms,
            List<Integer> requests) {
        List<Integer> none = Collections.nCopies(vms.size(), VmqAllocation.DEFAULT_QUEUE);
        return switch (kind) {
            case SINGLE_QUEUE -> new NicAttachment(nic, kind, 1, List.of(), none, List.of());
            case HOST -> new NicAttachment(nic, kind, queues, List.of(), none, List.of());
            case VIRTUAL_SWITCH -> ofSwitch(nic, queues,
                    VmqAllocation.firstComeFirstServed(nic, vms, requests, queues));
        };
    }

    /** A NIC of the virtual switch with {@code queues} beside the default queue, given out so. */
    static NicAttachment ofSwitch(String nic, int queues, VmqAllocation vmq) {
        return new NicAttachment(nic, Attachment.VIRTUAL_SWITCH, queues + 1, vmq.filters(), vmq.queueOfVm(),
                vmq.events());
    }

    /** The VMs that own {@code queue}: none for the default queue, usually one for the others. */
    public List<Integer> vmsOf(int queue) {
        if (queue == VmqAllocation.DEFAULT_QUEUE) {
            return List.of();
        }
        return IntStream.range(0, queueOfVm.size()).filter(vm -> queueOfVm.get(vm) == queue).boxed().toList();
    }
}
