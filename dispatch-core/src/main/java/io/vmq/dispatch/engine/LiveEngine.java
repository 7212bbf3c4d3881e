package io.vmq.dispatch.engine;

import io.vmq.dispatch.frame.ArrivingSource;
import io.vmq.dispatch.measure.IntervalExchange;
import io.vmq.dispatch.measure.TrialBooks;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialShape;
import io.vmq.dispatch.ring.RxQueues;
import io.vmq.dispatch.ring.WhenFull;
import java.lang.foreign.Arena;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs a trial with real threads, real rings and real time.
 *
 * <p>
 * One thread drives the source and steering. Behind it are either pinned cores, a thread each, or emulated cores, all on one
 * thread that runs the same model as virtual time. The calling thread controls: it starts them, waits, passes on
 * intervals and progress, and orders the queues of pinned cores from one to another.
 */
public final class LiveEngine {

    private static final long LEAD_NS = 2_000_000;
    private static final long CONTROL_PERIOD_MS = 20;
    private static final long NS_PER_MS = 1_000_000;

    private final NanoClock clock;
    private final ThreadPinning pinning;
    private final List<Integer> cpus;
    private final boolean pinnedCores;

    /**
     * @param clock
     *            the time that the trial goes by
     * @param pinning
     *            ties threads to CPUs
     * @param cpus
     *            CPUs of this machine to use: the first for the source, the next for the cores; threads beyond the list are
     *            not tied
     * @param pinnedCores
     *            whether each core is a thread of its own; otherwise cores are emulated
     */
    public LiveEngine(NanoClock clock, ThreadPinning pinning, List<Integer> cpus, boolean pinnedCores) {
        this.clock = clock;
        this.pinning = pinning;
        this.cpus = List.copyOf(cpus);
        this.pinnedCores = pinnedCores;
    }

    /**
     * Bytes outside the heap that the receive queues of pinned cores take.
     *
     * @param bufferBytes
     *            as the source says; 0 if it keeps its frames
     */
    public static long pinnedBytes(int queueCount, int ringSlots, WhenFull whenFull, int bufferBytes) {
        return RxQueues.bytes(queueCount, ringSlots, HeadDrop.spareSlots(whenFull), bufferBytes);
    }

    /**
     * Runs the trial to its end, or to the stop signal; what is in flight then is still served.
     *
     * @throws IllegalArgumentException
     *             if the mode needs what emulated cores cannot give
     * @throws InterruptedException
     *             if the calling thread is interrupted; the trial's threads are told to end
     */
    public TrialResult run(TrialPlan plan, TrialWatcher watcher, StopSignal stop) throws InterruptedException {
        if (!pinnedCores && plan.isStateful()) {
            throw new IllegalArgumentException("mode '" + plan.mode()
                    + "' steers by queue depths, which emulated cores cannot show to the source in time; use pinned cores "
                    + "or the virtual clock");
        }
        if (pinnedCores && plan.service().spreading() != null) {
            throw new IllegalArgumentException("mode '" + plan.mode()
                    + "' hands frames from core to core, which only modelled cores do; use emulated cores or the virtual "
                    + "clock");
        }
        long beganNs = clock.nowNs();
        LiveState state = new LiveState(stop);
        try (Arena arena = Arena.ofShared()) {
            TrialShape shape = plan.shape();
            IntervalExchange intervals = plan
                    .newIntervals(TrialBooks.seriesCount(shape, pinnedCores ? plan.service().cores().size() : 1));
            TrialBooks books = new TrialBooks(shape, true, !plan.capacityRun(), intervals);
            LiveCores cores = pinnedCores ? new PinnedCores(arena, plan, shape, books, state, clock)
                    : new EmulatedCores(arena, plan, shape, books, state);
            HandOver handOver = cores.handOver();
            Intake intake = new Intake(plan, shape, books.openLedger(), handOver::depth, cores.batch());
            OfferingLoop source = offeringLoop(plan, intake, handOver, state);

            boolean pinned = runThreads(source, cores, state, watcher, intervals);
            cores.settle();

            TrialClosing closing = new TrialClosing(plan, books, intake, state.wasStoppedEarly());
            return closing.close("live", cores.coreMode(), clock.nowNs() - beganNs, cores,
                    new TrialClosing.LiveFacts(source.maxGapNs(),
                            cores.maxGapNs(), pinned, cores.transportFull(), source.failure()));
        }
    }

    private OfferingLoop offeringLoop(TrialPlan plan, Intake intake, HandOver handOver, LiveState state) {
        return plan.source() instanceof ArrivingSource arriving
                ? new ReceiveLoop(plan, arriving, intake, handOver, state, clock, !pinnedCores)
                : new SourceLoop(plan, intake, handOver, state, clock);
    }

    /** Returns whether every thread got the CPU that it was meant for. */
    private boolean runThreads(OfferingLoop source, LiveCores cores, LiveState state,
            TrialWatcher watcher, @Nullable IntervalExchange intervals) throws InterruptedException {
        List<LiveThread> threads = new ArrayList<>();
        threads.add(new LiveThread("vmq-source", source, cpuFor(0), pinning, state));
        List<? extends Runnable> loops = cores.loops();
        for (int i = 0; i < loops.size(); i++) {
            threads.add(new LiveThread("vmq-core-" + i, loops.get(i), cpuFor(i + 1), pinning, state));
        }
        boolean ended = false;
        try {
            threads.forEach(LiveThread::start);
            for (LiveThread thread : threads) {
                thread.awaitReady();
            }
            state.begin(clock.nowNs() + LEAD_NS);
            for (LiveThread thread : threads) {
                while (!thread.awaitEnd(waitMs(cores.moveQueues()))) {
                    watcher.reached(state.reachedNs());
                    if (intervals != null) {
                        intervals.drain();
                    }
                }
            }
            ended = true;
        } finally {
            if (!ended) {
                // The arena goes away with this call: no thread may still be at work in it.
                state.failed(new IllegalStateException("the control thread gave up"));
                threads.forEach(LiveThread::joinUninterruptibly);
            }
        }
        rethrow(state.failure());
        return threads.stream().allMatch(LiveThread::isPinned);
    }

    /** How long the control thread waits for a thread's end if queues may move in {@code nextNs}, ms, at least 1. */
    private static long waitMs(long nextNs) {
        return Math.clamp(Math.ceilDiv(nextNs, NS_PER_MS), 1, CONTROL_PERIOD_MS);
    }

    private @Nullable Integer cpuFor(int thread) {
        return thread < cpus.size() ? cpus.get(thread) : null;
    }

    private static void rethrow(@Nullable Throwable failure) {
        if (failure != null) {
            throw new IllegalStateException("a thread of the live trial failed: " + failure, failure);
        }
    }
}
