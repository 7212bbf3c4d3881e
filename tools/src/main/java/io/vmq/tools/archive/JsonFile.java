package io.vmq.tools.archive;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads one JSON value out of a file, and says in a sentence what is wrong with one that is not JSON. */
final class JsonFile {

    private static final int MAX_DEPTH = 64;
    /** The parser has two kinds of exception for it, and one beginning. */
    private static final String END = "Unexpected end-of-input";
    private static final Pattern TWICE = Pattern.compile("Duplicate Object property \"(.*)\"", Pattern.DOTALL);

    private static final JsonMapper MAPPER = JsonMapper
            .builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private JsonFile() {}

    /**
     * The value that the file holds.
     *
     * @param expected
     *            what the file should have been
     * @throws BadInputException
     *             with file, line and column if it is no JSON, or not only that
     */
    static JsonNode read(Path file, String expected) {
        byte[] bytes = FileContent.all(file);
        try {
            JsonNode tree = MAPPER.readTree(bytes);
            if (tree.isMissingNode()) {
                throw new BadInputException(file + ": is empty (expected " + expected + ")");
            }
            return tree;
        } catch (JacksonException e) {
            throw new BadInputException(
                    file + place(e.getLocation()) + ": " + sentence(e, bytes) + " (expected " + expected + ")");
        }
    }

    private static String place(TokenStreamLocation at) {
        return at == null || at.getLineNr() < 1 ? "" : ":" + at.getLineNr() + ":" + at.getColumnNr();
    }

    private static String sentence(JacksonException error, byte[] bytes) {
        String account = String.valueOf(error.getOriginalMessage());
        Matcher twice = TWICE.matcher(account);
        if (twice.lookingAt()) {
            return Refusal.quoted(twice.group(1)) + " stands twice in one object";
        }
        if (account.startsWith(END) || isAtEnd(error.getLocation(), bytes)) {
            return "the file ends in the middle of its JSON";
        }
        return error instanceof StreamConstraintsException
                ? "nested deeper, or with a longer number or name, than such a file is"
                : "not valid JSON";
    }

    /** Of a word or number that was cut the parser says that it is none. */
    private static boolean isAtEnd(TokenStreamLocation at, byte[] bytes) {
        if (at == null || at.getByteOffset() < 0 || (bytes[0] != '{' && bytes[0] != '[')) {
            return false;
        }
        for (int i = (int) at.getByteOffset(); i < bytes.length; i++) {
            if (!Character.isLetterOrDigit(bytes[i]) && bytes[i] != '-' && bytes[i] != '.') {
                return false;
            }
        }
        return true;
    }
}
