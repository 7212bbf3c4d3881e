package io.vmq.tools.report;

import io.vmq.dispatch.measure.Detail;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out before a run whether its results will fit on the disk. */
final class DiskSpace {

    /** A line of the interval log, compressed; and a queue's, core's or VM's part of the document. */
    private static final long BYTES_PER_INTERVAL = 4_096;
    private static final long BYTES_PER_REPORT = 2_048;
    static final long BYTES_AT_LEAST = 1 << 20;
    private static final long NS_PER_INTERVAL = 1_000_000_000;
    static final String PROBE = ".vmq-space";

    private DiskSpace() {}

    /** Generous bytes for the results of a scenario; what a run really writes is held against it by a test. */
    static long neededBytes(Scenario scenario) {
        boolean spreads = scenario.run().modes().contains("vmmq");
        long queues = scenario.nics().stream()
                .mapToLong(nic -> nic.queues() * (spreads ? nic.queuesPerVm() : 1L) + 1).sum();
        long series = 1 + (scenario.run().detail() == Detail.TOTAL ? scenario.cores().size() : queues);
        long intervals = isCapacityRun(scenario) ? 0 : scenario.run().durationNs() / NS_PER_INTERVAL + 1;
        long reports = 2 * queues + scenario.vms().size() + scenario.cores().size();
        long ofTrial = intervals * series * BYTES_PER_INTERVAL + reports * BYTES_PER_REPORT;
        return BYTES_AT_LEAST + ofTrial * scenario.run().trials() * scenario.run().modes().size();
    }

    /** A capacity run keeps no intervals. */
    private static boolean isCapacityRun(Scenario scenario) {
        return switch (scenario.traffic()) {
            case Scenario.Emulated emulated -> emulated.rate() instanceof Rate.Max;
            case Scenario.Capture capture -> capture.speed().orElse(null) instanceof Rate.Max;
        };
    }

    /**
     * Looks for room in a folder, and writes a megabyte there, since some disks are full before they say so.
     *
     * @throws IOException
     *             if there is too little room, with how much
     */
    static void check(Path folder, long neededBytes) throws IOException {
        long freeBytes = Files.getFileStore(folder).getUsableSpace();
        if (freeBytes < neededBytes) {
            throw new FileSystemException(folder.toString(), null, "only " + freeBytes + " bytes free, up to "
                    + neededBytes + " may be needed");
        }
        Path probe = folder.resolve(PROBE);
        try (OutputStream out = Files.newOutputStream(probe)) {
            out.write(new byte[(int) BYTES_AT_LEAST]);
        } finally {
            Files.deleteIfExists(probe);
        }
    }
}
