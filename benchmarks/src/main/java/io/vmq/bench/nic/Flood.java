package io.vmq.bench.nic;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.packet.PacketSender;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.PortException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/** A thread that sends ready frames as fast as the system takes them, for a while. */
final class Flood {

    /** How long is waited at once while the system takes none. */
    private static final int ROOM_MS = 1;

    private final FutureTask<Sent> sending;
    private final CountDownLatch ended;

    private Flood(FutureTask<Sent> sending, CountDownLatch ended) {
        this.sending = sending;
        this.ended = ended;
    }

    /**
     * Begins to send, in the network of the calling thread.
     *
     * @param cpu
     *            where the thread runs, and with it what the kernel does for a frame until a reader has it
     */
    static Flood start(String interfaceName, List<FrameBatch> frames, ThreadPinning pinning, int cpu, long forNs) {
        CountDownLatch ended = new CountDownLatch(1);
        FutureTask<Sent> sending = new FutureTask<>(() -> {
            if (!pinning.pinCurrentThread(cpu)) {
                throw new IllegalStateException("CPU " + cpu + " cannot be had");
            }
            try (FrameSender sender = PacketSender.open(interfaceName, false)) {
                return send(sender, frames, forNs);
            }
        });
        Thread.ofPlatform().name("bench-sender").daemon().start(() -> {
            sending.run();
            ended.countDown();
        });
        return new Flood(sending, ended);
    }

    private static Sent send(FrameSender sender, List<FrameBatch> frames, long forNs) throws PortException {
        long beganNs = System.nanoTime();
        long sent = 0;
        int turn = 0;
        while (System.nanoTime() - beganNs < forNs) {
            FrameBatch batch = frames.get(turn);
            turn = turn + 1 == frames.size() ? 0 : turn + 1;
            sent += send(sender, batch, beganNs + forNs);
        }
        return new Sent(sent - sender.failedFrames(), beganNs);
    }

    /** Sends the whole batch; where the time is over and there is no room, the rest of it is left. */
    private static int send(FrameSender sender, FrameBatch batch, long untilNs) throws PortException {
        int at = sender.send(batch, 0);
        while (at < batch.count() && System.nanoTime() < untilNs) {
            if (sender.failure() != null) {
                throw new PortException("sending failed: " + sender.failure());
            }
            sender.await(ROOM_MS);
            at += sender.send(batch, at);
        }
        return at;
    }

    /** Whether all has been sent. */
    boolean isOver() {
        return ended.getCount() == 0;
    }

    /** Waits until all has been sent, or sending has failed. */
    void awaitEnd() throws InterruptedException {
        ended.await();
    }

    /** Waits until all has been sent, and says how much that was. */
    Sent await() throws PortException, InterruptedException {
        try {
            return sending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PortException refused) {
                throw refused;
            }
            throw new IllegalStateException("the sender failed: " + e.getCause(), e);
        }
    }
}
