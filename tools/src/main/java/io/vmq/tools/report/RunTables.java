package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.CoreReport;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.SizeReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One mode in detail: totals, then tables per queue, per core and per VM. */
public final class RunTables {

    private final ExperimentResult result;

    private RunTables(ExperimentResult result) {
        this.result = result;
    }

    /** The whole text, every trial after the other. */
    public static String text(ExperimentResult result) {
        return new RunTables(result).text();
    }

    private String text() {
        StringBuilder text = new StringBuilder(RunHeading.of(result));
        for (TrialResult trial : result.trials()) {
            text.append("\nmode ").append(trial.mode()).append(", trial ").append(trial.trial()).append(", seed ")
                    .append(trial.seed()).append(trial.valid() ? "" : ", INVALID").append('\n');
            text.append(totals(trial)).append('\n').append(latencies(trial)).append('\n')
                    .append(NicTable.of(result.scenario(), trial.mode())).append(queues(trial))
                    .append(moves(trial)).append('\n').append(cores(trial)).append('\n').append(vms(trial));
            if (trial.sizes().size() > 1) {
                text.append('\n').append(sizes(trial));
            }
        }
        text.append('\n');
        for (Verdict verdict : result.verdicts()) {
            text.append(verdict.text()).append('\n');
        }
        return text.append(Notes.of(result)).toString();
    }

    private String totals(TrialResult trial) {
        TrialResult.Rate rate = trial.rate();
        TrialResult.Frames frames = trial.frames();
        TextTable table = new TextTable().words("").figures("frames").figures("Mpps").figures("Gb/s L2")
                .figures("Gb/s L1");
        if (result.scenario().nic().real().isEmpty()) {
            table.row("intended", "", rate.intendedPps() == null ? "max" : Figures.mpps(rate.intendedPps()), "", "");
        }
        table.row("offered", Figures.count(frames.generated()), Figures.mpps(rate.offeredPps()), "", "");
        table.row("delivered", Figures.count(frames.delivered()), Figures.mpps(rate.deliveredPps()),
                Figures.gbps(rate.deliveredBps()), Figures.gbps(rate.deliveredL1Bps()));
        frames.dropped().byReason().forEach((reason, count) -> table.row("dropped " + reason.label(),
                Figures.count(count), Figures.mpps(count * 1e9 / trial.durationNs()), "", ""));
        if (frames.unsent() > 0) {
            table.row("unsent", Figures.count(frames.unsent()), "", "", "");
        }
        if (frames.inFlight() > 0) {
            table.row("in flight", Figures.count(frames.inFlight()), "", "", "");
        }
        if (frames.overflowed() > 0) {
            table.row("overflowed", Figures.count(frames.overflowed()), "", "", "");
        }
        return table.row("reordered", Figures.count(frames.reordered()), "", "", "").text();
    }

    private static String latencies(TrialResult trial) {
        TextTable table = new TextTable().words("us").figures("min").figures("mean");
        LatencySummary.PERCENTILES.forEach(percentile -> table.figures("p" + Percentiles.name(percentile)));
        table.figures("max");
        distribution(table, "latency", trial.latency());
        distribution(table, "uncorrected", trial.uncorrectedLatency());
        distribution(table, "hand-over late", trial.source().late());
        distribution(table, "wire wait", trial.source().wireWait());
        return table.text();
    }

    private static void distribution(TextTable table, String name, @Nullable LatencySummary values) {
        if (values == null) {
            return;
        }
        String[] cells = new String[LatencySummary.PERCENTILES.size() + 4];
        cells[0] = name;
        cells[1] = Figures.us((double) values.minNs());
        cells[2] = Figures.us(values.meanNs());
        for (int i = 0; i < LatencySummary.PERCENTILES.size(); i++) {
            cells[3 + i] = Figures.us(values.percentilesNs().get(i));
        }
        cells[cells.length - 1] = Figures.us((double) values.maxNs());
        table.row(cells);
    }

