package io.vmq.dispatch.host;

import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How a NIC is attached over the time of a trial: filters and owners of queues change when VMs arrive and leave. Immutable.
 *
 * @param phases
 *            at least one, in order of time; the first begins at 0
 * @param events
 *            what the host logged over the whole time
 */
public record NicTimeline(List<Phase> phases, List<HostEvent> events) {

    /** From {@code fromNs} of the trial on, until the next phase, the NIC is attached so. */
    public record Phase(long fromNs, NicAttachment nic) {}

    public NicTimeline {
        phases = List.copyOf(phases);
        events = List.copyOf(events);
    }

    /** Nothing changes. */
    public static NicTimeline constant(NicAttachment nic) {
        return new NicTimeline(List.of(new Phase(0, nic)), nic.events());
    }

    /**
     * Attaches a NIC, and follows the changes of its VMs.
     *
     * @param requests
     *            queue request of each VM, see {@link VmqAllocation}
     * @param changes
     *            in order of time; a VM whose first change is its arrival is not there before it
     * @param drainNs
     *            how long frames may wait in a queue after its VM has left, ns; it is nobody's for so long
     */
    public static NicTimeline attach(String nic, Attachment kind, NicQueues queues, List<VirtualMachine> vms,
            List<Integer> requests, List<VmChange> changes, long drainNs) {
        if (changes.isEmpty() || !kind.isSwitch()) {
            return constant(NicAttachment.attach(nic, kind, queues, vms, requests));
        }
        VmqAllocator allocator = new VmqAllocator(nic, vms, requests, queues.filtered(), drainNs);
        IntStream.range(0, vms.size()).filter(vm -> VmChange.isThereAtFirst(vm, changes))
                .forEach(vm -> allocator.arrives(vm, 0));
        List<Phase> phases = new ArrayList<>();
        phases.add(new Phase(0, NicAttachment.ofSwitch(nic, kind, queues, allocator.allocation())));
        for (VmChange change : changes) {
            apply(change, allocator);
            if (phases.getLast().fromNs() == change.atNs()) {
                phases.removeLast();
            }
            phases.add(new Phase(change.atNs(), NicAttachment.ofSwitch(nic, kind, queues, allocator.allocation())));
        }
        return new NicTimeline(phases, phases.getLast().nic().events());
    }

    private static void apply(VmChange change, VmqAllocator allocator) {
        if (change.arrives()) {
            allocator.arrives(change.vm(), change.atNs());
        } else {
            allocator.leaves(change.vm(), change.atNs());
        }
    }

    /** How it begins; name, kind and number of queues stay. */
    public NicAttachment first() {
        return phases.getFirst().nic();
    }

    /** All receive queues, the default queue 0 included. */
    public int queueCount() {
        return first().queueCount();
    }

    /** The VMs that own {@code queue} at some time, in order of index. */
    public List<Integer> vmsOf(int queue) {
        return phases.stream().flatMap(phase -> phase.nic().vmsOf(queue).stream()).distinct().sorted().toList();
    }
}
