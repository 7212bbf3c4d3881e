package io.vmq.tools.report;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioWriter;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The folder of {@code --out}: {@code result.json}, {@code summary.csv}, {@code scenario.yaml} and {@code latency.hlog}.
 *
 * <p>
 * Opening it before the run finds out whether it can be written.
 */
public final class ResultFolder implements AutoCloseable {

    private static final String RESULT = "result.json";
    /** Files that are written when the run is over. */
    private static final List<String> LATER = List.of(RESULT, "summary.csv");

    private final Path folder;
    private final IntervalLog intervals;
    private final boolean replaces;

    private ResultFolder(Path folder, IntervalLog intervals, boolean replaces) {
        this.folder = folder;
        this.intervals = intervals;
        this.replaces = replaces;
    }

    /**
     * Makes the folder if needed, and writes the scenario.
     *
     * @throws BadInputException
     *             if it cannot be written
     */
    public static ResultFolder open(Path folder, Scenario scenario) {
        if (folder.toString().isEmpty()) {
            throw new BadInputException("--out: '' is not possible (expected a folder)");
        }
        try {
            Files.createDirectories(folder);
            boolean replaces = Files.exists(folder.resolve(RESULT));
            for (String name : LATER) {
                refuseUnlessWritable(folder.resolve(name));
            }
            DiskSpace.check(folder, DiskSpace.neededBytes(scenario));
            Files.writeString(folder.resolve("scenario.yaml"), ScenarioWriter.yaml(scenario));
            return new ResultFolder(folder, new IntervalLog(folder.resolve("latency.hlog")), replaces);
        } catch (IOException e) {
            throw new BadInputException("--out: '" + folder + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
    }

    static void refuseUnlessWritable(Path file) throws IOException {
        if (Files.exists(file) && !(Files.isRegularFile(file) && Files.isWritable(file))) {
            throw new FileSystemException(file.toString(), null,
                    file.getFileName() + " is there and cannot be replaced");
        }
    }

    /** Whether there was an earlier result in it, whose files the new ones replace. */
    public boolean replaces() {
        return replaces;
    }

    /** Where the interval histograms go. */
    public IntervalLog intervals() {
        return intervals;
    }

    /** Writes the document and the summary. */
    public void write(ExperimentResult result) throws IOException {
        Files.writeString(folder.resolve(RESULT), ResultDocument.text(result));
        Files.writeString(folder.resolve("summary.csv"), SummaryCsv.text(result));
    }

    @Override
    public void close() throws IOException {
        intervals.close();
    }
}
