package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.tools.search.DurationSums;
import io.vmq.tools.search.EverySeed;
import io.vmq.tools.search.GoalResult;
import io.vmq.tools.search.LatencyLimit;
import io.vmq.tools.search.LoadRange;
import io.vmq.tools.search.LowerTrials;
import io.vmq.tools.search.ModeResult;
import io.vmq.tools.search.SearchGoal;
import io.vmq.tools.search.SearchPlan;
import io.vmq.tools.search.SearchResult;
import io.vmq.tools.search.TrialOutcome;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The document of a search, schema {@value #SCHEMA}; a JSON Schema file of that name ships beside this class. Loads are JSON
 * numbers without exponents, so that {@code --rate} reads them.
 */
public final class SearchDocument {

    /** Name of the schema; a change that breaks readers gets a new number. */
    public static final String SCHEMA = "vmq.search/1";

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private SearchDocument() {}

    /** The document as indented text that ends with a line feed. */
    public static String text(SearchResult result) {
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(of(result)) + "\n";
    }

    /** The document as a tree. */
    static ObjectNode of(SearchResult result) {
        ObjectNode document = NODES.objectNode();
        document.put("schema", SCHEMA);
        document.set("tool", ResultDocument.tool(result.tool()));
        document.set("machine", ResultDocument.machine(result.machine()));
        document.set("scenario", ScenarioDocument.of(result.plan().scenario()));
        document.put("partial", result.interrupted());
        document.set("rule", rule(result.plan()));
        ArrayNode searches = document.putArray("searches");
        for (ModeResult mode : result.modes()) {
            mode.goals().forEach(goal -> searches.add(search(result.plan(), mode, goal)));
        }
        return document;
    }

    private static ObjectNode rule(SearchPlan plan) {
        ObjectNode node = NODES.objectNode();
        switch (plan.rule()) {
            case EverySeed seeds -> node.put("name", "every-seed").put("trials", seeds.trials())
                    .put("durationNs", seeds.durationNs());
            case DurationSums sums -> node.put("name", "mlrsearch")
                    .put("goalInitialTrialDurationNs", sums.initialTrialNs())
                    .put("goalFinalTrialDurationNs", sums.finalTrialNs())
                    .put("goalDurationSumNs", sums.durationSumNs()).put("goalExceedRatio", DurationSums.EXCEED_RATIO);
        }
        return node.put("goalWidth", plan.rule().width(plan.rule().levels() - 1))
                .put("minLoadPps", LoadRange.plain(plan.range().minPps()))
                .put("maxLoadPps", LoadRange.plain(plan.range().maxPps()));
    }

    private static ObjectNode search(SearchPlan plan, ModeResult mode, GoalResult found) {
        ObjectNode node = NODES.objectNode().put("mode", mode.mode()).put("goal", found.goal().name())
                .put("goalLossRatio", found.goal().lossRatio());
        ArrayNode limits = node.putArray("latencyLimits");
        for (LatencyLimit limit : found.goal().limits()) {
            limits.addObject().put("point", limit.point().label()).put("limitNs", limit.limitNs());
        }
        node.put("ending", found.ending().label()).put("lowerPps", plain(found.lowerPps()))
                .put("upperPps", plain(found.upperPps()));
        LowerTrials lower = LowerTrials.of(mode, found).orElse(null);
        node.put("offeredPps", lower == null ? null : LoadRange.plain(lower.offeredPps()))
                .put("deliveredPps", lower == null ? null : LoadRange.plain(lower.deliveredPps()))
                .put("deliveredBps", lower == null ? null : LoadRange.plain(lower.deliveredBps()))
                .put("lowerBps", bps(plan, found.lowerPps()))
                .put("upperBps", bps(plan, found.upperPps())).put("relativeWidth", found.relativeWidth())
                .put("conditionalThroughputPps", plain(found.conditionalPps()))
                .put("hostLimitPps", plain(found.hostLimitPps())).put("metAbovePps", plain(found.metAbovePps()))
                .put("limit", found.limit());
        ArrayNode notes = node.putArray("notes");
        SearchNotes.of(plan.scenario(), mode, found).forEach(notes::add);
        ArrayNode trials = node.putArray("trials");
        mode.trials().forEach(trial -> trials.add(trial(found.goal(), trial)));
        return node;
    }

    private static @Nullable BigDecimal plain(@Nullable Double pps) {
        return pps == null ? null : LoadRange.plain(pps);
    }

    private static @Nullable BigDecimal bps(SearchPlan plan, @Nullable Double pps) {
        return pps == null ? null : LoadRange.plain(plan.bps(pps));
    }

    private static ObjectNode trial(SearchGoal goal, ModeResult.Trial trial) {
        TrialOutcome outcome = trial.outcome();
        ObjectNode node = NODES.objectNode().put("loadPps", LoadRange.plain(outcome.request().loadPps()))
                .put("trial", outcome.request().trial()).put("seed", outcome.seed())
                .put("durationNs", outcome.request().durationNs()).put("discarded", trial.discarded())
                .put("valid", outcome.valid());
        ArrayNode reasons = node.putArray("invalidReasons");
        outcome.invalidReasons().forEach(reasons::add);
        node.put("meetsGoal", trial.counts() ? Boolean.valueOf(goal.isMetBy(outcome)) : null)
                .put("generated", outcome.generated()).put("unsent", outcome.unsent())
                .put("dropped", outcome.dropped()).put("lossRatio", outcome.lossRatio())
                .put("offeredPps", LoadRange.plain(outcome.offeredPps()))
                .put("deliveredPps", LoadRange.plain(outcome.deliveredPps()));
        node.set("latencyNs", latency(outcome.latency()));
        return node;
    }

    private static JsonNode latency(@Nullable LatencySummary latency) {
        if (latency == null) {
            return NODES.nullNode();
        }
        ObjectNode node = NODES.objectNode();
        for (LatencyLimit.Point point : LatencyLimit.Point.values()) {
            node.put(point.label(), point.ofNs(latency));
        }
        return node;
    }
}
