package io.vmq.tools.report;

import io.vmq.tools.experiment.ExperimentWatcher;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.SearchWatcher;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. The thread that runs the experiment uses it. */
public final class TerminalProgress implements ExperimentWatcher, SearchWatcher, AutoCloseable {

    private static final int STEPS = 1_000;
    private static final int REFRESH_MS = 250;
    private static final int COLUMNS = 79;

    private final ProgressBar bar;

    private TerminalProgress(ProgressBarBuilder builder, PrintStream terminal) {
        bar = builder.setInitialMax(STEPS).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS).setTaskName("vmq").clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS)).build();
    }

    /** A bar on standard error, which stays open. */
    public static TerminalProgress onStandardError() {
        return new TerminalProgress(new ProgressBarBuilder().hideEta(), System.err);
    }

    /** The same, with an estimate of the time left, for what takes long. */
    public static TerminalProgress withTimeLeft() {
        return new TerminalProgress(new ProgressBarBuilder(), System.err);
    }

    @Override
    public void trial(String mode, double loadPps, double share) {
        bar.setExtraMessage(" " + mode + " " + LoadRange.plain(loadPps).toPlainString() + " pps");
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void progress(String mode, int trial, double share) {
        bar.setExtraMessage(" " + mode + (trial == 0 ? "" : " trial " + trial));
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void close() {
        bar.close();
    }
}
