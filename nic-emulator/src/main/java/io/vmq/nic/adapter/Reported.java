package io.vmq.nic.adapter;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * What an interface said to one question: a value, or why there is none. Immutable.
 *
 * @param <T>
 *            what was asked for
 */
public sealed interface Reported<T> {

    /** It said this. */
    record Value<T>(T told) implements Reported<T> {}

    /**
     * It said nothing that could be used.
     *
     * @param answer
     *            what the system answered instead, such as {@code EOPNOTSUPP, Operation not supported}
     */
    record Nothing<T>(String answer) implements Reported<T> {}

    static <T> Reported<T> of(T told) {
        return new Value<>(told);
    }

    static <T> Reported<T> nothing(String answer) {
        return new Nothing<>(answer);
    }

    /** The value, if there is one. */
    default Optional<T> value() {
        return this instanceof Value<T>(T told) ? Optional.of(told) : Optional.empty();
    }

    /** Whether there is a value of which this is true. */
    default boolean is(Predicate<T> test) {
        return value().filter(test).isPresent();
    }

    /** What a function makes of the value; the answer stays. */
    default <R> Reported<R> map(Function<T, R> function) {
        return switch (this) {
            case Value<T>(T told) -> of(function.apply(told));
            case Nothing<T>(String answer) -> nothing(answer);
        };
    }

    /** The value as a function writes it, or {@code not reported (EOPNOTSUPP, Operation not supported)}. */
    default String text(Function<T, String> write) {
        return switch (this) {
            case Value<T>(T told) -> write.apply(told);
            case Nothing<T>(String answer) -> "not reported (" + answer + ")";
        };
    }
}
