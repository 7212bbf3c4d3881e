package io.vmq.tools.page;

import io.vmq.tools.experiment.Runs;
import io.vmq.tools.report.ResultFolder;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Small results in folders, as {@code --out} writes them. */
final class StoredRuns {

    private static final Map<Setting, String> SMALL = Map.of(Setting.CLOCK, "virtual", Setting.SEED, "7",
            Setting.DURATION, "20ms", Setting.WARMUP, "5ms");

    private StoredRuns() {}

    /** Runs the default scenario, shortly, with these settings in place of its own. */
    static Path write(Path folder, Map<Setting, String> settings) throws IOException, InterruptedException {
        Map<Setting, String> all = new TreeMap<>(SMALL);
        all.putAll(settings);
        try (ResultFolder results = ResultFolder.open(folder, Runs.scenario(all))) {
            results.write(Runs.virtual(all, results.intervals()));
        }
        return folder;
    }

    /** The same result with other text in its document. */
    static void change(Path folder, String text, String replacement) throws IOException {
        Path file = folder.resolve("result.json");
        String document = Files.readString(file);
        if (!document.contains(text)) {
            throw new IllegalArgumentException(text + " is not in " + file);
        }
        Files.writeString(file, document.replace(text, replacement));
    }
}
