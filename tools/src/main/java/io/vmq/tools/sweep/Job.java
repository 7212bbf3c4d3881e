package io.vmq.tools.sweep;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.steering.SteeringModes;
import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Runs one row after the other, on a thread of its own, until none is left or the stop signal comes. */
final class Job implements Runnable {

    private final SweepPlan plan;
    private final SteeringModes modes;
    private final StopSignal stop;
    private final int[] rows;
    private final AtomicInteger next;
    private final Queue<Report> reports;
    private volatile double share;
    private volatile double framesOfRow;

    /** A row that ended, or the job itself: then there is no result, and a failure if that was why. */
    record Report(int row, @Nullable CellResult result, @Nullable Throwable failure) {}

    /**
     * @param rows
     *            what all jobs together run
     * @param next
     *            index of the next of them to be taken by any job
     * @param reports
     *            takes each row and in the end the job; any thread may put into it
     */
    Job(SweepPlan plan, SteeringModes modes, StopSignal stop, int[] rows, AtomicInteger next, Queue<Report> reports) {
        this.plan = plan;
        this.modes = modes;
        this.stop = stop;
        this.rows = rows;
        this.next = next;
        this.reports = reports;
    }

    /** Frames sent so far of the row that is running, about. Any thread may ask. */
    double framesUnderway() {
        return share * framesOfRow;
    }

    @Override
    public void run() {
        Throwable failure = null;
        try {
            int taken = next.getAndIncrement();
            while (taken < rows.length && !stop.isRaised()) {
                runRow(rows[taken]);
                taken = next.getAndIncrement();
            }
        } catch (InterruptedException | RuntimeException | Error e) {
            failure = e;
        }
        reports.add(new Report(-1, null, failure));
    }

    /** A row that the stop signal cut short is not reported: it would not be what its seed gives. */
    private void runRow(int row) throws InterruptedException {
        Cell cell = plan.cell(row);
        share = 0;
        framesOfRow = plan.frames(row);
        CellResult result = cell.run(modes, stop, reachedNs -> share = Math.min(1, reachedNs / plan.lengthNs(row)));
        share = 0;
        if (!result.trial().partial()) {
            reports.add(new Report(row, result, null));
        }
    }
}
