package io.vmq.tools.report;

import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of {@code --out}: {@code result.json}, {@code summary.csv}, {@code scenario.yaml} and {@code latency.hlog}.
 *
 * <p>
 * Opening it before the run finds out whether it can be written.
 */
public final class ResultFolder implements AutoCloseable {

    private final Path folder;
    private final IntervalLog intervals;

    private ResultFolder(Path folder, IntervalLog intervals) {
        this.folder = folder;
        this.intervals = intervals;
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
            Files.writeString(folder.resolve("scenario.yaml"), ScenarioWriter.yaml(scenario));
            return new ResultFolder(folder, new IntervalLog(folder.resolve("latency.hlog")));
        } catch (IOException e) {
            throw new BadInputException("--out: '" + folder + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
    }

    /** Where the interval histograms go. */
    public IntervalLog intervals() {
        return intervals;
    }

    /** Writes the document and the summary. */
    public void write(ExperimentResult result) throws IOException {
        Files.writeString(folder.resolve("result.json"), ResultDocument.text(result));
        Files.writeString(folder.resolve("summary.csv"), SummaryCsv.text(result));
    }

    @Override
    public void close() throws IOException {
        intervals.close();
    }
}
