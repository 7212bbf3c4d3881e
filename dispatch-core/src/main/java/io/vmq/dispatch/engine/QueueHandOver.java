package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.measure.DeliveryMeter;
import io.vmq.dispatch.ring.RxQueue;

/** Hands frames to real receive queues, one ring each; a full ring is a counted drop. Belongs to the source's thread. */
final class QueueHandOver implements HandOver {

    private final RxQueue[] queues;
    private final DeliveryMeter drops;

    QueueHandOver(RxQueue[] queues, DeliveryMeter drops) {
        this.queues = queues;
        this.drops = drops;
    }

    @Override
    public void give(FrameBatch batch, int[] queueOf, long handedOverNs) {
        for (int i = 0; i < batch.count(); i++) {
            int queue = queueOf[i];
            if (queue != Intake.NO_QUEUE && !queues[queue].offer(batch, i, (int) (handedOverNs - batch.dueNs(i)))) {
                drops.queueFull(queue, batch.flow(i), batch.dueNs(i));
            }
        }
        for (RxQueue queue : queues) {
            queue.flush();
        }
    }

    @Override
    public int depth(int queue) {
        return queues[queue].ring().depth();
    }
}
