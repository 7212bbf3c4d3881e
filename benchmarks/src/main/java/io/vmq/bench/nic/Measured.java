package io.vmq.bench.nic;

import io.vmq.bench.report.Spread;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run found.
 *
 * @param series
 *            one for each reader, in order
 * @param partial
 *            whether it was stopped before its end
 */
record Measured(List<Series> series, boolean partial) {

    Measured {
        series = List.copyOf(series);
    }

    Optional<Series> named(String name) {
        return series.stream().filter(one -> one.name().equals(name)).findFirst();
    }

    /** How many times as fast as the bare reader in the same round; null if there is nothing to compare. */
    @Nullable
    Spread overBare(Series one) {
        return named(BareReader.NAME).map(one::over).orElse(null);
    }
}
