package io.vmq.tools.archive;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads result documents of schema vmq.result/1 back. */
public final class ResultReader {

    private static final String SCHEMA = "vmq.result/1";
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultReader() {}

    /**
     * Reads a result document.
     *
     * @param folderOrFile
     *            the document, or the folder with {@code result.json}
     * @throws BadInputException
     *             if there is none, it is cut, or it is no result
     */
    public static StoredResult read(Path folderOrFile) {
        Path file = Files.isDirectory(folderOrFile) ? folderOrFile.resolve("result.json") : folderOrFile;
        JsonNode tree = tree(file);
        String schema = tree.path("schema").asString("");
        if (!schema.equals(SCHEMA)) {
            throw new BadInputException(
                    file + ": schema " + Refusal.quoted(schema) + " is not possible (expected " + SCHEMA + ")");
        }
        List<StoredTrial> trials = new ArrayList<>();
        tree.path("trials").forEach(trial -> trials.add(trial(trial)));
        if (trials.isEmpty()) {
            throw new BadInputException(file + ": has no trials (expected at least one)");
        }
        Path log = file.resolveSibling("latency.hlog");
        return new StoredResult(file, Files.isRegularFile(log) ? log : null, tree, trials);
    }

    private static JsonNode tree(Path file) {
        try {
            return MAPPER.readTree(Files.readString(file));
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + FileRefusal.reason(e) + ")");
        } catch (JacksonException e) {
            throw new BadInputException(file + ": is cut or no JSON (expected a result document)");
        }
    }

    private static StoredTrial trial(JsonNode tree) {
        List<String> reasons = new ArrayList<>();
        tree.path("invalidReasons").forEach(reason -> reasons.add(reason.asString("")));
        return new StoredTrial(tree.path("mode").asString(""), tree.path("trial").asInt(0), tree.path("seed").asLong(0),
                tree.path("clock").asString(""), tree.path("source").path("digest").asString(""),
                tree.path("valid").asBoolean(false), reasons, tree.path("partial").asBoolean(false), tree);
    }
}
