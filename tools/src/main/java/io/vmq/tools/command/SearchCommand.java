package io.vmq.tools.command;

import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.experiment.CpuPlan;
import io.vmq.tools.report.SearchDocument;
import io.vmq.tools.report.SearchFolder;
import io.vmq.tools.report.SearchTable;
import io.vmq.tools.report.TerminalProgress;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.search.ExperimentMeasurer;
import io.vmq.tools.search.Measurer;
import io.vmq.tools.search.Search;
import io.vmq.tools.search.SearchPlan;
import io.vmq.tools.search.SearchResult;
import io.vmq.tools.search.SearchWatcher;
import java.io.IOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vmq search}: the highest load of each mode within a loss limit and, if asked, a latency limit. */
@Command(name = "search", description = "Find the highest load of each mode within a limit of loss or latency",
        sortOptions = false, mixinStandardHelpOptions = true)
final class SearchCommand extends TrialsCommand {

    /** Stands for the rate that is searched, while the scenario is read. */
    private static final String ANY_RATE = "0.001";

    @Option(names = "--max-load", paramLabel = "RATE",
            description = "Largest load to try, as a rate; default all that the link carries")
    private @Nullable String maxLoad;

    @Option(names = "--duration-sum", paramLabel = "TIME",
            description = "Live: trials at a load go on for up to this long (Goal Duration Sum; default 21s)")
    private @Nullable String durationSum;

    @Option(names = "--initial-duration", paramLabel = "TIME",
            description = "Live: shorter trials far from the bounds (Goal Initial Trial Duration; default --duration)")
    private @Nullable String initialDuration;

    @Mixin
    private GoalOptions goals = new GoalOptions();

    @Option(names = "--out", paramLabel = "DIR",
            description = "Write search.json, trials.csv and scenario.yaml to this folder")
    private @Nullable Path out;

    @Override
    Set<Setting> withoutUse() {
        return EnumSet.of(Setting.RATE, Setting.PCAP, Setting.PCAP_SPEED, Setting.LOOP, Setting.MAX_GAP,
                Setting.NIC);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        SearchPlan plan = SearchPlan.of(scenario(), goals.goals(), new SearchPlan.Choices(Optional.ofNullable(maxLoad),
                time("--duration-sum", durationSum), time("--initial-duration", initialDuration)));
        CpuPlan cpus = cpus(plan.scenario());
        try (Interruption interruption = Interruption.watch()) {
            Measurer measurer = new ExperimentMeasurer(plan, modes(), cpus, interruption.signal());
            SearchFolder folder = open(plan.scenario());
            SearchResult result = run(watcher -> new Search(plan, measurer, interruption.signal(), watcher));
            if (folder != null) {
                folder.write(result);
            }
            StandardOutput.print(command(), printsJson() ? SearchDocument.text(result) : SearchTable.text(result));
            return exitCode(result);
        }
    }

    private @Nullable SearchFolder open(Scenario scenario) {
        if (out == null) {
            return null;
        }
        SearchFolder folder = SearchFolder.open(out, scenario);
        noteIfReplaced(folder.replaces(), out);
        return folder;
    }

    private Scenario scenario() {
        Map<Setting, String> settings = settings();
        refuse(settings.containsKey(Setting.RATE),
                "--rate: is what a search looks for (expected without it, or --max-load for an upper end)");
        ScenarioSource source = source();
        boolean captured = settings.containsKey(Setting.PCAP) || source.hasCapture();
        refuse(captured, (settings.containsKey(Setting.PCAP) ? "--pcap" : source.name() + ": traffic.capture")
                + ": a capture cannot be searched (expected emulated traffic, whose frames are the same at every rate)");
        refuse(settings.containsKey(Setting.NIC),
                "--nic: what arrives at a real NIC has no rate that could be searched (expected emulated traffic)");
        settings.put(Setting.RATE, ANY_RATE);
        return ScenarioReader.read(source, settings, TrialDefaults.ONE);
    }

    private static Optional<TimeSpan> time(String option, @Nullable String text) {
        return Optional.ofNullable(text).map(given -> read(option, given, TimeSpan::parse));
    }

    /** The value of an option. */
    static <T> T read(String option, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(option, e);
        }
    }

    private SearchResult run(Function<SearchWatcher, Search> search) throws InterruptedException {
        if (!showsProgress()) {
            return search.apply(SearchWatcher.NONE).run();
        }
        try (TerminalProgress progress = TerminalProgress.withTimeLeft()) {
            return search.apply(progress).run();
        }
    }

    private static int exitCode(SearchResult result) {
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return result.hostLimited() ? ExitCode.INVALID : ExitCode.OK;
    }
}
