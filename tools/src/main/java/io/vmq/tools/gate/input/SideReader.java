package io.vmq.tools.gate.input;

import io.vmq.tools.archive.FileKind;
import io.vmq.tools.gate.Side;
import io.vmq.tools.scenario.BadInputException;

/**
 * Reads one side of a gate: a result folder or document, histogram logs, tables of percentiles, JMH's JSON, a folder of these, or a
 * pattern of their names.
 */
public final class SideReader {

    private final SideOptions options;

    /** Reads as these options say. */
    public SideReader(SideOptions options) {
        this.options = options;
    }

    /**
     * Reads all that an argument means.
     *
     * @param argument
     *            as the user gave it
     * @throws BadInputException
     *             in one sentence that names the file, for what cannot be read, is cut, is nothing that can be compared, or does not belong
     *             together
     */
    public Side read(String argument) {
        InputFiles files = new InputFiles(argument);
        SideDraft draft = new SideDraft(options.allowDifferent());
        files.remarks().forEach(draft::remark);
        UntaggedNames names = new UntaggedNames(files.files().stream().filter(SideReader::mayBeUntagged).toList());
        UnitOfFiles unit = new UnitOfFiles(options.unit());
        ResultSeries results = new ResultSeries(options, draft);
        LogSeries logs = new LogSeries(options, draft, names, unit);
        TableSeries tables = new TableSeries(draft, names, unit);
        JmhSeries jmh = new JmhSeries(draft);
        for (InputFile file : files.files()) {
            switch (file.kind()) {
                case DOCUMENT -> results.add(file.path());
                case LOG -> logs.add(file);
                case PERCENTILES -> tables.add(file);
                case JMH -> jmh.add(file.path());
                case OTHER -> throw new IllegalStateException(file + " was let in");
            }
        }
        results.remark();
        logs.remark();
        names.remark(draft);
        unit.remark(draft);
        jmh.finish();
        return draft.side(argument);
    }

    private static boolean mayBeUntagged(InputFile file) {
        return file.kind() == FileKind.LOG || file.kind() == FileKind.PERCENTILES;
    }
}
