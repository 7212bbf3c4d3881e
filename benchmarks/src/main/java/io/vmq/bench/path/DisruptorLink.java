package io.vmq.bench.path;

import com.lmax.disruptor.BusySpinWaitStrategy;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * LMAX Disruptor, a single-producer ring for each queue, whose events own their buffers. What a batch has for a ring is
 * claimed and published at once; the consumer follows the cursor by its own gating sequence, which it moves once for
 * all frames that it takes.
 */
final class DisruptorLink implements FrameLink {

    private static final int FIRST = OwnLines.FIRST;

    private final Memory frames;
    private final FrameBatch batch;
    private final List<RingBuffer<FrameCarrier>> rings;
    private final Sequence[] taken = new Sequence[Guests.QUEUES];
    /** For each queue: frames that the batch has for it, room that is left, the next event to write. */
    private final long[] wanted = OwnLines.longs(Guests.QUEUES);
    private final long[] room = OwnLines.longs(Guests.QUEUES);
    private final long[] next = OwnLines.longs(Guests.QUEUES);

    DisruptorLink(Arena arena) {
        Carriers carriers = new Carriers(arena);
        frames = carriers.frames();
        batch = carriers.batch();
        rings = Stream.of(carriers.turns())
                .map(turn -> RingBuffer.createSingleProducer(turn::next, DEPTH, new BusySpinWaitStrategy())).toList();
        for (int queue = 0; queue < taken.length; queue++) {
            taken[queue] = new Sequence();
            rings.get(queue).addGatingSequences(taken[queue]);
        }
    }

    @Override
    public FrameBatch batch() {
        return batch;
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int end = claim(queueOf, from, batch.count());
        for (int i = from; i < end; i++) {
            int queue = queueOf[i];
            rings.get(queue).get(next[FIRST + queue]++).write(batch, i);
        }
        publish();
        return end;
    }

    /** Claims events for all frames, or for those before the first that finds its ring full; returns the end of these. */
    private int claim(int[] queueOf, int from, int count) {
        count(queueOf, from, count);
        int end = count;
        if (!fits()) {
            end = firstWithoutRoom(queueOf, from, count);
            count(queueOf, from, end);
        }
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            int frameCount = (int) wanted[FIRST + queue];
            if (frameCount > 0) {
                next[FIRST + queue] = rings.get(queue).next(frameCount) - frameCount + 1;
            }
        }
        return end;
    }

    private void count(int[] queueOf, int from, int end) {
        Arrays.fill(wanted, FIRST, FIRST + Guests.QUEUES, 0);
        for (int i = from; i < end; i++) {
            wanted[FIRST + queueOf[i]]++;
        }
    }

    private boolean fits() {
        boolean fits = true;
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            fits &= rings.get(queue).hasAvailableCapacity((int) wanted[FIRST + queue]);
        }
        return fits;
    }

    private int firstWithoutRoom(int[] queueOf, int from, int count) {
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            room[FIRST + queue] = rings.get(queue).remainingCapacity();
        }
        for (int i = from; i < count; i++) {
            if (room[FIRST + queueOf[i]]-- == 0) {
                return i;
            }
        }
        return count;
    }

    private void publish() {
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            long frameCount = wanted[FIRST + queue];
            if (frameCount > 0) {
                long end = next[FIRST + queue];
                rings.get(queue).publish(end - frameCount, end - 1);
            }
        }
    }

    @Override
    public int receive(int queue, Checked to) {
        RingBuffer<FrameCarrier> ring = rings.get(queue);
        long before = taken[queue].get();
        long last = Math.min(ring.getCursor(), before + POLL_LIMIT);
        if (last == before) {
            return 0;
        }
        for (long sequence = before + 1; sequence <= last; sequence++) {
            ring.get(sequence).read(frames, to);
        }
        taken[queue].set(last);
        return (int) (last - before);
    }
}
