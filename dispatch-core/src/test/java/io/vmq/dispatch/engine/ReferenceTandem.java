package io.vmq.dispatch.engine;

import io.vmq.dispatch.engine.TestSource.Frame;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Cores that hand frames on as one would draw them: VM {@code v} has one line at core {@code v mod cores}, behind them each core
 * has a line of what was handed to it, and a clock ticks nanosecond by nanosecond. Written without a look at the model that it
 * checks; its rules of a moment are: what can start starts, then hops that end are handed over, then frames arrive.
 */
final class ReferenceTandem {

    /** A frame on its way; {@code last} is the core that is to serve it. */
    record Job(Frame frame, int sequence, int vm, int last) {}

    private record Done(long atNs, Job job) {}

    private static final class Core {
        final List<Deque<Job>> lines = new ArrayList<>();
        final Deque<Job> handingOver = new ArrayDeque<>();
        @Nullable
        Job table;
        boolean hops;
        long left;
        int turn;
        int quota;
    }

    private final int slots;
    private final long hopNs;
    private final long serviceNs;
    private final List<Core> cores;
    private final int vms;
    long queueFull;
    long spreadFull;
    double latencyNs;
    final long[] deliveredOfCore;
    private final List<Done> done = new ArrayList<>();

    ReferenceTandem(int vms, int coreCount, int slots, long hopNs, long serviceNs) {
        this.vms = vms;
        this.slots = slots;
        this.hopNs = hopNs;
        this.serviceNs = serviceNs;
        deliveredOfCore = new long[coreCount];
        cores = IntStream.range(0, coreCount).mapToObj(_ -> new Core()).toList();
        for (Core core : cores) {
            // Lines of VMs that are elsewhere stay empty; the software line comes last, as its number does.
            IntStream.rangeClosed(0, vms).forEach(_ -> core.lines.add(new ArrayDeque<>()));
        }
    }

    void run(List<Job> jobs) {
        int next = 0;
        boolean busy = true;
        for (long now = 0; next < jobs.size() || busy; now++) {
            finishServices(now);
            settle(now);
            for (; next < jobs.size() && jobs.get(next).frame().dueNs() == now; next++) {
                arrive(jobs.get(next));
                settle(now);
            }
            busy = cores.stream().anyMatch(core -> core.table != null);
            cores.forEach(core -> core.left--);
        }
    }

    private void arrive(Job job) {
        Deque<Job> line = cores.get(job.vm() % cores.size()).lines.get(job.vm());
        if (line.size() == slots) {
            queueFull++;
        } else {
            line.addLast(job);
        }
    }

    private void finishServices(long now) {
        for (int c = 0; c < cores.size(); c++) {
            finish(c, now);
        }
    }

    private void finish(int c, long now) {
        Core core = cores.get(c);
        if (core.table != null && core.left <= 0) {
            if (core.hops) {
                core.handingOver.addLast(core.table);
            } else {
                latencyNs += now - core.table.frame().dueNs();
                deliveredOfCore[c]++;
                done.add(new Done(now, core.table));
            }
            core.table = null;
        }
    }

    /** Everything that happens at this moment without an arrival. */
    private void settle(long now) {
        startAll(now);
        for (int c = 0; c < cores.size(); c++) {
            Job job = cores.get(c).handingOver.pollFirst();
            if (job != null) {
                Deque<Job> line = cores.get(job.last()).lines.get(vms);
                if (line.size() == slots) {
                    spreadFull++;
                } else {
                    line.addLast(job);
                }
                startAll(now);
                c = -1;
            }
        }
    }

    private void startAll(long now) {
        for (int c = 0; c < cores.size(); c++) {
            Core core = cores.get(c);
            while (core.table == null && pickLine(core)) {
                core.quota--;
                core.table = core.lines.get(core.turn).removeFirst();
                core.hops = core.turn < vms;
                core.left = core.hops ? hopNs : serviceNs;
                finish(c, now);
            }
        }
    }

    private static boolean pickLine(Core core) {
        if (core.quota > 0 && !core.lines.get(core.turn).isEmpty()) {
            return true;
        }
        for (int step = 1; step <= core.lines.size(); step++) {
            int line = (core.turn + step) % core.lines.size();
            if (!core.lines.get(line).isEmpty()) {
                core.turn = line;
                core.quota = Math.min(64, core.lines.get(line).size());
                return true;
            }
        }
        return false;
    }

    /** Frames that a later one of their flow overtook; of those that are done at one moment the earlier is first. */
    long reordered(int flows) {
        int[] next = new int[flows];
        return done.stream().sorted(Comparator.comparingLong(Done::atNs).thenComparingInt(one -> one.job().sequence()))
                .filter(one -> {
                    int flow = one.job().frame().flow();
                    boolean late = one.job().sequence() < next[flow];
                    next[flow] = Math.max(next[flow], one.job().sequence() + 1);
                    return late;
                }).count();
    }
}
