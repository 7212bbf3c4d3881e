package io.vmq.tools.gate.input;

import io.vmq.tools.experiment.Runs;
import io.vmq.tools.report.ResultFolder;
import io.vmq.tools.scenario.ScenarioWriter;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Small results in virtual time, as {@code --out} writes them. */
final class Results {

    private static final Map<Setting, String> SMALL = Map.of(Setting.SEED, "5", Setting.DURATION, "20ms",
            Setting.WARMUP,
            "0", Setting.TRIALS, "2", Setting.MODES, "single,vmq", Setting.VMS, "2", Setting.QUEUES, "2");

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Results() {}

    /** Runs with these settings in place of the small run's own. */
    static Path write(Path folder, Map<Setting, String> settings) {
        Map<Setting, String> all = new TreeMap<>(SMALL);
        all.putAll(settings);
        try (ResultFolder results = ResultFolder.open(folder, Runs.scenario(all))) {
            results.write(Runs.virtual(all, results.intervals()));
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Writes the document of a folder into another one, with the scenario that these settings make: nothing runs. */
    static Path scenario(Path from, Path to, Map<Setting, String> settings) {
        Map<Setting, String> all = new TreeMap<>(SMALL);
        all.put(Setting.CLOCK, "virtual");
        all.putAll(settings);
        Map<String, Object> scenario = ScenarioWriter.document(Runs.scenario(all));
        return changed(from, to, root -> root.set("scenario", MAPPER.valueToTree(scenario)));
    }

    /** Writes the document of a folder into another one, changed. */
    static Path changed(Path from, Path to, Consumer<ObjectNode> change) {
        try {
            ObjectNode root = (ObjectNode) MAPPER.readTree(Files.readString(from.resolve("result.json")));
            change.accept(root);
            Files.createDirectories(to);
            Files.writeString(to.resolve("result.json"), root.toString());
            return to;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void eachTrial(ObjectNode root, Consumer<ObjectNode> change) {
        for (JsonNode trial : root.get("trials")) {
            change.accept((ObjectNode) trial);
        }
    }

    /** Makes a document of virtual time look as one of real time on some machine. */
    static void live(ObjectNode root) {
        ((ObjectNode) root.get("scenario").get("run")).put("clock", "live");
        eachTrial(root, trial -> trial.put("clock", "live").put("coreMode", "pinned"));
        ((ObjectNode) root.get("machine")).put("os", "Linux 6.1.7-fix3").put("cpu", "Some CPU").put("cpus", 4)
                .put("arch", "amd64").put("jvm", "A JVM 25");
    }
}
