package io.vmq.tools.page;

import io.vmq.tools.archive.StoredTrial;
import io.vmq.tools.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Modes side by side, the figures of {@code vmq compare}: medians over the trials of each mode. */
final class ModeTable {

    private final List<ModeTrials> modes;
    private final PageTable table;

    private ModeTable(String caption, List<ModeTrials> modes) {
        this.modes = modes;
        table = new PageTable(caption).words("");
        modes.forEach(mode -> table.figures(mode.name()));
    }

    /** A row for each figure, a column for each mode. */
    static PageTable of(List<ModeTrials> modes) {
        boolean several = modes.stream().anyMatch(mode -> mode.trials().size() > 1);
        return new ModeTable(several ? "Modes side by side, medians over trials" : "Modes side by side", modes).fill();
    }

    private PageTable fill() {
        number("delivered, Gb/s", Figures::gbps, "rate", "deliveredBps");
        number("delivered, Mpps", Figures::mpps, "rate", "deliveredPps");
        row("loss, %", mode -> of(mode, Figures::percent, trial -> Values.lossRatio(frames(trial), "generated")));
        if (modes.stream().flatMap(mode -> mode.trials().stream())
                .anyMatch(trial -> Values.numberOrZero(frames(trial.trial()), "unsent") > 0)) {
            row("unsent, %", mode -> of(mode, Figures::percent, ModeTable::unsentRatio));
        }
        number("latency p50, us", Figures::us, "latencyNs", "p50");
        number("latency p99, us", Figures::us, "latencyNs", "p99");
        number("latency p99.9, us", Figures::us, "latencyNs", "p99.9");
        number("latency max, us", Figures::us, "latencyNs", "max");
        row("busiest core, %", mode -> of(mode, Figures::percent, ModeTable::busiest));
        number("fairness, Jain's index", Figures::ratio, "fairness", "jainVms");
        number("reordered, frames", Figures::frames, "frames", "reordered");
        number("overflowed, frames", Figures::frames, "frames", "overflowed");
        row("trials", mode -> Figures.count(mode.trials().size()));
        row("valid", mode -> mode.valid() ? "yes" : PageTable.NO);
        return table;
    }

    private static JsonNode frames(StoredTrial trial) {
        return trial.tree().path("frames");
    }

    private static double unsentRatio(StoredTrial trial) {
        double unsent = Values.numberOrZero(frames(trial), "unsent");
        double intended = unsent + Values.numberOrZero(frames(trial), "generated");
        return intended == 0 ? 0 : unsent / intended;
    }

    private static double busiest(StoredTrial trial) {
        return Values.items(trial.tree(), "cores").stream().mapToDouble(core -> Values.numberOrZero(core, "busy")).max()
                .orElse(0);
    }

    private void number(String name, Function<Double, String> notation, String... path) {
        row(name, mode -> shown(mode.median(path), notation));
    }

    private static String of(ModeTrials mode, Function<Double, String> notation,
            Function<StoredTrial, @Nullable Double> value) {
        return shown(Values.median(mode.trials(), logged -> value.apply(logged.trial())), notation);
    }

    private static String shown(@Nullable Double value, Function<Double, String> notation) {
        return value == null ? Figures.NONE : notation.apply(value);
    }

    private void row(String name, Function<ModeTrials, String> cell) {
        List<String> cells = new ArrayList<>(List.of(name));
        modes.forEach(mode -> cells.add(cell.apply(mode)));
        table.row(cells);
    }
}
