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

    /** The tag of all frames of this trial in the log beside the document. */
    public String logTag() {
        return trial == 0 ? mode : mode + ".t" + trial;
    }

    /** The tag of a queue of the tree: with its NIC where there are several, whose blanks and commas a log has no room for. */
    public String logTag(JsonNode queue) {
        String number = "q" + queue.path("id").asString();
        return logTag() + "." + (hasSeveralNics() ? nic(queue).replaceAll("[\\s,]", "_") + "." : "") + number;
    }

    /** Whether the queues are those of more than one NIC. */
    public boolean hasSeveralNics() {
        return tree.path("queues").valueStream().map(StoredTrial::nic).distinct().count() > 1;
    }

    private static String nic(JsonNode queue) {
        return queue.path("nic").asString();
    }
}
