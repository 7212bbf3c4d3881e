package io.vmq.bench.path;

import io.vmq.dispatch.frame.FrameBatch;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.stream.Stream;
import org.jctools.queues.MessagePassingQueue;
import org.jctools.queues.varhandle.MpscVarHandleArrayQueue;

/**
 * JCTools' queue for many producers, of which there is one here. The frames of a batch are written first, then {@code
 * fill} puts those of each queue into it at the price of one atomic operation.
 */
final class JctoolsMpscLink extends JctoolsLink<MpscVarHandleArrayQueue<FrameCarrier>> {

    private static final int FIRST = OwnLines.FIRST;

    private final Carriers.Turn[] written;
    private final List<MessagePassingQueue.Supplier<FrameCarrier>> given;
    /** For each queue: frames that were written and are not in it yet, and frames that it certainly has room for beyond those. */
    private final long[] waiting = OwnLines.longs(Guests.QUEUES);
    private final long[] room = OwnLines.longs(Guests.QUEUES);

    JctoolsMpscLink(Arena arena) {
        this(new Carriers(arena));
    }

    private JctoolsMpscLink(Carriers carriers) {
        super(Stream.generate(() -> new MpscVarHandleArrayQueue<FrameCarrier>(DEPTH)).limit(Guests.QUEUES).toList(),
                carriers);
        written = carriers.turns();
        given = Stream.of(carriers.turns()).<MessagePassingQueue.Supplier<FrameCarrier>>map(turn -> turn::next)
                .toList();
    }

    @Override
    public int send(FrameBatch batch, int[] queueOf, int from) {
        int end = write(batch, queueOf, from);
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            fill(queue);
        }
        return end;
    }

    private int write(FrameBatch batch, int[] queueOf, int from) {
        int count = batch.count();
        for (int i = from; i < count; i++) {
            int queue = queueOf[i];
            if (room[FIRST + queue] == 0 && !findRoom(queue)) {
                return i;
            }
            room[FIRST + queue]--;
            waiting[FIRST + queue]++;
            written[queue].next().write(batch, i);
        }
        return count;
    }

    private boolean findRoom(int queue) {
        long free = DEPTH - queues.get(queue).size() - waiting[FIRST + queue];
        room[FIRST + queue] = free;
        return free > 0;
    }

    private void fill(int queue) {
        int left = (int) waiting[FIRST + queue];
        while (left > 0) {
            left -= queues.get(queue).fill(given.get(queue), left);
        }
        waiting[FIRST + queue] = 0;
    }
}
