package io.vmq.dispatch.engine;

import io.vmq.dispatch.ring.DescriptorRing;
import io.vmq.dispatch.ring.DescriptorTable;
import java.util.concurrent.locks.LockSupport;

/**
 * The thread of the emulated cores of a live trial: feeds the model with what comes through the transport ring. Its own
 * hiccups do not matter, since the model goes by due times; so it sleeps while little is waiting, and leaves the ring's cache
 * lines to the source and its CPU to whoever else would take the source's, such as the compiler of the virtual machine.
 */
final class ModelLoop implements Runnable {

    private static final int BATCH = 256;
    private static final long PAUSE_NS = 100_000;

    private final DescriptorRing ring;
    private final ModelCores cores;
    private final LiveState state;

    ModelLoop(DescriptorRing ring, ModelCores cores, LiveState state) {
        this.ring = ring;
        this.cores = cores;
        this.state = state;
    }

    @Override
    public void run() {
        boolean over = false;
        while (!over) {
            // Asked before the poll: what is found empty after that stays empty.
            boolean isOver = state.isOver();
            int ready = ring.poll(BATCH);
            serve(ready);
            over = isOver && ready == 0;
            if (ready < BATCH && !isOver) {
                LockSupport.parkNanos(PAUSE_NS);
            }
        }
        cores.drain();
    }

    private void serve(int ready) {
        DescriptorTable descriptors = ring.descriptors();
        for (int i = 0; i < ready; i++) {
            int slot = ring.polledSlot(i);
            cores.arrive(TransportHandOver.steered(descriptors, slot), descriptors.flow(slot),
                    descriptors.sequence(slot),
                    descriptors.dueNs(slot), descriptors.lateNs(slot), descriptors.lengthBytes(slot));
        }
        ring.release(ready);
    }
}
