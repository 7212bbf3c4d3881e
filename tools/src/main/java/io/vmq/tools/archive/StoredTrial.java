package io.vmq.tools.archive;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One trial of a result document.
 *
 * @param trial
 *            number of the trial in its mode, from 0
 * @param digest
 *            of the frames that the source meant to send: equal for equal frames
 * @param tree
 *            all of it, as the schema vmq.result/1 describes it
 */
public record StoredTrial(String mode, int trial, long seed, String clock, String digest, boolean valid,
        List<String> invalidReasons, boolean partial, JsonNode tree) {

    public StoredTrial {
        invalidReasons = List.copyOf(invalidReasons);
    }
}
