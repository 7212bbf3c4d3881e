package io.vmq.bench.nic;

import io.vmq.bench.report.Spread;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of one reader, in order.
 *
 * @param notMeasured
 *            why there are none, in one sentence; null if the reader could be opened
 */
record Series(String name, List<Round> rounds, @Nullable String notMeasured) {

    Series {
        rounds = List.copyOf(rounds);
    }

    /** Frames per second; null without a round. */
    @Nullable
    Spread rates() {
        return Spread.of(rounds.stream().mapToDouble(Round::framesPerSecond).toArray());
    }

    /** How many times as fast as another reader in the same round; null without a round that both have. */
    @Nullable
    Spread over(Series other) {
        return Spread.of(IntStream.range(0, Math.min(rounds.size(), other.rounds.size()))
                .mapToDouble(i -> rounds.get(i).framesPerSecond() / other.rounds.get(i).framesPerSecond()).toArray());
    }

    long sum(ToLongFunction<Round> frames) {
        return rounds.stream().mapToLong(frames).sum();
    }
}
