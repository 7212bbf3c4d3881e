package io.vmq.tools.page;

import io.vmq.dispatch.measure.Median;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads members of a document that may not be there, or may be of another kind than they should. */
final class Values {

    private Values() {}

    /** The number at the end of a path of members; null if there is none. */
    static @Nullable Double number(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isNumber() ? value.doubleValue() : null;
    }

    /** The number at the end of a path of members, or zero. */
    static double numberOrZero(JsonNode node, String... path) {
        Double value = number(node, path);
        return value == null ? 0 : value;
    }

    /** The text of a value at the end of a path of members; empty if there is none. */
    static String text(JsonNode node, String... path) {
        JsonNode value = at(node, path);
        return value.isString() ? value.stringValue() : value.isValueNode() && !value.isNull() ? value.toString() : "";
    }

    static JsonNode at(JsonNode node, String... path) {
        JsonNode value = node;
        for (String member : path) {
            value = value.path(member);
        }
        return value;
    }

    /** Items of an array; none if it is not there. */
    static List<JsonNode> items(JsonNode node, String... path) {
        List<JsonNode> items = new ArrayList<>();
        JsonNode array = at(node, path);
        if (array.isArray()) {
            array.forEach(items::add);
        }
        return items;
    }

    /** Sum of the numbers of an object, such as drops by reason. */
    static double sum(JsonNode object) {
        double sum = 0;
        for (JsonNode value : object.values()) {
            sum += value.isNumber() ? value.doubleValue() : 0;
        }
        return sum;
    }

    /** Dropped, of what came; zero if nothing came. */
    static double lossRatio(JsonNode counts, String of) {
        double came = numberOrZero(counts, of);
        return came == 0 ? 0 : sum(counts.path("dropped")) / came;
    }

    /** Median of the values that are there; null if none is. */
    static <T> @Nullable Double median(List<T> items, Function<T, @Nullable Double> value) {
        double[] there = items.stream().map(value).filter(Objects::nonNull).mapToDouble(Double::doubleValue).toArray();
        return there.length == 0 ? null : Double.valueOf(Median.of(there));
    }
}
