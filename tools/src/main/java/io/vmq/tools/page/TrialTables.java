package io.vmq.tools.page;

import io.vmq.tools.archive.StoredTrial;
import io.vmq.tools.report.Figures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One trial in tables: VMs, queues, cores, drops, moves and events. */
final class TrialTables {

    private static final double NS_PER_MS = 1e6;

    private final JsonNode trial;

    TrialTables(JsonNode trial) {
        this.trial = trial;
    }

    PageTable vms() {
        PageTable table = new PageTable("VMs").words("VM", "MAC").figures("generated, frames", "delivered, frames",
                "loss, %", "delivered, Gb/s", "p50, us", "p99, us", "max, us").words("drops, frames");
        for (JsonNode vm : Values.items(trial, "vms")) {
            table.row(Values.text(vm, "name"), Values.text(vm, "mac"), count(vm, "generated"), count(vm, "delivered"),
                    Figures.percent(Values.lossRatio(vm, "generated")),
                    Figures.gbps(Values.numberOrZero(vm, "deliveredBps")), us(vm, "p50"), us(vm, "p99"), us(vm, "max"),
                    drops(vm.path("dropped")));
        }
        return table;
    }

    PageTable queues() {
        PageTable table = new PageTable("Queues").words("queue", "NIC", "MAC", "VLAN", "VM").figures("core")
                .figures("received, frames", "delivered, frames", "loss, %", "high water, frames", "p50, us", "p99, us",
                        "max, us")
                .words("drops, frames");
        for (JsonNode queue : Values.items(trial, "queues")) {
            String vm = Values.text(queue, "vm");
            boolean spare = vm.isEmpty() && Values.numberOrZero(queue, "received") == 0
                    && Values.numberOrZero(queue, "id") > 0;
            if (!spare) {
                table.row("q" + Values.text(queue, "id"), Values.text(queue, "nic"), Values.text(queue, "mac"),
                        Values.text(queue, "vlan"),
                        vm.isEmpty() && Values.numberOrZero(queue, "id") == 0 ? "(default)" : vm,
                        Values.text(queue, "core"), count(queue, "received"), count(queue, "delivered"),
                        Figures.percent(Values.lossRatio(queue, "received")), count(queue, "highWater"),
                        us(queue, "p50"), us(queue, "p99"), us(queue, "max"), drops(queue.path("dropped")));
            }
        }
        return table;
    }

    /** Where the frames went. */
    PageTable frames() {
        JsonNode frames = trial.path("frames");
        double generated = Values.numberOrZero(frames, "generated");
        PageTable table = new PageTable("Frames").words("").figures("frames", "of generated, %");
        table.row("generated", count(frames, "generated"), "");
        share(table, "delivered", Values.number(frames, "delivered"), generated);
        for (Map.Entry<String, JsonNode> reason : frames.path("dropped").properties()) {
            share(table, "dropped: " + reason.getKey(), Values.number(reason.getValue()), generated);
        }
        share(table, "in flight at the end", Values.number(frames, "inFlight"), generated);
        share(table, "reordered", Values.number(frames, "reordered"), generated);
        table.row("unsent, never generated", count(frames, "unsent"), "");
        return table;
    }

    private static void share(PageTable table, String name, @Nullable Double frames, double generated) {
        table.row(name, whole(frames),
                frames == null || generated == 0 ? Figures.NONE : Figures.percent(frames / generated));
    }

    /** Classes of frame sizes, where sizes are mixed. */
    PageTable sizes() {
        PageTable table = new PageTable("Frame sizes").words("size, B").figures("generated, frames",
                "delivered, frames", "loss, %", "p50, us", "p99, us", "max, us");
        List<JsonNode> sizes = Values.items(trial, "sizes");
        for (JsonNode size : sizes.size() > 1 ? sizes : List.<JsonNode>of()) {
            table.row(Values.text(size, "sizes"), count(size, "generated"), count(size, "delivered"),
                    Figures.percent(Values.lossRatio(size, "generated")), us(size, "p50"), us(size, "p99"),
                    us(size, "max"));
        }
        return table;
    }

