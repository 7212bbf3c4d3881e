package io.vmq.tools.page;

import io.vmq.tools.archive.StoredTrial;
import io.vmq.tools.report.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One result: what was asked, what came of it, each mode in detail, and what it ran on. */
final class ResultSection {

    private final ReportedResult reported;
    private final PagePlots plots;
    private final HtmlText html;
    private final JsonNode document;

    ResultSection(ReportedResult reported, PagePlots plots, HtmlText html) {
        this.reported = reported;
        this.plots = plots;
        this.html = html;
        document = reported.result().tree();
    }

    /** The top of the page about one result: whether to believe it, verdicts, figures, and the percentiles of all modes. */
    void writeSummary() {
        html.element("p", heading());
        Question.lines(document.path("scenario")).forEach(line -> html.element("p", "class=\"asked\"", line));
        writeInvalid();
        writeCautions();
        writeVerdicts();
        ModeTable.of(reported.modes()).writeTo(html);
        if (reported.isCapacityRun()) {
            html.element("p", "class=\"note\"",
                    "There are no latencies: a capacity run (rate max) makes no claim about them.");
        }
        plots.add(html, PercentilePlot.of("Latency by percentile: " + name(), reported.modes()));
    }

    private String name() {
        return Values.text(document, "scenario", "name");
    }

    private String heading() {
        JsonNode run = document.path("scenario").path("run");
        List<StoredTrial> trials = reported.result().trials();
        String clocks = trials.stream().map(StoredTrial::clock).distinct().collect(Collectors.joining("/"));
        String cores = trials.stream().map(trial -> Values.text(trial.tree(), "coreMode"))
                .filter(mode -> !mode.equals("virtual")).distinct().collect(Collectors.joining("/"));
        return name() + ": " + clocks + " clock" + (cores.isEmpty() ? "" : ", " + cores + " cores") + ", "
                + Values.text(run, "duration") + " after " + Values.text(run, "warmup") + " warm-up, "
                + Values.text(run, "trials") + (Values.text(run, "trials").equals("1") ? " trial" : " trials")
                + " a mode, seed " + Values.text(run, "seed");
    }

    private void writeInvalid() {
        List<StoredTrial> invalid = reported.result().trials().stream().filter(trial -> !trial.valid()).toList();
        if (invalid.isEmpty()) {
            return;
        }
        html.raw("<div class=\"invalid\" role=\"alert\">\n").element("strong", "INVALID");
        html.element("p", invalid.size() + " of " + reported.result().trials().size()
                + " trials must not be believed: this machine or its NIC got in the way.");
        html.raw("<ul>\n");
        for (StoredTrial trial : invalid) {
            String reasons = trial.invalidReasons().stream().map(reason -> Reasons.sentence(reason, trial))
                    .collect(Collectors.joining(" "));
            html.element("li", trial.mode() + ", trial " + trial.trial() + ": " + reasons);
        }
        html.raw("</ul></div>\n");
    }

    private void writeCautions() {
        List<String> cautions = new ArrayList<>();
        if (document.path("partial").asBoolean(false)) {
            cautions.add("Interrupted: the figures are of what was measured so far.");
        }
        if (reported.result().trials().stream()
                .anyMatch(trial -> Boolean.FALSE.equals(flag(trial.tree().path("qualification").path("pinned"))))) {
            cautions.add("Not every thread could be tied to a CPU of its own; timing is as the scheduler allowed.");
        }
        if (reported.hasForeignLog()) {
            cautions.add(
                    "The histogram log beside this result is of another run: it says something else than the result, and is left out.");
        }
        cautions.forEach(caution -> html.element("p", "class=\"caution\"", caution));
    }

    private static @Nullable Boolean flag(JsonNode node) {
        return node.isBoolean() ? node.booleanValue() : null;
    }

    private void writeVerdicts() {
        List<JsonNode> verdicts = Values.items(document, "verdict");
        if (verdicts.isEmpty()) {
            return;
        }
        html.raw("<ul class=\"verdict\">\n");
        for (int i = 0; i < verdicts.size(); i++) {
            html.element("li", Values.text(verdicts.get(i), "text") + (i == 0 ? "" : interval(verdicts.get(i))));
        }
        html.raw("</ul>\n");
    }

    private static String interval(JsonNode verdict) {
        Double low = Values.number(verdict, "ciLow");
        Double high = Values.number(verdict, "ciHigh");
        return low == null || high == null
                ? ""
                : " (95 % interval " + Figures.ratio(low) + " to " + Figures.ratio(high) + "x)";
    }

