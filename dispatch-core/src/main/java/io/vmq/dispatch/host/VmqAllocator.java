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
 * free queue first. A queue that its last VM leaves is being freed as long as frames may wait in it, and is for nobody until
 * then (WDD queue-states-and-operations); what waits is still served.
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
    private final long drainNs;
    private final List<Left> left = new ArrayList<>();

    /** A queue that holds a buffer for whatever waits in it. */
    private record Left(int queue, int vm, long atNs) {}

    /** Nobody is there yet; see {@link NicTimeline#attach} for the parameters. */
    VmqAllocator(String nic, List<VirtualMachine> vms, List<Integer> requests, int queues, long drainNs) {
        this.drainNs = drainNs;
        this.nic = nic;
        this.vms = vms;
        this.requests = requests;
        this.queues = new NdisQueues(NdisCapabilities.ofQueues(queues));
        kept = Set.copyOf(requests);
        queueOfVm = new int[vms.size()];
        filterOfVm = new int[vms.size()];
    }

    void arrives(int vm, long atNs) {
        freeWhatIsEmpty(atNs);
        int request = requests.get(vm);
        if (request == NONE) {
            return;
        }
        int queue = request == VmqAllocation.NEXT_FREE ? allocateNext() : allocateNamed(request);
        if (queue == NONE) {
            events.add(SwitchEvents.queuesExhausted(vms.get(vm), SwitchEvents.Named.switchOfNic(nic)));
            left.stream().filter(each -> each.queue() == request || mayBeNext(each.queue(), request))
                    .forEach(each -> events.add(stillBeingFreed(vm, each)));
            return;
        }
        queueOfVm[vm] = queue;
        filterOfVm[vm] = done(queues.setFilter(vms.get(vm).filterTo(queue)));
    }

    private boolean mayBeNext(int queue, int request) {
        return request == VmqAllocation.NEXT_FREE && !kept.contains(queue);
    }

    private int allocateNext() {
        return switch (queues.allocateAnyBut(kept)) {
            case Outcome.Done(int queue) -> completed(queue);
            case Outcome.Refused _ -> NONE;
        };
    }

    /** A queue may be named by several VMs; the first that comes allocates it. */
    private int allocateNamed(int queue) {
        if (left.stream().anyMatch(each -> each.queue() == queue)) {
            return NONE;
        }
        return queues.queue(queue).state() == QueueState.UNDEFINED ? completed(done(queues.allocate(queue))) : queue;
    }

    private int completed(int queue) {
        return done(queues.completeAllocation(queue));
    }

    void leaves(int vm, long atNs) {
        freeWhatIsEmpty(atNs);
        int queue = queueOfVm[vm];
        if (queue == NONE) {
            return;
        }
        boolean isLast = queues.queue(queue).filters().size() == 1;
        if (isLast) {
            done(queues.receive(queue));
            left.add(new Left(queue, vm, atNs));
        }
        done(queues.clearFilter(filterOfVm[vm]));
        queueOfVm[vm] = NONE;
        if (isLast) {
            done(queues.free(queue));
            done(queues.stopDma(queue));
        }
    }

    private void freeWhatIsEmpty(long nowNs) {
        List<Left> empty = left.stream().filter(each -> nowNs - each.atNs() >= drainNs).toList();
        empty.forEach(each -> done(queues.returnBuffer(each.queue())));
        left.removeAll(empty);
    }

    private HostEvent stillBeingFreed(int vm, Left queue) {
        return new HostEvent("queue-being-freed", nic, HostEvent.Level.INFO,
                vms.get(vm).name() + " arrives while queue " + queue.queue() + ", which " + vms.get(queue.vm()).name()
                        + " left, is being freed: frames may wait in it for up to " + drainNs + " ns");
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
