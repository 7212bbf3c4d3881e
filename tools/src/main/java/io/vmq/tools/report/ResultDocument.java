package io.vmq.tools.report;

import io.vmq.dispatch.measure.DropCounts;
import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.QueueMove;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.ExperimentResult;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.experiment.Verdict;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The result document, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. Numbers are
 * JSON numbers, rates per second, times in ns.
 */
public final class ResultDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.result/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private ResultDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(ExperimentResult result) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(result)) + "\n";
    }

    /** The document as a tree. */
    public static ObjectNode of(ExperimentResult result) {
        ObjectNode document = NODES.objectNode();
        document.put("schema", SCHEMA);
        document.set("tool", tool(result.tool()));
        document.set("machine", machine(result.machine()));
        document.set("scenario", ScenarioDocument.of(result.scenario()));
        document.put("partial", result.interrupted() || result.leftOut() > 0);
        document.set("trials", array(result.trials(), ResultDocument::trial));
        document.set("verdict", array(result.verdicts(), ResultDocument::verdict));
        return document;
    }

    static ObjectNode tool(Tool tool) {
        return NODES.objectNode().put("version", tool.version()).put("commit", tool.commit());
    }

    static ObjectNode machine(Machine machine) {
        ObjectNode node = NODES.objectNode().put("os", machine.os()).put("arch", machine.arch())
                .put("cpu", machine.cpu()).put("cpus", machine.cpus()).put("jvm", machine.jvm());
        node.set("jvmFlags", array(machine.jvmFlags(), NODES::stringNode));
        return node.put("collector", machine.collector()).put("maxHeapBytes", machine.maxHeapBytes())
                .put("clockReadNs", machine.clockReadNs());
    }

    private static ObjectNode trial(TrialResult trial) {
        ObjectNode node = NODES.objectNode().put("mode", trial.mode()).put("clock", trial.clock())
                .put("coreMode", trial.coreMode()).put("seed", trial.seed()).put("trial", trial.trial())
                .put("valid", trial.valid());
        node.set("invalidReasons", array(trial.invalidReasons(), reason -> NODES.stringNode(reason.label())));
        node.put("partial", trial.partial()).put("durationNs", trial.durationNs()).put("wallNs", trial.wallNs());
        TrialResult.Rate rate = trial.rate();
        node.putObject("rate").put("intendedPps", rate.intendedPps()).put("offeredPps", rate.offeredPps())
                .put("deliveredPps", rate.deliveredPps()).put("deliveredBps", rate.deliveredBps())
                .put("deliveredL1Bps", rate.deliveredL1Bps());
        node.set("frames", frames(trial.frames()));
        node.set("source", source(trial.source()));
        node.set("latencyNs", latency(trial.latency()));
        node.set("uncorrectedLatencyNs", latency(trial.uncorrectedLatency()));
        node.set("queues", array(trial.queues(), ResultDocument::queue));
        node.set("cores", array(trial.cores(), core -> NODES.objectNode().put("id", core.id())
                .put("processor", core.processor().toString()).put("busy", core.busy())
                .put("delivered", core.delivered())));
        node.set("vms", array(trial.vms(), ResultDocument::vm));
        node.set("sizes", array(trial.sizes(), ResultDocument::sizes));
        node.putObject("fairness").put("jainVms", trial.fairness().jainVms())
                .put("maxOverMeanCores", trial.fairness().maxOverMeanCores());
        node.set("moves", array(trial.moves(), move -> move(trial, move)));
        node.set("events", array(trial.events(), event -> NODES.objectNode().put("id", event.id())
                .put("source", event.source()).put("level", event.level().label()).put("text", event.text())));
        node.set("qualification", qualification(trial.qualification()));
        return node;
    }

    private static ObjectNode move(TrialResult trial, QueueMove move) {
        QueueMove.TableEntry entry = move.entry();
        return NODES.objectNode().put("atNs", move.atNs()).put("queue", trial.queues().get(move.queue()).id())
                .put("nic", trial.queues().get(move.queue()).nic()).put("from", move.from()).put("to", move.to())
                .put("reason", move.reason()).put("drainNs", move.drainNs())
                .put("reordered", move.reordered()).put("entry", entry == null ? null : entry.number())
                .put("fromQueue", entry == null ? null : trial.queues().get(entry.fromQueue()).id());
    }

    private static ObjectNode frames(TrialResult.Frames frames) {
        ObjectNode node = NODES.objectNode().put("generated", frames.generated()).put("unsent", frames.unsent())
                .put("delivered", frames.delivered());
        node.set("dropped", dropped(frames.dropped()));
        return node.put("inFlight", frames.inFlight()).put("overflowed", frames.overflowed()).put("reordered",
                frames.reordered());
    }

    private static ObjectNode source(TrialResult.SourceReport source) {
        ObjectNode node = NODES.objectNode().put("digest", "0x" + HexFormat.of().toHexDigits(source.digest()));
        node.set("wireWaitNs", latency(source.wireWait()));
        node.set("lateNs", latency(source.late()));
        return node;
    }

    private static ObjectNode queue(TrialResult.QueueReport queue) {
        ObjectNode node = NODES.objectNode().put("id", queue.id()).put("nic", queue.nic())
                .put("mac", queue.mac() == null ? null : queue.mac().toString()).put("vlan", queue.vlan())
                .put("vm", queue.vm()).put("core", queue.core()).put("received", queue.received())
                .put("delivered", queue.delivered());
        node.set("dropped", dropped(queue.dropped()));
        node.put("inFlight", queue.inFlight()).put("highWater", queue.highWater());
        node.set("latencyNs", latency(queue.latency()));
        return node;
    }

    private static ObjectNode vm(TrialResult.VmReport vm) {
        ObjectNode node = NODES.objectNode().put("name", vm.name())
                .put("mac", vm.mac() == null ? null : vm.mac().toString()).put("generated", vm.generated())
                .put("delivered", vm.delivered());
        node.set("dropped", dropped(vm.dropped()));
        node.put("inFlight", vm.inFlight()).put("deliveredBps", vm.deliveredBps());
        node.set("latencyNs", latency(vm.latency()));
        return node;
    }

    private static ObjectNode sizes(TrialResult.SizeReport size) {
        ObjectNode node = NODES.objectNode().put("sizes", size.sizes().label()).put("minBytes", size.sizes().minBytes())
                .put("maxBytes", size.sizes().maxBytes()).put("generated", size.generated())
                .put("delivered", size.delivered());
        node.set("dropped", dropped(size.dropped()));
        node.put("inFlight", size.inFlight());
        node.set("latencyNs", latency(size.latency()));
        return node;
    }

    private static ObjectNode dropped(DropCounts dropped) {
        ObjectNode node = NODES.objectNode();
        dropped.byReason().forEach((reason, count) -> node.put(reason.label(), count));
        return node;
    }

    static JsonNode latency(@Nullable LatencySummary latency) {
        if (latency == null) {
            return NODES.nullNode();
        }
        ObjectNode node = NODES.objectNode().put("count", latency.count()).put("min", latency.minNs()).put("mean",
                latency.meanNs());
        for (int i = 0; i < LatencySummary.PERCENTILES.size(); i++) {
            node.put("p" + Percentiles.name(LatencySummary.PERCENTILES.get(i)), latency.percentilesNs().get(i));
        }
        return node.put("max", latency.maxNs());
    }

    private static ObjectNode qualification(TrialResult.Qualification seen) {
        Thresholds limits = seen.thresholds();
        ObjectNode node = NODES.objectNode().put("maxSourceGapNs", seen.maxSourceGapNs())
                .put("maxCoreGapNs", seen.maxCoreGapNs()).put("pinned", seen.pinned())
                .put("transportFull", seen.transportFull());
        node.putObject("thresholds").put("maxLateNs", limits.maxLateNs()).put("maxLateP99Ns", limits.maxLateP99Ns())
                .put("maxGapNs", limits.maxGapNs()).put("minFrames", limits.minFrames());
        return node;
    }

    private static ObjectNode verdict(Verdict verdict) {
        return NODES.objectNode().put("mode", verdict.mode()).put("ratioToBaseline", verdict.ratioToBaseline())
                .put("ciLow", verdict.ciLow()).put("ciHigh", verdict.ciHigh())
                .put("limitedBy", verdict.limit().label()).put("text", verdict.text());
    }

    private static <T> ArrayNode array(List<T> items, Function<T, JsonNode> node) {
        ArrayNode array = NODES.arrayNode();
        items.forEach(item -> array.add(node.apply(item)));
        return array;
    }
}