    PageTable moves() {
        PageTable table = new PageTable("Moves of queues, and of table entries").figures("at, ms (warm-up counted)")
                .words("NIC").figures("queue", "entry", "from queue", "from core", "to core").words("reason")
                .figures("drain, us", "reordered, frames");
        for (JsonNode move : Values.items(trial, "moves")) {
            table.row(Figures.fixed(Values.numberOrZero(move, "atNs") / NS_PER_MS, 1), Values.text(move, "nic"),
                    Values.text(move, "queue"), Values.text(move, "entry"), Values.text(move, "fromQueue"),
                    Values.text(move, "from"), Values.text(move, "to"), Values.text(move, "reason"),
                    Figures.us(Values.numberOrZero(move, "drainNs")), count(move, "reordered"));
        }
        return table;
    }

    PageTable events() {
        PageTable table = new PageTable("Events").words("event", "source", "level").prose("text");
        for (JsonNode event : Values.items(trial, "events")) {
            table.row(Values.text(event, "id"), Values.text(event, "source"), Values.text(event, "level"),
                    Values.text(event, "text"));
        }
        return table;
    }

    /** The latency distribution in figures, and what a watch started at the hand-over would show. */
    PageTable latencies() {
        List<String> keys = List.of("min", "mean", "p50", "p75", "p90", "p99", "p99.9", "p99.99", "p99.999", "max");
        PageTable table = new PageTable("Distributions, us").words("").figures(keys.toArray(String[]::new));
        distribution(table, "latency", trial.path("latencyNs"), keys);
        distribution(table, "uncorrected (from hand-over)", trial.path("uncorrectedLatencyNs"), keys);
        distribution(table, "hand-over late", trial.path("source").path("lateNs"), keys);
        distribution(table, "wire wait", trial.path("source").path("wireWaitNs"), keys);
        return table;
    }

    private static void distribution(PageTable table, String name, JsonNode values, List<String> keys) {
        if (values.isObject()) {
            List<String> cells = keys.stream().map(key -> microseconds(Values.number(values, key)))
                    .collect(Collectors.toList());
            cells.addFirst(name);
            table.row(cells);
        }
    }

    /** What a trial was and whether it holds, for a table of all trials. */
    static void addTo(PageTable table, StoredTrial trial) {
        JsonNode tree = trial.tree();
        table.row(trial.mode(), Integer.toString(trial.trial()), Long.toString(trial.seed()), trial.clock(),
                Values.text(tree, "coreMode"), seconds(tree, "durationNs"), seconds(tree, "wallNs"),
                Figures.gbps(Values.numberOrZero(tree, "rate", "deliveredBps")),
                Figures.percent(Values.lossRatio(tree.path("frames"), "generated")),
                microseconds(Values.number(tree, "latencyNs", "p99")),
                gap(tree, "maxSourceGapNs"), gap(tree, "maxCoreGapNs"), pinned(tree),
                trial.valid() ? "yes" : PageTable.NO, trial.partial() ? "yes" : "no");
    }

    /** The table that {@link #addTo} fills. */
    static PageTable trials() {
        return new PageTable("Trials, and what qualifies them").words("mode").figures("trial", "seed")
                .words("clock", "cores").figures("measured, s", "took, s", "delivered, Gb/s", "loss, %", "p99, us",
                        "longest source gap, ms", "longest core gap, ms")
                .words("threads pinned", "valid", "partial");
    }

    private static String gap(JsonNode tree, String name) {
        Double ns = Values.number(tree, "qualification", name);
        return ns == null ? Figures.NONE : String.format(Locale.ROOT, "%.3f", ns / NS_PER_MS);
    }

    private static String pinned(JsonNode tree) {
        JsonNode pinned = tree.path("qualification").path("pinned");
        return pinned.isBoolean() ? pinned.booleanValue() ? "yes" : "no" : Figures.NONE;
    }

    private static String seconds(JsonNode node, String name) {
        return String.format(Locale.ROOT, "%.4g", Values.numberOrZero(node, name) / 1e9);
    }

    private static String drops(JsonNode dropped) {
        return dropped.properties().stream().map(entry -> entry.getKey() + " " + Values.text(entry.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String us(JsonNode node, String key) {
        return microseconds(Values.number(node, "latencyNs", key));
    }

    private static String microseconds(@Nullable Double ns) {
        return ns == null ? Figures.NONE : Figures.us(ns);
    }

    private static String count(JsonNode node, String name) {
        return whole(Values.number(node, name));
    }

    private static String whole(@Nullable Double value) {
        return value == null ? Figures.NONE : String.format(Locale.ROOT, "%.0f", value);
    }
}
