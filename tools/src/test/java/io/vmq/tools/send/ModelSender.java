package io.vmq.tools.send;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.port.FrameSender;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A sender with a bounded queue that empties while it is waited for; keeps what it took. */
class ModelSender implements FrameSender {

    /** A frame as it was handed over; its bytes in hexadecimal digits. */
    record Taken(long dueNs, int flow, int sequence, String digits) {

        static Taken of(FrameBatch batch, int i) {
            byte[] bytes = new byte[batch.storedBytes(i)];
            batch.memory().get(batch.address(i), bytes, 0, bytes.length);
            return new Taken(batch.dueNs(i), batch.flow(i), batch.sequence(i), HexFormat.of().formatHex(bytes));
        }

        byte[] bytes() {
            return HexFormat.of().parseHex(digits);
        }
    }

    final List<Taken> taken = new ArrayList<>();
    private final SteppedClock clock;
    private final int room;
    private final long awaitNs;
    private int waiting;
    private long failsAfter = Long.MAX_VALUE;

    /**
     * @param room
     *            frames that it holds
     * @param awaitNs
     *            time that goes by until it is empty again
     */
    ModelSender(SteppedClock clock, int room, long awaitNs) {
        this.clock = clock;
        this.room = room;
        this.awaitNs = awaitNs;
    }

    /** Fails when it has taken so many frames. */
    ModelSender failingAfter(long frames) {
        failsAfter = frames;
        return this;
    }

    @Override
    public int send(FrameBatch batch, int from) {
        int count = (int) Math.min(Math.min(batch.count() - from, room - waiting), failsAfter - taken.size());
        for (int i = from; i < from + count; i++) {
            taken.add(Taken.of(batch, i));
        }
        waiting += count;
        return count;
    }

    @Override
    public void await(int timeoutMs) {
        clock.pass(awaitNs);
        waiting = 0;
    }

    @Override
    public long failedFrames() {
        return 0;
    }

    @Override
    public @Nullable String failure() {
        return taken.size() >= failsAfter ? "the cable was pulled" : null;
    }

    @Override
    public void close() {
        // Nothing is held.
    }
}
