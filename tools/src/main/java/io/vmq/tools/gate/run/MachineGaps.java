package io.vmq.tools.gate.run;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongSupplier;

/**
 * How much of its time this machine gives to whoever asks for all of it: threads that do nothing but read the clock, and what they miss.
 *
 * @param awayShare
 *            part of the time in gaps of {@value #LEAST_GAP_NS} ns or more; of the thread that missed most
 * @param longestNs
 *            the longest gap
 */
public record MachineGaps(double awayShare, long longestNs) {

    private static final long LEAST_GAP_NS = 50_000;

    /** Reads the clock on every CPU for that long. */
    public static MachineGaps measure(long durationNs) throws InterruptedException {
        int threads = Runtime.getRuntime().availableProcessors();
        try (ExecutorService readers = Executors.newFixedThreadPool(threads)) {
            Callable<MachineGaps> reader = () -> read(System::nanoTime, durationNs);
            List<MachineGaps> seen = new ArrayList<>();
            for (Future<MachineGaps> future : readers.invokeAll(Collections.nCopies(threads, reader))) {
                seen.add(future.get());
            }
            return new MachineGaps(seen.stream().mapToDouble(MachineGaps::awayShare).max().orElse(0),
                    seen.stream().mapToLong(MachineGaps::longestNs).max().orElse(0));
        } catch (ExecutionException e) {
            throw new IllegalStateException("reading the clock failed", e);
        }
    }

    /** Reads one clock until that time has gone by. */
    static MachineGaps read(LongSupplier clockNs, long durationNs) {
        long startNs = clockNs.getAsLong();
        long beforeNs = startNs;
        long awayNs = 0;
        long longestNs = 0;
        while (beforeNs - startNs < durationNs) {
            long nowNs = clockNs.getAsLong();
            long gapNs = nowNs - beforeNs;
            if (gapNs >= LEAST_GAP_NS) {
                awayNs += gapNs;
                longestNs = Math.max(longestNs, gapNs);
            }
            beforeNs = nowNs;
        }
        return new MachineGaps((double) awayNs / (beforeNs - startNs), longestNs);
    }

    /** Whether a change of that size cannot be told from what the machine takes away. */
    public boolean hide(double minEffect) {
        return awayShare >= minEffect;
    }

    /** One sentence with both figures. */
    public String text() {
        return String.format(Locale.ROOT, "this machine was away for %.1f %% of the time (longest gap %.3g ms)",
                100 * awayShare, longestNs / 1e6);
    }
}
