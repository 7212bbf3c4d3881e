package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Reads what {@code --out} wrote, or what {@code --json} printed. Every member that the schema names and that is there has the type
 * that the schema says; what it requires is there, but for what was added to vmq.result/1 later.
 */
public final class ResultReader {

    /** Name of the document in a result folder. */
    public static final String DOCUMENT = "result.json";

    private static final String LOG = "latency.hlog";
    private static final String SCHEMA = "vmq.result/1";
    private static final String EXPECTED = "a result document " + SCHEMA + ", as vmq compare and vmq run write it";
    private static final Set<String> CLOCKS = Set.of("live", "virtual");

    private ResultReader() {}

    /**
     * Reads a result.
     *
     * @param place
     *            the folder, or the document itself
     * @throws BadInputException
     *             in one sentence if there is no such document, or not one of ours, or not a whole one
     */
    public static StoredResult read(Path place) {
        Path file = Files.isDirectory(place) ? documentIn(place) : place;
        JsonPlace document = new JsonPlace(file, "", JsonFile.read(file, EXPECTED));
        refuseOtherSchemas(document);
        ResultSchema.check(document);
        List<StoredTrial> trials = document.member("trials", "a list").elements().stream().map(ResultReader::trial)
                .toList();
        return new StoredResult(file, logBeside(file), document.node(), trials);
    }

    private static Path documentIn(Path folder) {
        Path document = folder.resolve(DOCUMENT);
        if (!Files.isRegularFile(document)) {
            throw new BadInputException(folder + ": holds no " + DOCUMENT + " (expected a folder that --out wrote)");
        }
        return document;
    }

    private static void refuseOtherSchemas(JsonPlace document) {
        if (!document.node().isObject()) {
            throw document.refusal(EXPECTED);
        }
        JsonPlace schema = document.member("schema", EXPECTED);
        if (!schema.text().equals(SCHEMA)) {
            throw schema.refusal(EXPECTED);
        }
    }

    private static @Nullable Path logBeside(Path file) {
        Path log = file.resolveSibling(LOG);
        return Files.isRegularFile(log) ? log : null;
    }

    private static StoredTrial trial(JsonPlace trial) {
        JsonPlace clock = trial.member("clock", "live or virtual");
        if (!CLOCKS.contains(clock.text())) {
            throw clock.refusal("live or virtual");
        }
        JsonPlace number = trial.member("trial", "a whole number");
        if (number.whole(0) > Integer.MAX_VALUE) {
            throw number.refusal("a whole number, at most " + Integer.MAX_VALUE);
        }
        JsonNode tree = trial.node();
        List<String> reasons = trial.member("invalidReasons", "a list").elements().stream().map(JsonPlace::text)
                .toList();
        return new StoredTrial(tree.path("mode").asString(), (int) number.whole(0), tree.path("seed").longValue(),
                clock.text(), tree.path("source").path("digest").asString(), tree.path("valid").booleanValue(),
                reasons, tree.path("partial").booleanValue(), tree);
    }
}
