package io.vmq.tools.experiment;

import com.sun.management.OperatingSystemMXBean;
import io.vmq.dispatch.engine.LiveEngine;
import io.vmq.dispatch.frame.SizeClass;
import io.vmq.dispatch.measure.Detail;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import java.lang.management.ManagementFactory;

/** What an experiment takes of memory; finding in the middle of a run that it does not fit would lose the run. */
final class MemoryNeed {

    /** A histogram from 1 ns to 10 s with three digits has 25,600 counters, and the table of short durations 4,096. */
    private static final long HISTOGRAM_BYTES = (25_600L + 4_096L) * Long.BYTES;
    /** What a modelled ring remembers of a frame. */
    private static final long MODELLED_BYTES = 32;
    /** What it remembers besides where table entries move: the frame's entry, and the frame while it is held back. */
    private static final long MOVING_BYTES = 40;
    private static final double SHARE = 0.7;
    /** What a trial takes besides: its totals, what is known of each flow, the frames of a batch. */
    private static final long BYTES_AT_LEAST = 8 << 20;

    private final Scenario scenario;
    private final int queues;
    private final boolean pinned;
    private final int bufferBytes;
    private final long histograms;

    /**
     * @param queues
     *            of the mode that has most of them
     * @param pinned
     *            whether rings and their buffers are real ones, off the heap
     * @param bufferBytes
     *            what a frame's buffer takes; 0 if the source keeps its frames
     */
    MemoryNeed(Scenario scenario, int vms, int queues, int cores, boolean pinned, int bufferBytes) {
        this.queues = queues;
        this.bufferBytes = bufferBytes;
        this.scenario = scenario;
        this.pinned = pinned;
        long series = (long) vms + queues + SizeClass.values().length;
        histograms = scenario.run().detail() == Detail.ALL ? series * (pinned ? cores : 1) : 0;
    }

    /**
     * Checks what is needed against the heap and this machine.
     *
     * @throws BadInputException
     *             if it does not fit, with what is needed and what would help
     */
    void check() {
        long heapBytes = Runtime.getRuntime().maxMemory();
        long histogramBytes = histograms * HISTOGRAM_BYTES;
        if (histogramBytes > heapBytes * SHARE) {
            throw new BadInputException("--detail: 'all' needs " + mebibytes(histogramBytes) + " of heap for "
                    + histograms
                    + " histograms, more than fits (expected --detail total, or a larger heap by VMQ_JAVA_OPTS=-Xmx)");
        }
        long ringBytes = ringBytes();
        long limitBytes = pinned ? machineBytes() : heapBytes;
        if (ringBytes + (pinned ? 0 : histogramBytes) > limitBytes * SHARE) {
            throw new BadInputException("--ring: '" + scenario.nic().ring() + "' needs " + mebibytes(ringBytes)
                    + " for the rings of " + queues
                    + (pinned ? " queues with their buffers" : " queues")
                    + ", more than fits (expected fewer slots or queues"
                    + (pinned ? ")" : ", or a larger heap by VMQ_JAVA_OPTS=-Xmx)"));
        }
    }

    /** How many such trials the heap holds at a time, about; 1 or more. */
    int trialsThatFit() {
        long trialBytes = BYTES_AT_LEAST + histograms * HISTOGRAM_BYTES + (pinned ? 0 : ringBytes());
        return Math.clamp((long) (Runtime.getRuntime().maxMemory() * SHARE / trialBytes), 1, Integer.MAX_VALUE);
    }

    private long ringBytes() {
        int ringSlots = scenario.nic().ring();
        if (pinned) {
            return LiveEngine.pinnedBytes(queues, ringSlots, scenario.nic().whenFull(), bufferBytes);
        }
        // Rings are made with a power of two of slots.
        return (long) queues * Long.highestOneBit(2L * ringSlots - 1)
                * (MODELLED_BYTES + (scenario.balance().policy().movesEntries() ? MOVING_BYTES : 0));
    }

    private static long machineBytes() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
    }

    private static String mebibytes(long bytes) {
        return (bytes >> 20) + " MiB";
    }
}
