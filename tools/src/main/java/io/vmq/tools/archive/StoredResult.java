package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A result document that was read back, and what lies beside it.
 *
 * @param file
 *            the document
 * @param log
 *            the histogram log beside it, null if there is none
 * @param tree
 *            all of it, as the schema vmq.result/1 describes it
 */
public record StoredResult(Path file, @Nullable Path log, JsonNode tree, List<StoredTrial> trials) {

    public StoredResult {
        trials = List.copyOf(trials);
    }
}
