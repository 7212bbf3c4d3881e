package io.vmq.dispatch.host;

import io.vmq.dispatch.ndis.NdisCapabilities;
import io.vmq.dispatch.ndis.NdisQueues;
import io.vmq.dispatch.ndis.Outcome;
import io.vmq.dispatch.ndis.QueueState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

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
    /** Queues that some VM asks for by number are kept for it. */
    private final Set<Integer> kept;
    private final NdisQueues queues;
    private final int[] queueOfVm;
    private final int[] filterOfVm;
    private final List<HostEvent> events = new ArrayList<>();

    /** Nobody is there yet; see {@link VmqAllocation#firstComeFirstServed} for the parameters. */
    VmqAllocator(String nic, List<VirtualMachine> vms, List<Integer> requests, int queues) {
        this.nic = nic;
        this.vms = vms;
        this.requests = requests;
        this.queues = new NdisQueues(NdisCapabilities.ofQueues(queues));
        kept = Set.copyOf(requests);
        queueOfVm = new int[vms.size()];
        filterOfVm = new int[vms.size()];
    }

    void arrives(int vm) {
        int request = requests.get(vm);
        if (request == NONE) {
            return;
        }
        int queue = request == VmqAllocation.NEXT_FREE ? allocateNext() : allocateNamed(request);
        if (queue == NONE) {
            events.add(SwitchEvents.queuesExhausted(vms.get(vm), SwitchEvents.Named.switchOfNic(nic)));
            return;
        }
        queueOfVm[vm] = queue;
        filterOfVm[vm] = done(queues.setFilter(vms.get(vm).filterTo(queue)));
    }

    private int allocateNext() {
        return switch (queues.allocateAnyBut(kept)) {
            case Outcome.Done(int queue) -> completed(queue);
            case Outcome.Refused _ -> NONE;
        };
    }

    /** A queue may be named by several VMs; the first that comes allocates it. */
    private int allocateNamed(int queue) {
        return queues.queue(queue).state() == QueueState.UNDEFINED ? completed(done(queues.allocate(queue))) : queue;
    }

    private int completed(int queue) {
        return done(queues.completeAllocation(queue));
    }

    void leaves(int vm) {
        int queue = queueOfVm[vm];
        if (queue == NONE) {
            return;
        }
        done(queues.clearFilter(filterOfVm[vm]));
        queueOfVm[vm] = NONE;
        if (queues.queue(queue).filters().isEmpty()) {
            done(queues.free(queue));
            done(queues.stopDma(queue));
        }
    }

    /** What the NIC must not refuse, since it is only asked what its state allows. */
    private static int done(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(int id) -> id;
            case Outcome.Refused refused -> throw new IllegalStateException("the NIC refused: " + refused);
        };
    }

    /** What holds now; the events are those of the whole time. */
    VmqAllocation allocation() {
        return new VmqAllocation(queues.activeFilters(), Arrays.stream(queueOfVm).boxed().toList(), events);
    }
}
