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
 *            queue that each VM owns, the first one if it owns several; 0 if it owns none
 * @param queuesPerVm
 *            queues that a VM owns, if it owns any
 * @param events
 *            what the host logged while attaching
 */
public record NicAttachment(String nic, Attachment kind, int queueCount, List<ReceiveFilter> filters,
        List<Integer> queueOfVm, int queuesPerVm, List<HostEvent> events) {

    public NicAttachment {
        filters = List.copyOf(filters);
        queueOfVm = List.copyOf(queueOfVm);
        events = List.copyOf(events);
    }

    /**
     * Attaches a NIC.
     *
     * @param requests
     *            queue request of each VM, see {@link VmqAllocation}
     */
    public static NicAttachment attach(String nic, Attachment kind, NicQueues queues, List<VirtualMachine> vms,
            List<Integer> requests) {
        return switch (kind) {
            case SINGLE_QUEUE, HOST -> ofHost(nic, kind, queues, vms.size());
            case VIRTUAL_SWITCH, MULTI_QUEUE_SWITCH -> ofSwitch(nic, kind, queues,
                    VmqAllocation.firstComeFirstServed(nic, vms, requests, queues.filtered()));
        };
    }

    /**
     * A NIC that does not belong to the virtual switch, so that none of the VMs owns a queue.
     *
     * @param kind
     *            not one of the switch
     */
    public static NicAttachment ofHost(String nic, Attachment kind, NicQueues queues, int vms) {
        int count = kind == Attachment.SINGLE_QUEUE ? 1 : queues.filtered();
        return new NicAttachment(nic, kind, count, List.of(), Collections.nCopies(vms, VmqAllocation.DEFAULT_QUEUE), 1,
                List.of());
    }

    /**
     * A NIC of the virtual switch, whose ports beside the default one are given out so.
     *
     * @param kind
     *            one of the switch
     */
    public static NicAttachment ofSwitch(String nic, Attachment kind, NicQueues offered, VmqAllocation vmq) {
        NicQueues queues = kind == Attachment.MULTI_QUEUE_SWITCH ? offered : NicQueues.single(offered.filtered());
        List<ReceiveFilter> filters = vmq.filters().stream()
                .map(filter -> new ReceiveFilter(filter.mac(), filter.vlan(), queues.firstOf(filter.queue())))
                .toList();
        return new NicAttachment(nic, kind, queues.count(), filters,
                vmq.queueOfVm().stream().map(queues::firstOf).toList(), queues.perVm(), vmq.events());
    }

    /** The first of the queues among which {@code queue} stands behind a filter; itself where a VM has one queue. */
    private int portOf(int queue) {
        return queue == VmqAllocation.DEFAULT_QUEUE ? VmqAllocation.DEFAULT_QUEUE : queue - (queue - 1) % queuesPerVm;
    }

    /** The VMs that own {@code queue}: none for the default queue, usually one for the others. */
    public List<Integer> vmsOf(int queue) {
        if (queue == VmqAllocation.DEFAULT_QUEUE) {
            return List.of();
        }
        int port = portOf(queue);
        return IntStream.range(0, queueOfVm.size()).filter(vm -> queueOfVm.get(vm) == port).boxed().toList();
    }
}
