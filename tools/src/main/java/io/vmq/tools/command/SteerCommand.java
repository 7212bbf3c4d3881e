package io.vmq.tools.command;

import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.steer.Answer;
import io.vmq.tools.steer.Desk;
import io.vmq.tools.steer.InputText;
import io.vmq.tools.steer.MacReader;
import io.vmq.tools.steer.Predictor;
import io.vmq.tools.steer.RowFormat;
import io.vmq.tools.steer.RssTableReader;
import io.vmq.tools.steer.SteerDesk;
import io.vmq.tools.steer.TableDesk;
import io.vmq.tools.steer.TupleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code vmq steer}: where frames go, and why. Nothing is printed unless all of the input can be answered. */
@Command(name = "steer", description = "Show where frames go, and why", sortOptions = false,
        mixinStandardHelpOptions = true)
public final class SteerCommand implements Callable<Integer> {

    private static final Pattern WHOLE = Pattern.compile("0|[1-9][0-9]{0,8}");

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable Input input;

    @Option(names = "--mode", paramLabel = "MODE",
            description = "single, rss, vmq, vmmq, vrss (the NIC's queue, not the core behind it) or a plug-in's; default rss")
    private String mode = "rss";

    @Option(names = "--hash-types", paramLabel = "LIST",
            description = "RSS: ipv4, tcp-ipv4, udp-ipv4, ipv6, tcp-ipv6, udp-ipv6, ipv6-ex, tcp-ipv6-ex, udp-ipv6-ex, "
                    + "with commas between them; default all")
    private String hashTypes = "all";

    @Option(names = "--key", paramLabel = "KEY",
            description = "RSS: default, symmetric or 80 hex digits; default default")
    private @Nullable String key;

    @Option(names = "--table", paramLabel = "N",
            description = "RSS: entries of the indirection table, a power of two; default 128")
    private @Nullable String table;

    @Option(names = "--rss-table", paramLabel = "FILE|-",
            description = "Ask a real NIC instead: what ethtool -x IFACE prints on Linux, or Get-NetAdapterRss NAME | "
                    + "Format-List on Windows, which needs --key too")
    private @Nullable String rssTable;

    @Mixin
    private NicOptions nic = new NicOptions();

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "csv or json; default csv")
    private String format = "csv";

    @Option(names = "--plugins", paramLabel = "DIR",
            description = "Add the steering modes of the jars in this folder")
    private @Nullable Path plugins;

    private final InputStream standardInput;
    private final PrintStream standardOutput;

    /** The command as a process has it. */
    public SteerCommand() {
        this(System.in, System.out);
    }

    /** The command with other streams in place of standard input and output. */
    public SteerCommand(InputStream standardInput, PrintStream standardOutput) {
        this.standardInput = standardInput;
        this.standardOutput = standardOutput;
    }

    /** What is asked about: exactly one of these. */
    private static final class Input {

        @Option(names = "--tuples", paramLabel = "FILE|-",
                description = "Lines src,dst,srcPort,dstPort[,tcp|udp|other]; - is standard input")
        private @Nullable String tuples;

        @Option(names = "--macs", paramLabel = "FILE|-",
                description = "Lines mac[,vlan]; - is standard input")
        private @Nullable String macs;

        @Option(names = "--pcap", paramLabel = "FILE",
                description = "The frames of a pcap or pcapng capture; their destination MACs are the VMs")
        private @Nullable Path pcap;

        boolean readsStandardInput() {
            return Stream.of(Optional.ofNullable(tuples), Optional.ofNullable(macs)).flatMap(Optional::stream)
                    .anyMatch(argument -> new InputText(argument).isStandardInput());
        }
    }

    @Override
    public Integer call() throws IOException {
        Input asked = Objects.requireNonNull(input);
        Answer answer = answer(asked, desk(asked));
        answer.rows().copyTo(standardOutput);
        standardOutput.flush();
        if (standardOutput.checkError()) {
            throw new BadInputException("standard output: closed or full before all rows were written");
        }
        PrintWriter notes = Objects.requireNonNull(spec).commandLine().getErr();
        answer.notes().forEach(note -> notes.println("vmq: " + note));
        notes.flush();
        return ExitCode.OK;
    }

    private Desk desk(Input asked) throws IOException {
        return rssTable == null ? modelled(asked) : real(rssTable, asked);
    }

    private SteerDesk modelled(Input asked) {
        RowFormat rows = option("--format", format, RowFormat::parse);
        SteeringProvider provider = option("--mode", mode, PluginFolder.modes(plugins)::byName);
        Predictor.refuseStateful(provider);
        return new SteerDesk(provider, rss(), nic.nic(asked.macs != null), rows);
    }

    private TableDesk real(String file, Input asked) throws IOException {
        RowFormat rows = option("--format", format, RowFormat::parse);
        refuseBesideTable();
        InputText text = new InputText(file);
        if (text.isStandardInput() && asked.readsStandardInput()) {
            throw new BadInputException("--rss-table: standard input is asked for twice (expected a file)");
        }
        try (InputStream in = text.open(standardInput)) {
            return new TableDesk(RssTableReader.read(text.name(), in, key == null ? null : key(key)), types(), rows);
        }
    }

    private void refuseBesideTable() {
        Map<String, String> others = new LinkedHashMap<>();
        if (!mode.equals("rss")) {
            others.put("--mode", mode);
        }
        if (table != null) {
            others.put("--table", table);
        }
        others.putAll(nic.given());
        others.forEach((name, value) -> {
            throw new BadInputException(name + ": '" + value
                    + "' disagrees with --rss-table, whose NIC does RSS with a table and queues of its own "
                    + "(expected one of the two)");
        });
    }

    private RssSettings rss() {
        return new RssSettings(key(key == null ? "default" : key), types(),
                option("--table", table == null ? "128" : table, SteerCommand::tableEntries));
    }

    private HashTypes types() {
        return hashTypes.equals("all") ? HashTypes.ALL : option("--hash-types", hashTypes, HashTypes::parse);
    }

    private static RssKey key(String text) {
        return option("--key", text, RssKey::parse);
    }

    private static int tableEntries(String text) {
        int entries = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (Integer.bitCount(entries) != 1 || entries > RssSettings.MAX_TABLE_ENTRIES) {
            throw new IllegalArgumentException("'" + text + "' is not possible (expected a power of two from 1 to "
                    + RssSettings.MAX_TABLE_ENTRIES + ")");
        }
        return entries;
    }

    private static <T> T option(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(name, e);
        }
    }

    private Answer answer(Input asked, Desk desk) throws IOException {
        if (asked.tuples != null) {
            InputText text = new InputText(asked.tuples);
            try (TupleReader flows = new TupleReader(text.name(), text.open(standardInput))) {
                return desk.tuples(flows);
            }
        }
        if (asked.macs != null) {
            InputText text = new InputText(asked.macs);
            try (MacReader macs = new MacReader(text.name(), text.open(standardInput))) {
                return desk.macs(macs);
            }
        }
        return desk.capture(Objects.requireNonNull(asked.pcap));
    }
}
