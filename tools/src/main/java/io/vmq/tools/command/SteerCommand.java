package io.vmq.tools.command;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.NicQueues;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.steer.Answer;
import io.vmq.tools.steer.Desk;
import io.vmq.tools.steer.InputText;
import io.vmq.tools.steer.MacReader;
import io.vmq.tools.steer.Predictor;
import io.vmq.tools.steer.RowFormat;
import io.vmq.tools.steer.RssTableReader;
import io.vmq.tools.steer.SteerDesk;
import io.vmq.tools.steer.SteerNic;
import io.vmq.tools.steer.TableDesk;
import io.vmq.tools.steer.TupleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumMap;
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

    @Option(names = "--queues", paramLabel = "N",
            description = "Queues over which RSS spreads, or that carry filters beside default queue 0; default 8")
    private @Nullable String queues;

    @Option(names = "--queues-per-vm", paramLabel = "N",
            description = "With --mode vmmq: queues of each VM, behind its filter; default 8")
    private @Nullable String queuesPerVm;

    @Option(names = "--vms", paramLabel = "N",
            description = "With --macs: virtual machines behind the NIC; default 8")
    private @Nullable String vms;

    @Option(names = "--first-mac", paramLabel = "MAC",
            description = "With --macs: address of vm1, the others follow; default 00:15:5d:00:00:01")
    private @Nullable String firstMac;

    @Option(names = "--scenario", paramLabel = "SCENARIO",
            description = "A shipped scenario or a file: its NIC and, with --macs, its VMs")
    private @Nullable String scenario;

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
        return new SteerDesk(provider, rss(), nic(asked), rows);
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
        Map<String, @Nullable String> others = new LinkedHashMap<>();
        others.put("--mode", mode.equals("rss") ? null : mode);
        others.put("--table", table);
        others.put("--queues", queues);
        others.put("--queues-per-vm", queuesPerVm);
        others.put("--vms", vms);
        others.put("--first-mac", firstMac);
        others.put("--scenario", scenario);
        others.forEach((name, value) -> {
            if (value != null) {
                throw new BadInputException(name + ": '" + value
                        + "' disagrees with --rss-table, whose NIC does RSS with a table and queues of its own "
                        + "(expected one of the two)");
            }
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

    private SteerNic nic(Input asked) {
        refuseVmsWithout(asked.macs, "--vms", vms);
        refuseVmsWithout(asked.macs, "--first-mac", firstMac);
        if (scenario != null) {
            return nicOf(scenario, asked);
        }
        SteerNic nic = SteerNic.withQueues(new NicQueues(
                count("--queues", queues == null ? Setting.QUEUES.defaultText().orElseThrow() : queues,
                        SteerNic.MAX_QUEUES),
                count("--queues-per-vm", queuesPerVm == null ? "8" : queuesPerVm, SteerNic.MAX_QUEUES_PER_VM)));
        if (asked.macs == null) {
            return nic;
        }
        int count = count("--vms", vms == null ? Setting.VMS.defaultText().orElseThrow() : vms, SteerNic.MAX_VMS);
        MacAddress first = firstMac == null ? SteerNic.FIRST_MAC : option("--first-mac", firstMac, MacAddress::parse);
        return option("--first-mac", first.toString(), _ -> nic.withVms(count, first));
    }

    private static void refuseVmsWithout(@Nullable String macs, String name, @Nullable String value) {
        if (macs == null && value != null) {
            throw new BadInputException(
                    name + ": '" + value + "' says nothing without --macs (tuples need no VMs, and a "
                            + "capture brings its own)");
        }
    }

    private SteerNic nicOf(String name, Input asked) {
        if (firstMac != null) {
            throw new BadInputException(
                    "--first-mac: '" + firstMac + "' disagrees with --scenario, which brings its VMs "
                            + "(expected one of the two)");
        }
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        if (queues != null) {
            settings.put(Setting.QUEUES, queues);
        }
        if (queuesPerVm != null) {
            settings.put(Setting.QUEUES_PER_VM, queuesPerVm);
        }
        if (vms != null) {
            settings.put(Setting.VMS, vms);
        }
        Scenario scenario = ScenarioReader.read(ScenarioSource.open(name), settings, TrialDefaults.ONE);
        if (scenario.nics().size() > 1) {
            throw new BadInputException("--scenario: '" + name + "' has " + scenario.nics().size()
                    + " NICs (expected one, whose queues can be told from a frame's bytes alone)");
        }
        SteerNic nic = SteerNic.of(scenario);
        if (asked.macs != null && nic.vms().isEmpty()) {
            throw new BadInputException(
                    "--scenario: '" + name + "' takes its VMs from a capture, so that there are none for "
                            + "--macs (expected a scenario with vms, or --pcap)");
        }
        return nic;
    }

    private static int count(String name, String text, int max) {
        int value = WHOLE.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (value < 1 || value > max) {
            throw new BadInputException(
                    name + ": '" + text + "' is not possible (expected a whole number from 1 to " + max + ")");
        }
        return value;
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
