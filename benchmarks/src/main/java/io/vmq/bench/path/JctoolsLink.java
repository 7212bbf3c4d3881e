package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.util.List;
import org.jctools.queues.MessagePassingQueue;
import org.jspecify.annotations.Nullable;

/** What the JCTools queues have in common: the consumer drains them with a handler, which is made once. */
abstract class JctoolsLink<Q extends MessagePassingQueue<FrameCarrier>> implements FrameLink {

    final List<Q> queues;
    private final Memory frames;
    private final FrameBatch batch;
    private @Nullable Reader reader;

    JctoolsLink(List<Q> queues, Carriers carriers) {
        this.queues = queues;
        frames = carriers.frames();
        batch = carriers.batch();
    }

    @Override
    public final FrameBatch batch() {
        return batch;
    }

    @Override
    public final int receive(int queue, Checked to) {
        return queues.get(queue).drain(readerTo(to), POLL_LIMIT);
    }

    private Reader readerTo(Checked to) {
        Reader known = reader;
        if (known == null || known.to != to) {
            known = new Reader(frames, to);
            reader = known;
        }
        return known;
    }

    private record Reader(Memory frames, Checked to) implements MessagePassingQueue.Consumer<FrameCarrier> {

        @Override
        public void accept(FrameCarrier carrier) {
            carrier.read(frames, to);
        }
    }
}
