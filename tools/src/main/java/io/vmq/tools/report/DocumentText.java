package io.vmq.tools.report;

import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON documents with names from outside, which are kept as they are and still do nothing to a terminal or a runner. */
final class DocumentText {

    private static final JsonMapper MAPPER = JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    /** What a runner of GitHub takes for a command wherever it stands in a line; in a document it can only stand in a text. */
    private static final String RUNNER_COMMAND = "##[";
    private static final String RUNNER_COMMAND_ESCAPED = "##\\u005B";

    private DocumentText() {}

    /** The document as indented ASCII text that ends with a line feed. */
    static String of(JsonNode document) {
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        return text.replace(RUNNER_COMMAND, RUNNER_COMMAND_ESCAPED) + "\n";
    }
}
