package io.vmq.dispatch.core;

import io.vmq.dispatch.fault.Outages;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One core with its queues, and a note of every service. Sequences count the frames offered. */
final class CoreLab implements ServiceObserver {

    /** A frame that was served; times are ps. */
    record Service(int queue, int sequence, long startPs, long completionPs) {}

    final QueueModel[] queues;
    final CoreModel core;
    final List<Service> services = new ArrayList<>();
    private int offered;

    CoreLab(ServiceTime cost, Outages stalls, long fromPs, long toPs, int... ringSlots) {
        this(cost, InterruptModeration.OFF, stalls, fromPs, toPs, ringSlots);
    }

    CoreLab(ServiceTime cost, InterruptModeration moderation, Outages stalls, long fromPs, long toPs,
            int... ringSlots) {
        queues = new QueueModel[ringSlots.length];
        Arrays.setAll(queues, queue -> new QueueModel(queue, ringSlots[queue]));
        core = new CoreModel(0, queues, cost, moderation, stalls, fromPs, toPs, this);
    }

    CoreLab(ServiceCost cost, int... ringSlots) {
        this(cost, Outages.NONE, 0, Long.MAX_VALUE, ringSlots);
    }

    /** Offers a frame that is dropped if its queue is full; returns whether it was accepted. */
    boolean offer(int queue, long arrivalPs, int lengthBytes) {
        int sequence = offered++;
        core.advance(arrivalPs);
        if (queues[queue].isFull()) {
            return false;
        }
        core.accept(queues[queue], arrivalPs, arrivalPs, 0, lengthBytes, 0, sequence);
        return true;
    }

    /** Serves the rest; completions in the order of service. */
    List<Long> completions() {
        core.advance(Long.MAX_VALUE);
        return services.stream().map(Service::completionPs).toList();
    }

    @Override
    public void served(int by, int queue, int flow, int sequence, long dueNs, int lateNs, int lengthBytes, long startPs,
            long completionPs) {
        services.add(new Service(queue, sequence, startPs, completionPs));
    }
}
