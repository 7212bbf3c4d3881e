package io.vmq.tools.report;

import io.vmq.tools.scenario.Scenario;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds out before a run whether its results will fit on the disk. */
final class DiskSpace {

    /** A busy histogram of one interval takes about 2 kB in the log; a queue's or VM's part of the document less than 1 kB. */
    private static final long BYTES_PER_INTERVAL = 4_096;
    private static final long BYTES_PER_REPORT = 2_048;
    private static final long BYTES_AT_LEAST = 1 << 20;
    private static final long NS_PER_INTERVAL = 1_000_000_000;
    private static final String PROBE = ".vmq-space";

    private DiskSpace() {}

    /** Bytes that the results of a scenario need at most, generously. */
    static long neededBytes(Scenario scenario) {
        long queues = scenario.nic().queues() + 1L;
        long intervals = scenario.run().durationNs() / NS_PER_INTERVAL + 1;
        long reports = 2 * queues + scenario.vms().size() + scenario.host().cores();
        long ofTrial = intervals * queues * BYTES_PER_INTERVAL + reports * BYTES_PER_REPORT;
        return BYTES_AT_LEAST + ofTrial * scenario.run().trials() * scenario.run().modes().size();
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
