package io.vmq.tools.command;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.nic.capture.CaptureVms;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.ShippedScenarios;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.steer.FramePrediction;
import io.vmq.tools.steer.FramePredictions;
import io.vmq.tools.steer.HeldText;
import io.vmq.tools.steer.InputText;
import io.vmq.tools.steer.MacPrediction;
import io.vmq.tools.steer.MacPredictions;
import io.vmq.tools.steer.MacReader;
import io.vmq.tools.steer.Predictor;
import io.vmq.tools.steer.RowFormat;
import io.vmq.tools.steer.RowWriter;
import io.vmq.tools.steer.SteerRow;
import io.vmq.tools.steer.TuplePrediction;
import io.vmq.tools.steer.TuplePredictions;
import io.vmq.tools.steer.TupleReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
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

    @Spec
    private @Nullable CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private @Nullable Input input;

    @Option(names = "--mode", paramLabel = "MODE", description = "single, rss, vmq or a plug-in's; default rss")
    private String mode = "rss";

    @Option(names = "--hash-types", paramLabel = "LIST",
            description = "RSS: ipv4, tcp-ipv4, udp-ipv4, ipv6, tcp-ipv6, udp-ipv6, ipv6-ex, tcp-ipv6-ex, udp-ipv6-ex, "
                    + "with commas between them; default all")
    private String hashTypes = "all";

    @Option(names = "--key", paramLabel = "KEY", description = "RSS: default, symmetric or 80 hex digits")
    private String key = "default";

    @Option(names = "--table", paramLabel = "N",
            description = "RSS: entries of the indirection table, a power of two; default 128")
    private String table = String.valueOf(RssSettings.DEFAULT_TABLE_ENTRIES);

    @Option(names = "--scenario", paramLabel = "SCENARIO",
            description = "A shipped scenario or a file, for its NIC's queues and (with --macs) its VMs; default "
                    + ShippedScenarios.DEFAULT)
    private String scenarioName = ShippedScenarios.DEFAULT;

    @Option(names = "--queues", paramLabel = "N",
            description = "Queues over which RSS spreads, or that carry filters beside default queue 0; default 8")
    private @Nullable String queues;

    @Option(names = "--vms", paramLabel = "N", description = "With --macs: virtual machines; default 8")
    private @Nullable String vms;

    @Option(names = "--format", paramLabel = "FORMAT", description = "csv or json; default csv")
    private String format = "csv";

    @Option(names = "--plugins", paramLabel = "DIR", description = "Add the steering modes of the jars in this folder")
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

        @Option(names = "--macs", paramLabel = "FILE|-", description = "Lines mac[,vlan]; - is standard input")
        private @Nullable String macs;

        @Option(names = "--pcap", paramLabel = "FILE",
                description = "The frames of a capture, pcap or pcapng; its MACs are the VMs")
        private @Nullable String pcap;
    }

    @Override
    public Integer call() throws IOException {
        Input asked = Objects.requireNonNull(input);
        RowFormat rows = option("--format", format, RowFormat::parse);
        SteeringProvider provider = option("--mode", mode, PluginFolder.modes(plugins)::byName);
        Predictor.refuseStateful(provider);
        RssSettings rss = rssSettings();
        Scenario scenario = scenario(asked);
        HeldText answer = new HeldText();
        if (asked.tuples != null) {
            answerTuples(new InputText(asked.tuples), provider, rss, scenario, rows, answer);
        } else if (asked.macs != null) {
            answerMacs(new InputText(asked.macs), provider, rss, scenario, rows, answer);
        } else {
            answerCapture(Objects.requireNonNull(asked.pcap), provider, rss, scenario, rows, answer);
        }
        print(answer);
        return ExitCode.OK;
    }

    private static <T> T option(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw new BadInputException(name + ": " + e.getMessage());
        }
    }

    private RssSettings rssSettings() {
        HashTypes types = hashTypes.equals("all") ? HashTypes.ALL : option("--hash-types", hashTypes, HashTypes::parse);
        RssKey rssKey = option("--key", key, RssKey::parse);
        return option("--table", table, text -> new RssSettings(rssKey, types, entries(text)));
    }

    private static int entries(String text) {
        ...
    }
