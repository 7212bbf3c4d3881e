package io.vmq.tools.scenario;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.ScenarioTree.Entry;
import io.vmq.tools.scenario.ScenarioTree.Mapping;
import io.vmq.tools.scenario.ScenarioTree.Scalar;
import io.vmq.tools.scenario.ScenarioTree.Sequence;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;
import tools.jackson.dataformat.yaml.YAMLSchema;

/**
 * Reads YAML 1.2 into a {@link ScenarioTree}. Values stay text. Aliases and tags are refused, so that what a file says
 * is what stands in it, and a small file stays a small tree.
 */
final class YamlTree {

    /** Largest file that is read. */
    static final int MAX_BYTES = 2 << 20;
    /** Deepest nesting; a scenario needs four. */
    private static final int MAX_DEPTH = 16;

    private static final YAMLFactory FACTORY = YAMLFactory.builder().yamlSchema(YAMLSchema.CORE).build();

    private final String file;
    private final YAMLParser parser;

    private YamlTree(String file, YAMLParser parser) {
        this.file = file;
        this.parser = parser;
    }

    /**
     * Reads one document whose root is a mapping.
     *
     * @param file
     *            name of the file in messages
     * @throws BadInputException
     *             with place and reason, for whatever is not such a document
     */
    static Mapping read(String file, byte[] content) {
        if (content.length > MAX_BYTES) {
            throw new BadInputException(
                    file + ": larger than a scenario can be (expected at most " + MAX_BYTES + " bytes)");
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text(file, content))) {
            return new YamlTree(file, (YAMLParser) parser).document();
        } catch (JacksonException e) {
            throw YamlSyntax.refusal(file, e);
        }
    }

    private static String text(String file, byte[] content) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString();
        } catch (CharacterCodingException e) {
            throw new BadInputException(file + ": not UTF-8 text (expected YAML in UTF-8)");
        }
    }

    private Mapping document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new BadInputException(file + ": empty (expected a scenario that begins with 'version: 1')");
        }
        ScenarioTree root = node(first, 0);
        if (parser.nextToken() != null) {
            throw here().refusal("", "a second document begins (expected one scenario a file)");
        }
        if (root instanceof Mapping mapping) {
            return mapping;
        }
        throw root.origin().refusal("", "the file is not a mapping (expected keys such as 'version: 1')");
    }

    private ScenarioTree node(JsonToken token, int depth) {
        Origin origin = here();
        if (depth > MAX_DEPTH) {
            throw origin.refusal("", "nested too deep (expected at most " + MAX_DEPTH + " levels)");
        }
        if (parser.isCurrentAlias()) {
            throw origin.refusal("", "'*" + parser.getString() + "' is an alias (expected the value itself)");
        }
        if (parser.getTypeId() != null) {
            throw origin.refusal("", "the value has a tag (expected it without one)");
        }
        return switch (token) {
            case START_OBJECT -> mapping(origin, depth);
            case START_ARRAY -> sequence(origin, depth);
            case VALUE_NULL -> new Scalar("", origin);
            default -> new Scalar(parser.getString(), origin);
        };
    }

    private Mapping mapping(Origin origin, int depth) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        while (next() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Origin keyOrigin = here();
            Entry earlier = entries.put(key, new Entry(keyOrigin, node(next(), depth + 1)));
            if (earlier != null) {
                throw keyOrigin.refusal("", Refusal.quoted(key) + " stands twice (first at "
                        + earlier.keyOrigin().place() + ", expected once)");
            }
        }
        return new Mapping(entries, origin);
    }

    private Sequence sequence(Origin origin, int depth) {
        List<ScenarioTree> items = new ArrayList<>();
        for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
            items.add(node(token, depth + 1));
        }
        return new Sequence(items, origin);
    }

    private JsonToken next() {
        JsonToken token = parser.nextToken();
        if (token == null) {
            throw here().refusal("", "the file ends in the middle of a value");
        }
        return token;
    }

    private Origin here() {
        TokenStreamLocation location = parser.currentTokenLocation();
        return Origin.file(file, location.getLineNr(), location.getColumnNr());
    }
}
