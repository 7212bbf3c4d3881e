package io.vmq.tools.report;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.search.SearchResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder of {@code vmq search --out}: {@code search.json}, {@code trials.csv} and {@code scenario.yaml}. */
public final class SearchFolder {

    /** A document of trials without queues and VMs is small. */
    private static final long NEEDED_BYTES = 8L << 20;

    private static final String RESULT = "search.json";

    private final Path folder;
    private final boolean replaces;

    private SearchFolder(Path folder, boolean replaces) {
        this.folder = folder;
        this.replaces = replaces;
    }

    /**
     * Makes the folder if needed, finds out whether it can be written, and writes the scenario.
     *
     * @throws BadInputException
     *             if it cannot be written
     */
    public static SearchFolder open(Path folder, Scenario scenario) {
        if (folder.toString().isEmpty()) {
            throw new BadInputException("--out: '' is not possible (expected a folder)");
        }
        try {
            Files.createDirectories(folder);
            boolean replaces = Files.exists(folder.resolve(RESULT));
            for (String name : List.of(RESULT, "trials.csv")) {
                ResultFolder.refuseUnlessWritable(folder.resolve(name));
            }
            DiskSpace.check(folder, NEEDED_BYTES);
            Files.writeString(folder.resolve("scenario.yaml"), ScenarioWriter.yaml(scenario));
            return new SearchFolder(folder, replaces);
        } catch (IOException e) {
            throw new BadInputException("--out: '" + folder + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
    }

    /** Whether there was an earlier search in it, whose files the new ones replace. */
    public boolean replaces() {
        return replaces;
    }

    /** Writes the document and the trials. */
    public void write(SearchResult result) throws IOException {
        Files.writeString(folder.resolve(RESULT), SearchDocument.text(result));
        Files.writeString(folder.resolve("trials.csv"), TrialsCsv.text(result));
    }
}
