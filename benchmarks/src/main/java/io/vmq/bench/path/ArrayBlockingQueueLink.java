package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Stream;

/**
 * The JDK's own bounded queue, the one at hand in every program. It takes its lock for each frame that is offered,
 * since it has no batch there, and once for all that are drained.
 */
final class ArrayBlockingQueueLink implements FrameLink {

    private final Memory frames;
    private final FrameBatch batch;
    private final List<ArrayBlockingQueue<FrameCarrier>> queues;
    private final Carriers.Turn[] turns;
    /** Made last, as far as can be from what the first core uses. */
    private final List<FrameCarrier> drained;

    ArrayBlockingQueueLink(Arena arena) {
        queues = Stream.generate(() -> new ArrayBlockingQueue<FrameCarrier>(DEPTH)).limit(Guests.QUEUES).toList();
        Carriers carriers = new Carriers(arena);
        frames = carriers.frames();
        batch = carriers.batch();
        turns = carriers.turns();
        drained = new ArrayList<>(POLL_LIMIT);
    }

    @Override
    public FrameBatch batch() {
        return batch;
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            FrameCarrier carrier = turns[queue].peek();
            carrier.write(batch, i);
            if (!queues.get(queue).offer(carrier)) {
                carrier.giveBack(batch, i);
                return i;
            }
            turns[queue].advance();
        }
        return count;
    }

    @Override
    public int receive(int queue, Checked to) {
        int taken = queues.get(queue).drainTo(drained, POLL_LIMIT);
        for (int i = 0; i < taken; i++) {
            drained.get(i).read(frames, to);
        }
        drained.clear();
        return taken;
    }
}
