package io.vmq.tools.report;

import io.vmq.tools.experiment.ExperimentWatcher;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. The thread that runs the experiment uses it. */
public final class TerminalProgress implements ExperimentWatcher, AutoCloseable {

    private static final int STEPS = 1_000;
    private static final int REFRESH_MS = 250;
    private static final int COLUMNS = 79;

    private final ProgressBar bar;

    private TerminalProgress(PrintStream terminal) {
        bar = new ProgressBarBuilder().setInitialMax(STEPS).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS).setTaskName("vmq").hideEta().clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS)).build();
    }

    /** A bar on standard error, which stays open. */
    public static TerminalProgress onStandardError() {
        return new TerminalProgress(System.err);
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
