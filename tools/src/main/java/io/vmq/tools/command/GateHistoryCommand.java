package io.vmq.tools.command;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.gate.GateRules;
import io.vmq.tools.gate.history.ChangeFinder;
import io.vmq.tools.gate.history.FigureChoice;
import io.vmq.tools.gate.history.History;
import io.vmq.tools.gate.history.HistoryReader;
import io.vmq.tools.gate.history.HistoryResult;
import io.vmq.tools.gate.history.HistoryRules;
import io.vmq.tools.gate.history.Order;
import io.vmq.tools.report.HistoryDocument;
import io.vmq.tools.report.HistoryText;
import io.vmq.tools.report.OtavaCsv;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq gate history}: at which result of a series of them a figure moved. */
@Command(name = "history", description = "Find the results at which latency or throughput moved",
        sortOptions = false, mixinStandardHelpOptions = true,
        footer = {"", "Example:    vmq gate history nightly/ --last 5",
            "Each folder or file in DIR is a result; a CSV file with the columns time, commit and one a figure does too.",
            "Exit codes: 0 nothing got worse among the last results, 1 something did and did not come back, 2 bad usage or "
                    + "input, 3 too few results of a figure, or none among the last."})
final class GateHistoryCommand implements Callable<Integer> {

    private static final String MOST_LAST = "1000";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "Folder of results, or a CSV file")
    private String source = "";

    @Mixin
    private GateOptions options = new GateOptions();

    @Option(names = "--order", paramLabel = "name|time",
            description = "Order of the results: by name, or by the date that a name begins with, or else by the time of its "
                    + "file (default: name)")
    private @Nullable String order;

    @Option(names = "--last", paramLabel = "N",
            description = "How many of the newest results may hold no change for the worse (default: 10)")
    private @Nullable String last;

    @Option(names = "--skip-unreadable", description = "Leave out results that cannot be read, and say so")
    private boolean skipUnreadable;

    @Option(names = "--higher-is-better", paramLabel = "GLOB",
            description = "Columns of a CSV file, beside those that are called rate, that are better when higher; may be given "
                    + "several times")
    private List<String> higherIsBetter = new ArrayList<>();

    @Option(names = "--otava", paramLabel = "FILE", description = "Write the CSV file that Apache Otava reads, too")
    private @Nullable String otava;

    @Option(names = "--json", description = "Print one JSON document, schema vmq.history/1")
    private boolean json;

    @Override
    public Integer call() {
        HistoryRules rules = rules();
        HistoryReader reader = new HistoryReader(options.reader(), options::refuseDifferent, order(), skipUnreadable,
                new FigureChoice(options.choice(), higherIsBetter));
        History history = reader.read(source);
        if (otava != null) {
            write(otava, history);
        }
        HistoryResult result = ChangeFinder.find(history, rules);
        StandardOutput.print(command(),
                json ? HistoryDocument.text(result) : HistoryText.text(result, StandardTerminal.style(command())));
        return ExitCode.of(result.verdict());
    }

    private HistoryRules rules() {
        GateRules rules = options.rules();
        try {
            return new HistoryRules(rules.minEffect(), rules.alpha(),
                    last == null ? HistoryRules.DEFAULT.last() : (int) WholeNumber.of("--last", last, 1,
                            Long.parseLong(MOST_LAST)),
                    rules.seed());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--alpha", e);
        }
    }

    private Order order() {
        if (order == null) {
            return Order.NAME;
        }
        return Arrays.stream(Order.values()).filter(one -> one.name().toLowerCase(Locale.ROOT).equals(order))
                .findFirst()
                .orElseThrow(() -> new BadInputException("--order: " + Refusal.quoted(String.valueOf(order))
                        + " is not possible (expected name or time)"));
    }

    private void write(String name, History history) {
        try {
            Files.writeString(Path.of(name), OtavaCsv.text(history));
        } catch (InvalidPathException _) {
            throw new BadInputException(
                    "--otava: " + Refusal.quoted(name) + " cannot be the name of a file (expected one)");
        } catch (IOException e) {
            throw new BadInputException("--otava: '" + name + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
        int filled = OtavaCsv.filled(history);
        if (filled > 0) {
            command().getErr().println("vmq: --otava: " + filled
                    + " gaps hold the value of the result before, since Otava reads no empty cells");
            command().getErr().flush();
        }
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
