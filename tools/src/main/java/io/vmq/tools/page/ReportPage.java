package io.vmq.tools.page;

import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.archive.StoredResult;
import io.vmq.tools.report.Figures;
import io.vmq.tools.scenario.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A page about one result, or about several side by side: HTML that needs no other file, no network and, but for reading values out, no
 * script.
 */
public final class ReportPage {

    private final String html;
    private final List<Shown> plots;

    private ReportPage(String html, List<Shown> plots) {
        this.html = html;
        this.plots = List.copyOf(plots);
    }

    /**
     * Reads results and makes their page.
     *
     * @param places
     *            folders with {@code result.json}, or documents; at least one
     * @throws BadInputException
     *             if one of them cannot be read, is no result, has no trials, or is given twice
     */
    public static ReportPage read(List<Path> places) {
        List<StoredResult> results = places.stream().map(ResultReader::read).toList();
        results.forEach(ReportPage::refuseWithoutTrials);
        refuseTwice(results);
        List<String> names = ResultNames.of(results.stream().map(StoredResult::file).toList());
        boolean alone = results.size() == 1;
        return of(IntStream.range(0, results.size())
                .mapToObj(i -> ReportedResult.of(results.get(i), names.get(i), alone)).toList());
    }

    private static void refuseWithoutTrials(StoredResult result) {
        if (result.trials().isEmpty()) {
            throw new BadInputException(result.file() + ": trials: is empty (expected at least one trial)");
        }
    }

    private static void refuseTwice(List<StoredResult> results) {
        Set<Path> seen = new HashSet<>();
        for (StoredResult result : results) {
            if (!seen.add(real(result.file()))) {
                throw new BadInputException("'" + result.file() + "' is given twice (expected each result once)");
            }
        }
    }

    private static Path real(Path file) {
        try {
            return file.toRealPath();
        } catch (IOException e) {
            return file.toAbsolutePath().normalize();
        }
    }

    static ReportPage of(List<ReportedResult> results) {
        PagePlots plots = new PagePlots();
        HtmlText html = new HtmlText();
        String title = title(results);
        html.raw("<main>\n").element("h1", title);
        if (results.size() == 1) {
            ResultSection section = new ResultSection(results.getFirst(), plots, html);
            section.writeSummary();
            section.writeDetails(2);
        } else {
            writeSeveral(results, plots, html);
        }
        html.raw("</main>\n<footer>\n")
                .element("p", "Made by vmq report. Delivered is layer 2, frame check sequence counted; "
                        + "latency is completion less due time, for every frame; percentiles of several trials in tables are medians over them.")
                .raw("</footer>\n");
        return new ReportPage(PageShell.around(title, html.toString()), plots.plots());
    }

    private static String title(List<ReportedResult> results) {
        List<String> scenarios = results.stream().map(result -> Values.text(result.result().tree(), "scenario", "name"))
                .distinct().toList();
        String what = scenarios.size() == 1 ? scenarios.getFirst() : scenarios.size() + " scenarios";
        return "vmq: " + what + (results.size() == 1 ? "" : ", " + results.size() + " results");
    }

    private static void writeSeveral(List<ReportedResult> results, PagePlots plots, HtmlText html) {
        html.raw("<nav aria-label=\"results\">");
        for (int i = 0; i < results.size(); i++) {
            html.element("a", "href=\"#result" + (i + 1) + "\"", results.get(i).name());
        }
        html.raw("</nav>\n");
        long invalid = results.stream().filter(result -> !result.modes().stream().allMatch(ModeTrials::valid)).count();
        if (invalid > 0) {
            html.raw("<div class=\"invalid\" role=\"alert\">\n").element("strong", "INVALID").element("p",
                    invalid + " of " + results.size() + " results have trials that must not be believed; see there.")
                    .raw("</div>\n");
        }
        comparison(results).writeTo(html);
        plots.add(html, PercentilePlot.of("Latency by percentile, all results",
                results.stream().flatMap(result -> result.modes().stream()).toList()));
        PageTable differences = Differences.of(results);
        if (differences.isEmpty()) {
            html.element("p", "Scenario, machine and tool are the same in all of them.");
        } else {
            differences.writeTo(html);
        }
        for (int i = 0; i < results.size(); i++) {
            html.element("h2", "id=\"result" + (i + 1) + "\"", results.get(i).name());
            ResultSection section = new ResultSection(results.get(i), plots, html);
            section.writeSummary();
            section.writeDetails(3);
        }
    }

    private static PageTable comparison(List<ReportedResult> results) {
        PageTable table = new PageTable("Results side by side, medians over trials").words("result", "mode").figures(
                "delivered, Gb/s", "loss, %", "p50, us", "p99, us", "p99.9, us", "max, us", "trials").words("valid");
        for (ReportedResult result : results) {
            result.modes().forEach(mode -> table.row(row(result, mode)));
        }
        return table;
    }

    private static List<String> row(ReportedResult result, ModeTrials mode) {
        Double loss = Values.median(mode.trials(),
                logged -> Values.lossRatio(logged.trial().tree().path("frames"), "generated"));
        List<String> cells = new ArrayList<>(List.of(result.name(), mode.mode(),
                Figures.gbps(Objects.requireNonNullElse(mode.median("rate", "deliveredBps"), 0.0)),
                Figures.percent(Objects.requireNonNullElse(loss, 0.0))));
        List.of("p50", "p99", "p99.9", "max").forEach(key -> cells.add(us(mode.median("latencyNs", key))));
        cells.add(Figures.count(mode.trials().size()));
        cells.add(mode.valid() ? "yes" : PageTable.NO);
        return cells;
    }

    private static String us(@Nullable Double ns) {
        return ns == null ? Figures.NONE : Figures.us(ns);
    }

    /** The whole HTML document. */
    public String html() {
        return html;
    }

    /**
     * Writes the page.
     *
     * @throws IOException
     *             if the file cannot be written
     */
    public void write(Path file) throws IOException {
        Files.writeString(file, html);
    }

    /** The plots of the page, as files of their own. */
    public PlotFiles plotFiles() {
        return new PlotFiles(plots);
    }
}
