package io.vmq.tools.report;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents with names from outside as text, that goes to terminals and into the logs of runners too. */
final class DocumentText {

    /** Names from outside are kept as they are, and still cannot move the cursor of a terminal. */
    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What a runner of GitHub takes for a command wherever it stands; in a document it can only stand in a text. */
    private static final String RUNNER_COMMAND = "##[";
    private static final String RUNNER_COMMAND_ESCAPED = "##\\u005B";

    private DocumentText() {}

    /** The document as indented text that ends with a line feed. */
    static String of(ObjectNode document) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document).replace(RUNNER_COMMAND,
                RUNNER_COMMAND_ESCAPED) + "\n";
    }
}
