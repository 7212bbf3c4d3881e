package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import java.lang.foreign.Arena;
import java.util.stream.Stream;
import org.jctools.queues.varhandle.SpscVarHandleArrayQueue;

/**
 * JCTools' queue for one producer and one consumer. Its {@code fill} would look ahead for room at every call, {@code
 * relaxedOffer} looks once for a quarter of the queue, so frames are offered one by one.
 */
final class JctoolsSpscLink extends JctoolsLink<SpscVarHandleArrayQueue<FrameCarrier>> {

    private final Carriers.Turn[] turns;

    JctoolsSpscLink(Arena arena) {
        this(new Carriers(arena));
    }

    private JctoolsSpscLink(Carriers carriers) {
        super(Stream.generate(() -> new SpscVarHandleArrayQueue<FrameCarrier>(DEPTH)).limit(Guests.QUEUES).toList(),
                carriers);
        turns = carriers.turns();
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            FrameCarrier carrier = turns[queue].peek();
            carrier.write(batch, i);
            if (!queues.get(queue).relaxedOffer(carrier)) {
                carrier.giveBack(batch, i);
                return i;
            }
            turns[queue].advance();
        }
        return count;
    }
}