    /** Columns of Get-NetAdapterVmqQueue first, then what was measured. */
    private static String queues(TrialResult trial) {
        TextTable table = new TextTable().words("Name").figures("QueueID").words("MacAddress").words("VlanID")
                .words("Processor").words("VmFriendlyName").figures("received").figures("delivered").figures("loss %")
                .figures("high water").figures("p50 us").figures("p99 us").figures("max us");
        for (QueueReport queue : trial.queues()) {
            if (isSpare(queue)) {
                continue;
            }
            table.row(queue.nic(), Figures.count(queue.id()), queue.mac() == null ? "" : queue.mac().dashed(),
                    queue.vlan() == null ? "" : queue.vlan().toString(),
                    trial.cores().get(queue.core()).processor().toString(),
                    queue.vm() == null ? (queue.id() == 0 ? "(default)" : "") : queue.vm(),
                    Figures.count(queue.received()), Figures.count(queue.delivered()),
                    Figures.percent(queue.received() == 0 ? 0 : (double) queue.dropped().total() / queue.received()),
                    Figures.count(queue.highWater()), Figures.us(queue.latency(), 50), Figures.us(queue.latency(), 99),
                    Figures.maxUs(queue.latency()));
        }
        return table.text();
    }

    /** Nobody owns it and nothing came: a NIC may have many of those. */
    private static boolean isSpare(QueueReport queue) {
        return queue.id() > 0 && queue.vm() == null && queue.received() == 0;
    }

    /** Empty if nothing moved; a trial moves queues or entries of its table, never both. */
    private static String moves(TrialResult trial) {
        if (trial.moves().isEmpty()) {
            return "";
        }
        boolean entries = trial.moves().getFirst().entry() != null;
        TextTable table = new TextTable().figures("moved at ms, warm-up counted");
        if (entries) {
            table.figures("entry").figures("from queue").figures("to queue");
        } else {
            table.figures("queue");
        }
        table.words("of").words("from").words("to").words("reason").figures("drain us").figures("reordered");
        trial.moves().forEach(move -> table.row(moveCells(trial, move)));
        return "\n" + table.text();
    }

    private static String[] moveCells(TrialResult trial, QueueMove move) {
        QueueReport queue = trial.queues().get(move.queue());
        List<String> cells = new ArrayList<>();
        cells.add(Figures.fixed(move.atNs() / 1e6, 1));
        if (move.entry() != null) {
            cells.add(Figures.count(move.entry().number()));
            cells.add(Figures.count(trial.queues().get(move.entry().fromQueue()).id()));
        }
        cells.add(Figures.count(queue.id()));
        cells.add(queue.nic());
        cells.add(trial.cores().get(move.from()).processor().toString());
        cells.add(trial.cores().get(move.to()).processor().toString());
        cells.add(move.reason());
        cells.add(Figures.us((double) move.drainNs()));
        cells.add(Figures.count(move.reordered()));
        return cells.toArray(String[]::new);
    }

    private static String cores(TrialResult trial) {
        TextTable table = new TextTable().figures("core").words("processor").figures("busy %").figures("delivered")
                .words("queues");
        for (CoreReport core : trial.cores()) {
            String queues = String.join(" ",
                    trial.queues().stream().filter(queue -> queue.core() == core.id() && !isSpare(queue))
                            .map(queue -> (hasOneNic(trial) ? "" : queue.nic() + ":") + queue.id()).toList());
            table.row(Figures.count(core.id()), core.processor().toString(), Figures.percent(core.busy()),
                    Figures.count(core.delivered()), queues);
        }
        return table.text();
    }

    private static boolean hasOneNic(TrialResult trial) {
        return trial.queues().stream().map(QueueReport::nic).distinct().count() == 1;
    }

    private static String vms(TrialResult trial) {
        TextTable table = new TextTable().words("VM").words("MAC").figures("generated").figures("delivered")
                .figures("loss %").figures("Gb/s").figures("p50 us").figures("p99 us").figures("max us");
        for (VmReport vm : trial.vms()) {
            table.row(vm.name(), vm.mac() == null ? "" : vm.mac().toString(), Figures.count(vm.generated()),
                    Figures.count(vm.delivered()),
                    Figures.percent(vm.generated() == 0 ? 0 : (double) vm.dropped().total() / vm.generated()),
                    Figures.gbps(vm.deliveredBps()), Figures.us(vm.latency(), 50), Figures.us(vm.latency(), 99),
                    Figures.maxUs(vm.latency()));
        }
        return table.text();
    }

    private static String sizes(TrialResult trial) {
        TextTable table = new TextTable().figures("size B").figures("generated").figures("delivered").figures("loss %")
                .figures("p50 us").figures("p99 us").figures("max us");
        for (SizeReport size : trial.sizes()) {
            table.row(size.sizes().label(), Figures.count(size.generated()), Figures.count(size.delivered()),
                    Figures.percent((double) size.dropped().total() / size.generated()), Figures.us(size.latency(), 50),
                    Figures.us(size.latency(), 99), Figures.maxUs(size.latency()));
        }
        return table.text();
    }
}