    /** Everything else, mode after mode. */
    void writeDetails(int level) {
        String heading = "h" + level;
        for (ModeTrials mode : reported.modes()) {
            html.element(heading, "Mode " + mode.name());
            writeMode(mode);
        }
        html.element(heading, "What was asked");
        writeQuestion();
        html.element(heading, "Can it be believed?");
        writeQualification();
        html.element(heading, "Machine and tool");
        writeMachine();
    }

    private void writeMode(ModeTrials mode) {
        JsonNode trial = mode.shown().trial().tree();
        plots.add(html, TimePlot.of(mode, document.path("scenario")));
        plots.add(html, LoadPlots.queues(mode));
        Shown cores = LoadPlots.cores(mode);
        plots.add(html, cores);
        plots.add(html, LoadPlots.busy(mode));
        if (!mode.shown().log().total().isEmpty() && mode.shown().log().queues().isEmpty()) {
            html.element("p", "class=\"note\"", "The log has no intervals by queue, so there is no load over time.");
        }
        html.element("p", "class=\"note\"", "Tables of " + mode.shownText() + ".");
        TrialTables tables = new TrialTables(trial);
        Stream.of(tables.frames(), tables.vms(), tables.queues(), tables.latencies(), tables.sizes(), tables.events())
                .filter(table -> !table.isEmpty()).forEach(table -> table.writeTo(html));
        PageTable moves = tables.moves();
        if (!moves.isEmpty()) {
            html.raw("<details>\n").element("summary", moves.rows() + " moves");
            moves.writeTo(html);
            html.raw("</details>\n");
        }
    }

    private void writeQuestion() {
        html.element("p",
                "The scenario with nothing left to defaults; as a file, scenario.yaml, it gives this result again"
                        + (isVirtual() ? "." : ", as far as a live clock can."));
        html.raw("<pre><code>").text(Question.yaml(document.path("scenario"))).raw("</code></pre>\n");
        html.raw("<pre><code>").text(Question.command(reported.modes().stream().map(ModeTrials::mode).toList()))
                .raw("</code></pre>\n");
    }

    private boolean isVirtual() {
        return reported.result().trials().stream().allMatch(trial -> trial.clock().equals("virtual"));
    }

    private void writeQualification() {
        boolean valid = reported.result().trials().stream().allMatch(StoredTrial::valid);
        html.element("p", valid
                ? "Every trial is valid: the load was the one asked for, and nothing stood in the way."
                : "Some trials are INVALID; the reasons are at the top of the page.");
        PageTable trials = TrialTables.trials();
        reported.result().trials().forEach(trial -> TrialTables.addTo(trials, trial));
        trials.writeTo(html);
        JsonNode limits = reported.result().trials().getFirst().tree().path("qualification").path("thresholds");
        if (!isVirtual() && limits.isObject()) {
            html.element("p", "class=\"note\"", "A live trial is INVALID if frames could not be handed over within "
                    + Reasons.ms(Values.numberOrZero(limits, "maxLateNs"))
                    + " of their time (unsent), one in a hundred was handed over more than "
                    + Reasons.ms(Values.numberOrZero(limits, "maxLateP99Ns"))
                    + " late (source-late), a loop stood still for more than "
                    + Reasons.ms(Values.numberOrZero(limits, "maxGapNs"))
                    + " (host-stall), the emulated cores could not follow (transport-full), or there were fewer than "
                    + Values.text(limits, "minFrames") + " frames (too-short).");
        }
    }

    private void writeMachine() {
        PageTable table = new PageTable("Machine, tool, and frames").words("").prose("");
        Map<String, JsonNode> members = new TreeMap<>();
        document.path("machine").properties().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        members.forEach((name, value) -> table.row(name, machineText(name, value)));
        table.row("vmq",
                Values.text(document, "tool", "version") + " (commit " + Values.text(document, "tool", "commit")
                        + ")");
        table.row("result", reported.name());
        table.row("digests of the frames", reported.result().trials().stream().map(StoredTrial::digest).distinct()
                .collect(Collectors.joining(" ")));
        table.writeTo(html);
    }

    private static String machineText(String name, JsonNode value) {
        if (value.isArray()) {
            return Values.items(value).stream().map(Values::text).collect(Collectors.joining(" "));
        }
        if (name.endsWith("Bytes") && value.isNumber()) {
            return String.format(Locale.ROOT, "%.0f MiB", value.doubleValue() / (1 << 20));
        }
        return Values.text(value) + (name.endsWith("Ns") ? " ns" : "");
    }
}
