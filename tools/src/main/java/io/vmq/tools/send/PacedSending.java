package io.vmq.tools.send;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.SourceDigest;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.nic.port.FrameSender;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Sends each frame of a source when it is due, in batches of those that are. Open loop: a frame that cannot be handed over
 * within 10 ms after it was due is given up and counted as unsent, and the next ones are due when they are due. One thread
 * runs it, once; it allocates nothing per frame.
 */
final class PacedSending {

    /** How long it is waited for room before the clock is looked at again. */
    private static final int AWAIT_ROOM_MS = 1;
    /** Shorter waits spin, since a sleep may end later than asked. */
    private static final long SPIN_NS = 500_000;
    private static final long LONGEST_NAP_NS = 20_000_000;
    private static final long TELL_EVERY_NS = 50_000_000;

    private final Source source;
    private final long durationNs;
    private final FrameSender sender;
    private final NanoClock clock;
    private final StopSignal stop;
    private final SendWatcher watcher;
    private final FrameBatch batch;
    private final FrameTags tags;
    private final long maxLateNs = Thresholds.DEFAULT.maxLateNs();
    private final SourceDigest digest = new SourceDigest();
    private final LatencyRecorder late = LatencyRecorder.whole("late");
    private long beginNs;
    private long sent;
    private long unsent;
    private long bytes;
    private long noRoom;
    private long lastedNs;
    private long tellNs = TELL_EVERY_NS;

    PacedSending(Source source, long durationNs, boolean tagged, FrameSender sender, NanoClock clock, StopSignal stop,
            SendWatcher watcher) {
        this.source = source;
        this.durationNs = durationNs;
        this.sender = sender;
        this.clock = clock;
        this.stop = stop;
        this.watcher = watcher;
        batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        tags = new FrameTags(tagged, batch.capacity());
    }

    /** Sends from now on until nothing more is due, until it is stopped, or until the sender fails. */
    void run() {
        beginNs = clock.nowNs();
        while (source.nextDueNs() < durationNs && goesOn()) {
            long nowNs = awaitDue(source.nextDueNs());
            if (source.nextDueNs() <= nowNs && source.fill(batch, Math.min(nowNs, durationNs - 1)) > 0) {
                digest.take(batch);
                tags.write(batch);
                hand(nowNs);
                tags.wipe(batch);
            }
            tell(nowNs);
        }
        lastedNs = goesOn() ? Math.max(durationNs, nowNs()) : nowNs();
    }

    private boolean goesOn() {
        return !stop.isRaised() && sender.failure() == null;
    }

    private long nowNs() {
        return clock.nowNs() - beginNs;
    }

    /** Waits until then, or until it is stopped; returns what time it is. */
    private long awaitDue(long dueNs) {
        long nowNs = nowNs();
        while (nowNs < dueNs && !stop.isRaised()) {
            if (dueNs - nowNs > SPIN_NS) {
                LockSupport.parkNanos(Math.min(LONGEST_NAP_NS, dueNs - nowNs - SPIN_NS / 2));
            } else {
                Thread.onSpinWait();
            }
            nowNs = nowNs();
        }
        return nowNs;
    }

    /** Hands the batch over, but for what gets too late while there is no room. */
    private void hand(long drawnNs) {
        long nowNs = drawnNs;
        int next = giveUpLate(0, nowNs);
        while (next < batch.count() && goesOn()) {
            int taken = sender.send(batch, next);
            if (taken > 0) {
                count(next, taken, nowNs);
                next += taken;
            } else {
                noRoom++;
                sender.await(AWAIT_ROOM_MS);
            }
            nowNs = nowNs();
            next = giveUpLate(next, nowNs);
        }
        unsent += batch.count() - next;
    }

    /** From frame {@code first} on, in order of due time, the first that may still be sent. */
    private int giveUpLate(int first, long nowNs) {
        int next = first;
        while (next < batch.count() && nowNs - batch.dueNs(next) > maxLateNs) {
            next++;
        }
        unsent += next - first;
        return next;
    }

    private void count(int first, int taken, long nowNs) {
        for (int i = first; i < first + taken; i++) {
            late.record(batch.dueNs(i), nowNs - batch.dueNs(i));
            bytes += batch.lengthBytes(i);
            tags.sent(i);
        }
        sent += taken;
    }

    private void tell(long nowNs) {
        if (nowNs >= tellNs) {
            watcher.sent(Math.min(1, (double) nowNs / durationNs));
            tellNs = nowNs + TELL_EVERY_NS;
        }
    }

    /** What became of the frames, by what the sender knows now. */
    SentFrames frames() {
        return new SentFrames(sent, unsent, sender.failedFrames(), tags.tagged(), bytes);
    }

    long noRoom() {
        return noRoom;
    }

    long lastedNs() {
        return lastedNs;
    }

    long digest() {
        return digest.value();
    }

    @Nullable
    LatencySummary late() {
        return late.summary();
    }
}
