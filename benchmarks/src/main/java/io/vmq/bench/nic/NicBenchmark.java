package io.vmq.bench.nic;

import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.nic.linux.LinuxThreadPinning;
import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Has all readers receive the same flood, one after the other and then all again, so that what the machine does meanwhile hits
 * them alike. Before that each receives so many frames that the compiler is done with it.
 */
final class NicBenchmark {

    /** Is told what runs. */
    interface Watcher {

        void runs(String reader, int done, int total);
    }

    private static final String NEAR = "bench0";
    private static final String FAR = "bench1";
    private static final int MOST_WARM_UPS = 20;
    private static final double NS_PER_SECOND = 1e9;

    private final List<Reader> readers;
    private final int rounds;
    private final long roundNs;
    private final long warmUpFrames;
    private final int senderCpu;
    private final int readerCpu;
    private final ThreadPinning pinning = LinuxThreadPinning.orNone();
    private final List<FrameBatch> frames = Addressees.frames();

    /**
     * @param seconds
     *            length of a round of one reader
     * @param warmUpFrames
     *            how many frames each reader gets before the rounds that count, at least
     */
    NicBenchmark(List<Reader> readers, int rounds, double seconds, long warmUpFrames, int senderCpu, int readerCpu) {
        this.readers = List.copyOf(readers);
        this.rounds = rounds;
        this.roundNs = Math.max(1, (long) (seconds * NS_PER_SECOND));
        this.warmUpFrames = warmUpFrames;
        this.senderCpu = senderCpu;
        this.readerCpu = readerCpu;
    }

    /**
     * Runs all rounds, or as many readers as came to their end before {@code stop} says yes. The calling platform thread is in a private
     * network and on the reader's CPU afterwards.
     *
     * @throws PortException
     *             if there can be no private network, or a port fails while it is read
     */
    Measured run(Watcher watcher, BooleanSupplier stop) throws PortException, IOException, InterruptedException {
        if (!pinning.pinCurrentThread(readerCpu)) {
            throw new IllegalStateException("CPU " + readerCpu + " cannot be had");
        }
        try (PrivateLink cable = PrivateLink.open(NEAR, FAR, 1)) {
            return run(cable, watcher, stop);
        }
    }

    private Measured run(PrivateLink cable, Watcher watcher, BooleanSupplier stop)
            throws PortException, IOException, InterruptedException {
        Map<String, String> refusals = new LinkedHashMap<>();
        Map<String, List<Round>> found = new LinkedHashMap<>();
        for (Reader reader : readers) {
            found.put(reader.name(), new ArrayList<>());
            if (!stop.getAsBoolean()) {
                watcher.runs(reader.name(), 0, rounds);
                warmUp(cable, reader, refusals);
            }
        }
        for (int round = 0; round < rounds; round++) {
            for (Reader reader : readers) {
                List<Round> kept = found.get(reader.name());
                if (kept != null && !refusals.containsKey(reader.name()) && !stop.getAsBoolean()) {
                    watcher.runs(reader.name(), round, rounds);
                    kept.add(measure(cable, reader));
                }
            }
        }
        return new Measured(found.entrySet().stream()
                .map(one -> new Series(one.getKey(), one.getValue(), refusals.get(one.getKey()))).toList(),
                stop.getAsBoolean());
    }

    /** A reader that cannot be opened here is noted, and the others go on. */
    private void warmUp(PrivateLink cable, Reader reader, Map<String, String> refusals)
            throws PortException, IOException, InterruptedException {
        try {
            reader.open(cable.far()).close();
        } catch (PortException e) {
            refusals.put(reader.name(), String.valueOf(e.getMessage()));
            return;
        }
        long received = 0;
        for (int i = 0; i < MOST_WARM_UPS && received < warmUpFrames; i++) {
            received += measure(cable, reader).receivedFrames();
        }
    }

    private Round measure(PrivateLink cable, Reader reader) throws PortException, IOException, InterruptedException {
        try (Reading reading = reader.open(cable.far())) {
            long lostBefore = lostFrames(cable);
            Flood flood = Flood.start(cable.near(), frames, pinning, senderCpu, roundNs);
            Received received = reading.receive(flood);
            Sent sent = flood.await();
            return Round.of(sent, received, lostFrames(cable) - lostBefore);
        }
    }

    /** What the near end could not put into the far one. */
    private static long lostFrames(PrivateLink cable) throws PortException {
        return cable.links().get(cable.near()).counters().txDropped();
    }
}
