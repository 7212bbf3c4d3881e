package io.vmq.tools.gate.input;

import io.vmq.tools.archive.HistogramLog;
import io.vmq.tools.archive.PercentileText;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Finds out in which unit the values of files are, and says so where that is only assumed. For one thread. */
final class UnitOfFiles {

    private final @Nullable ValueUnit said;
    private int unsaid;
    private int known;
    private String first = "";

    /**
     * @param said
     *            the unit of files that do not say it; null if nobody did
     */
    UnitOfFiles(@Nullable ValueUnit said) {
        this.said = said;
    }

    /** How many ns a value of a log is. */
    double nsOf(HistogramLog log) {
        if (log.isOurs()) {
            known++;
            return 1;
        }
        String column = log.maxColumnRatio().isEmpty() ? ""
                : "; its column of maxima has values divided by " + plain(log.maxColumnRatio().getAsDouble());
        return ns(log.file(), column);
    }

    /** How many ns a value of a table is. */
    double nsOf(PercentileText table) {
        if (table.isOfWrk2()) {
            known++;
            return ValueUnit.MS.ns();
        }
        return ns(table.file(), "");
    }

    private static String plain(double ratio) {
        return ratio == Math.rint(ratio) && ratio < 1e15 ? Long.toString((long) ratio) : Double.toString(ratio);
    }

    private double ns(Path file, String hint) {
        first = unsaid == 0 ? file + " does not say in which unit its values are" + hint : first;
        unsaid++;
        return said == null ? ValueUnit.NS.ns() : said.ns();
    }

    /** What was assumed, or said in vain. */
    void remark(SideDraft draft) {
        if (said == null && unsaid > 0) {
            String others = unsaid > 1 ? ", nor " + (unsaid == 2 ? "does one other file" : "do " + (unsaid - 1)
                    + " other files") : "";
            draft.remark(first + others + ": taken as ns (--value-unit us, ms or s if they are not).");
        } else if (said != null && unsaid == 0 && known > 0) {
            draft.remark("The unit " + said.name().toLowerCase(Locale.ROOT)
                    + " that was given is not used: the files say in which unit their values are.");
        }
    }
}
