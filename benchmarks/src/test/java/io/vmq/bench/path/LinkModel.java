package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.FrameBatch;
import java.lang.foreign.Arena;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;

/**
 * A link beside {@link ArrayDeque}s, with which it must agree. All frames of a queue are of one flow, so that {@link
 * Checked} sees every change of order within the queue, and every frame has a random header.
 */
final class LinkModel {

    private final LinkKind kind;
    private final FrameLink link;
    private final SplittableRandom random;
    private final Checked checked = new Checked();
    private final List<Queue<Long>> waiting = new ArrayList<>();
    private final FrameBatch batch;
    private final long[] headers = new long[FrameBatch.DEFAULT_CAPACITY];
    private int[] queueOf = {};
    private final int[] nextSequence = new int[Guests.QUEUES];
    private int sent;
    private int received;
    private int refused;

    LinkModel(Arena arena, LinkKind kind, long seed) {
        this.kind = kind;
        link = kind.make(arena);
        random = new SplittableRandom(seed);
        batch = link.batch();
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            waiting.add(new ArrayDeque<>());
        }
    }

    /** Begins a batch of a frame for each of these queues. */
    void batchFor(int... queues) {
        queueOf = queues;
        batch.begin();
        for (int i = 0; i < queues.length; i++) {
            long at = batch.address(i);
            headers[i] = random.nextLong();
            batch.memory().putI64Be(at, headers[i]);
            batch.add(at, Guests.STORED_BYTES, EthernetLayout.MIN_FRAME_BYTES, true, System.nanoTime(), 0, queues[i],
                    nextSequence[queues[i]]++);
        }
    }

    /** Sends the batch from a frame on; returns what the link returns. */
    int send(int from) {
        int end = link.send(batch, queueOf, from);
        assertThat(end).isBetween(from, batch.count());
        for (int i = from; i < end; i++) {
            waiting.get(queueOf[i]).add(headers[i]);
            assertThat(waiting(queueOf[i])).isLessThanOrEqualTo(kind.mostFrames());
        }
        sent += end - from;
        if (end < batch.count()) {
            refused++;
            assertThat(waiting(queueOf[end])).isBetween(FrameLink.DEPTH, kind.mostFrames());
        }
        return end;
    }

    /** Receives from a queue; returns what the link returns. */
    int receive(int queue) {
        long before = checked.headers();
        int taken = link.receive(queue, checked);
        checked.batchDone();
        assertThat(taken).isBetween(kind.leastReceived(waiting(queue)), FrameLink.POLL_LIMIT);
        long sum = 0;
        for (int i = 0; i < taken; i++) {
            sum += waiting.get(queue).remove();
        }
        assertThat(checked.headers() - before).isEqualTo(sum);
        received += taken;
        return taken;
    }

    int waiting(int queue) {
        return waiting.get(queue).size();
    }

    /** Begins a batch of frames that are all for one queue. */
    void batchForOnly(int queue, int count) {
        int[] queues = new int[count];
        Arrays.fill(queues, queue);
        batchFor(queues);
    }

    void fillUp(int queue) {
        do {
            batchForOnly(queue, FrameBatch.DEFAULT_CAPACITY);
        } while (send(0) == batch.count());
    }

    /** Sends a batch, receiving where a queue is full, and with {@code percent} receives from all queues. */
    void step(int percent) {
        randomBatch();
        for (int next = send(0); next < batch.count(); next = send(next)) {
            receive(queueOf[next]);
        }
        if (random.nextInt(100) < percent) {
            for (int queue = 0; queue < Guests.QUEUES; queue++) {
                receive(queue);
            }
        }
    }

    private void randomBatch() {
        int count = random.nextInt(1, FrameBatch.DEFAULT_CAPACITY + 1);
        if (random.nextInt(4) == 0) {
            batchForOnly(random.nextInt(Guests.QUEUES), count);
        } else {
            batchFor(random.ints(count, 0, Guests.QUEUES).toArray());
        }
    }

    /** Empties all queues; then every frame has come out, whole and in order. */
    void close() {
        for (int queue = 0; queue < Guests.QUEUES; queue++) {
            while (receive(queue) > 0) {}
        }
        assertThat(received).isEqualTo(sent);
        assertThat(checked.summary().count()).isEqualTo(sent);
    }

    int sent() {
        return sent;
    }

    /** Batches that found a queue full. */
    int refused() {
        return refused;
    }
}
