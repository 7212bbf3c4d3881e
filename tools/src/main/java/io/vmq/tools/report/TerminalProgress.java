package io.vmq.tools.report;

import io.vmq.tools.experiment.ExperimentWatcher;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.SearchWatcher;
import io.vmq.tools.send.SendWatcher;
import io.vmq.tools.sweep.SweepWatcher;
import java.io.PrintStream;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** A progress bar on standard error. The thread that runs the experiment, search or sweep, or sends, uses it. */
public final class TerminalProgress
        implements ExperimentWatcher, SearchWatcher, SweepWatcher, SendWatcher, AutoCloseable {

    private static final int STEPS = 1_000;
    private static final int REFRESH_MS = 250;
    private static final int COLUMNS = 79;

    private final ProgressBar bar;

    private TerminalProgress(ProgressBarBuilder builder) {
        bar = builder.build();
    }

    /** A bar on standard error, which stays open. */
    public static TerminalProgress onStandardError() {
        return new TerminalProgress(builder(System.err).hideEta());
    }

    /** A bar that tells the time left too, as far as the share that is done tells it. */
    public static TerminalProgress withTimeLeft() {
        return new TerminalProgress(builder(System.err));
    }

    private static ProgressBarBuilder builder(PrintStream terminal) {
        return new ProgressBarBuilder().setInitialMax(STEPS).setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(REFRESH_MS).setTaskName("vmq").clearDisplayOnFinish()
                .setConsumer(new ConsoleProgressBarConsumer(terminal, COLUMNS));
    }

    @Override
    public void progress(String mode, int trial, double share) {
        bar.setExtraMessage(" " + mode + (trial == 0 ? "" : " trial " + trial));
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void trial(String mode, double loadPps, double share) {
        bar.setExtraMessage(" " + mode + " " + LoadRange.plain(loadPps).toPlainString() + " pps");
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void progress(int done, int rows, double share) {
        bar.setExtraMessage(" " + done + " of " + rows + " rows");
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void sent(double share) {
        bar.stepTo((long) (share * STEPS));
    }

    @Override
    public void close() {
        bar.close();
    }
}
