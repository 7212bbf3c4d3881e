package io.vmq.tools.sweep;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.steering.SteeringModes;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Runs the rows of a plan on threads of its own. What a row gives does not depend on how many there are. For one thread,
 * which hands out the results too.
 */
public final class Sweep {

    private static final long REPORT_EVERY_MS = 250;

    private final SweepPlan plan;
    private final SteeringModes modes;
    private final StopSignal stop;
    private final int[] rows;
    private final double frames;
    private final LinkedBlockingQueue<Job.Report> reports = new LinkedBlockingQueue<>();
    private int done;
    private double framesDone;

    /**
     * @param there
     *            rows that are there already
     * @param stop
     *            ends the sweep early; is raised too if a row fails or cannot be kept
     */
    public Sweep(SweepPlan plan, BitSet there, SteeringModes modes, StopSignal stop) {
        this.plan = plan;
        this.modes = modes;
        this.stop = stop;
        done = there.cardinality();
        rows = IntStream.range(0, plan.rows()).filter(row -> !there.get(row)).toArray();
        frames = Arrays.stream(rows).mapToDouble(plan::frames).sum();
    }

    /**
     * Runs all rows that are not there, or as many as end before the stop signal. No thread is left when it returns.
     *
     * @param jobs
     *            rows to run at a time, 1 or more
     * @throws IOException
     *             if the sink could not keep a row
     */
    public void run(int jobs, RowSink sink, SweepWatcher watcher) throws IOException, InterruptedException {
        AtomicInteger next = new AtomicInteger();
        List<Job> started = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < Math.min(jobs, rows.length); i++) {
            Job job = new Job(plan, modes, stop, rows, next, reports);
            started.add(job);
            threads.add(Thread.ofPlatform().name("vmq-job-" + i).start(job));
        }
        boolean ended = false;
        try {
            collect(started, sink, watcher);
            ended = true;
        } finally {
            if (!ended) {
                stop.raise();
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }

    /** Until each job has reported its own end. */
    private void collect(List<Job> jobs, RowSink sink, SweepWatcher watcher) throws IOException, InterruptedException {
        int running = jobs.size();
        while (running > 0) {
            Job.Report report = reports.poll(REPORT_EVERY_MS, TimeUnit.MILLISECONDS);
            if (report != null && report.result() != null) {
                sink.take(report.row(), report.result());
                done++;
                framesDone += plan.frames(report.row());
            } else if (report != null) {
                rethrow(report.failure());
                running--;
            }
            double underway = jobs.stream().mapToDouble(Job::framesUnderway).sum();
            watcher.progress(done, plan.rows(), Math.min(1, (framesDone + underway) / frames));
        }
    }

    private static void rethrow(@Nullable Throwable failure) throws InterruptedException {
        switch (failure) {
            case null -> {
                // The job found nothing more to do.
            }
            case Error error -> throw error;
            case RuntimeException exception -> throw exception;
            case InterruptedException interrupted -> throw interrupted;
            default -> throw new IllegalStateException(failure);
        }
    }
}
