package io.vmq.tools.gate.input;

import io.vmq.tools.archive.PercentileText;
import io.vmq.tools.archive.PercentileTextReader;
import io.vmq.tools.gate.QuantileCurve;

/** Series out of tables of percentiles, to which each file gives a trial. They have no rate. For one thread. */
final class TableSeries {

    private final SideDraft draft;
    private final UntaggedNames names;
    private final UnitOfFiles unit;

    TableSeries(SideDraft draft, UntaggedNames names, UnitOfFiles unit) {
        this.draft = draft;
        this.names = names;
        this.unit = unit;
    }

    void add(InputFile file) {
        PercentileText table = PercentileTextReader.read(file.path());
        double ns = unit.nsOf(table);
        if (table.tables() > 1) {
            draft.remark(table.file() + " has " + table.tables() + " tables; the first is read.");
        }
        draft.series(names.of(file)).add(null, Latencies.figures(percentile -> table.valueAt(percentile) * ns),
                QuantileCurve.of(percentile -> table.valueAt(percentile) * ns));
    }
}
