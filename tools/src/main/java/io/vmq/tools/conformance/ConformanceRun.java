package io.vmq.tools.conformance;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortQueue;
import java.lang.foreign.Arena;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sends probes, a few at a time, and notes at which queue each arrives. One thread runs it; it ends when all have arrived, when
 * the port has had the time that it may need for the last ones, or when port or sender fail.
 */
public final class ConformanceRun {

    /** Few enough for any ring. */
    private static final int CHUNK = 32;
    private static final int WAIT_MS = 20;
    /** How often a sender without room is waited for. */
    private static final int MOST_WAITS = 100;
    /** Frames that are read of one queue before the next: others may send without end. */
    private static final int MOST_AT_ONCE = 1_024;
    /** What a frame may be longer than a probe and still be one: a tag that was put in on the way. */
    private static final int ROOM = ProbeFrame.BYTES + 64;

    private final ProbeSet probes;
    private final Port port;
    private final FrameSender sender;
    private final NanoClock clock;
    private final long patienceNs;
    private final Observations seen;
    private final Memory frame = Memory.allocate(Arena.ofAuto(), ROOM);
    private @Nullable String failure;

    /**
     * @param patienceNs
     *            how long frames may be on their way beside the delay that the port tells of, ns
     */
    public ConformanceRun(ProbeSet probes, Port port, FrameSender sender, NanoClock clock, long patienceNs) {
        this.probes = probes;
        this.port = port;
        this.sender = sender;
        this.clock = clock;
        this.patienceNs = patienceNs;
        seen = new Observations(probes.count());
    }

    /** Runs once. */
    public Observations run() {
        FrameBatch chunk = new FrameBatch(CHUNK);
        for (int from = 0; from < probes.count() && failure == null; from += chunk.count()) {
            probes.fill(chunk, from);
            send(chunk);
            drain();
        }
        if (failure == null) {
            awaitTheRest();
        }
        seen.ended(port.lostFrames(), sender.failedFrames(), failure);
        return seen;
    }

    private void send(FrameBatch chunk) {
        int sent = 0;
        for (int waits = 0; sent < chunk.count() && waits <= MOST_WAITS; waits++) {
            sent += sender.send(chunk, sent);
            if (sender.failure() != null) {
                failure = "sending failed: " + sender.failure();
                return;
            }
            if (sent < chunk.count()) {
                drain();
                sender.await(WAIT_MS);
            }
        }
        if (sent < chunk.count()) {
            failure = "the sender took no more frames";
        }
    }

    private void awaitTheRest() {
        long mostNs = port.mostDelayNs() + patienceNs;
        long lastNs = clock.nowNs();
        while (seen.seen() < probes.count()) {
            if (port.failure() != null) {
                failure = "the port failed: " + port.failure();
                return;
            }
            if (drain()) {
                lastNs = clock.nowNs();
            } else if (clock.nowNs() - lastNs > mostNs) {
                return;
            } else {
                port.await(Math.clamp(TimeUnit.NANOSECONDS.toMillis(mostNs), 1, WAIT_MS));
            }
        }
    }

    /** Reads what is there; whether a probe was among it that had not arrived before. */
    private boolean drain() {
        int before = seen.seen();
        for (int queue = 0; queue < port.queueCount(); queue++) {
            drain(queue, port.queue(queue));
        }
        return seen.seen() > before;
    }

    private void drain(int number, PortQueue queue) {
        for (int i = 0; i < MOST_AT_ONCE && queue.next(); i++) {
            int probe = probes.recognise(frame, 0, queue.copyTo(frame, 0, ROOM));
            if (probe < 0) {
                seen.foreign();
            } else {
                seen.arrived(probe, number, queue.hash());
            }
        }
    }
}
