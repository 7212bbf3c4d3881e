package io.vmq.tools.report;

import io.vmq.tools.gate.history.History;
import io.vmq.tools.gate.history.Reading;
import io.vmq.tools.gate.history.Trace;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A history as the CSV file that Apache Otava reads: {@code time}, {@code commit}, and a column {@code series.metric} for each figure. Otava
 * takes no empty cells, so a gap has the value before it, or the first one, as Otava itself fills gaps of other sources.
 */
public final class OtavaCsv {

    private OtavaCsv() {}

    /** The file, lines ending with a line feed; figures that no result has are left out. */
    public static String text(History history) {
        List<Trace> traces = history.traces().stream().filter(trace -> !trace.readings().isEmpty()).toList();
        StringBuilder text = new StringBuilder();
        text.append(CsvLine.of(Stream.concat(Stream.of("time", "commit"), traces.stream()
                .map(trace -> PlainText.of(trace.series() + "." + trace.metric().name()))).toList())).append('\n');
        for (int i = 0; i < history.points().size(); i++) {
            String commit = history.points().get(i).commit();
            List<String> cells = new ArrayList<>(List.of(history.points().get(i).time().toString(),
                    PlainText.of(commit == null ? history.points().get(i).label() : commit)));
            for (Trace trace : traces) {
                cells.add(BigDecimal.valueOf(at(trace, i)).stripTrailingZeros().toPlainString());
            }
            text.append(CsvLine.of(cells)).append('\n');
        }
        return text.toString();
    }

    /** How many cells hold a value of another result. */
    public static int filled(History history) {
        return history.traces().stream().filter(trace -> !trace.readings().isEmpty())
                .mapToInt(trace -> history.points().size() - trace.readings().size()).sum();
    }

    private static double at(Trace trace, int point) {
        double value = trace.readings().getFirst().value();
        for (Reading reading : trace.readings()) {
            if (reading.point() > point) {
                break;
            }
            value = reading.value();
        }
        return value;
    }
}
