package io.vmq.tools.command;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.host.NicAttachment;
import io.vmq.nic.adapter.KernelAdapters;
import io.vmq.nic.backend.Backend;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.machine.Machine;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.port.PortException;
import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.Conformance;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.RecordingReader;
import io.vmq.tools.conformance.TooFewFramesException;
import io.vmq.tools.conformance.wire.RehearsalCable;
import io.vmq.tools.conformance.wire.WireCheck;
import io.vmq.tools.conformance.wire.WireEnds;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.report.ConformanceDocument;
import io.vmq.tools.report.ConformanceText;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.steer.InputText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code vmq nic check}: whether frames arrive at the queues that vmq predicts. */
@Command(name = "check",
        description = "Send known frames and compare the queues at which they arrive with the prediction",
        sortOptions = false, mixinStandardHelpOptions = true,
        footer = {"",
            "On a cable between two ports:  sudo ./vmq nic check eth1 --via eth2 --mode vmq --backend af-xdp",
            "Without hardware:              sudo ./vmq nic check --rehearsal --mode vmq --backend af-packet-fanout",
            "Exit codes: 0 conforms, 1 differs, 2 bad usage or input, 3 not validated. More in docs/lab.md."})
final class NicCheckCommand implements Callable<Integer> {

    private static final String BACKENDS = "af-packet, af-packet-fanout or af-xdp";
    private static final String PLACES = "expected IFACE with --via PEER, --rehearsal or --replay FILE";

    @Spec
    private @Nullable CommandSpec spec;

    @Parameters(index = "0..*", paramLabel = "[IFACE] [SCENARIO]", arity = "0..2",
            description = {"The interface to check; left out with --rehearsal",
                "With --mode vmq: a shipped scenario or a file, whose VMs and queues are taken"})
    private List<String> places = List.of();

    @Option(names = "--via", paramLabel = "PEER",
            description = "Interface of this machine at the other end of the cable, out of which frames are sent")
    private @Nullable String via;

    @Option(names = "--mode", paramLabel = "MODE", description = "vmq or rss")
    private @Nullable String mode;

    @Option(names = "--backend", paramLabel = "BACKEND",
            description = "How frames are received: " + BACKENDS)
    private @Nullable String backend;

    @Mixin
    private CheckedVms vms = new CheckedVms();

    @Option(names = "--seed", paramLabel = "N", description = "Seed of flows and addresses; default 1")
    private @Nullable String seed;

    @Option(names = "--frames", paramLabel = "N",
            description = "Frames to send; default 1000, or more if rules need them")
    private @Nullable String frames;

    @Option(names = "--json", description = "Print one JSON document, schema vmq.conformance/1")
    private boolean json;

    @Option(names = "--record", paramLabel = "FILE", description = "Keep what was seen, to judge it again")
    private @Nullable Path record;

    @Option(names = "--replay", paramLabel = "FILE",
            description = "Judge what --record kept; nothing is sent; - is standard input")
    private @Nullable String replay;

    @Option(names = "--rehearsal",
            description = "Check a veth pair in a network of its own, which touches no interface of this machine")
    private boolean rehearsal;

    @Option(names = "--yes-this-interface",
            description = "Also use interfaces that carry the default route, and disturb this machine's traffic")
    private boolean evenOnDefaultRoute;

    private final WireEnds ends;

    /** The command as a process has it. */
    NicCheckCommand() {
        this(RealEnds.INSTANCE);
    }

    /** The command with other ways to open interfaces. */
    NicCheckCommand(WireEnds ends) {
        this.ends = ends;
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (replay != null) {
            refuseBesideReplay();
            return report(RecordingReader.read(new InputText(replay).name(), read(replay)));
        }
        WireCheck check = check();
        if (!KernelAdapters.isPossible()) {
            command().getErr().println("vmq: interfaces can be checked on Linux only, not on "
                    + System.getProperty("os.name") + "; --replay works everywhere");
            command().getErr().flush();
            return ExitCode.INVALID;
        }
        if (record == null) {
            return report(run(check));
        }
        try (RecordingFile file = RecordingFile.open(record)) {
            Recording recording = run(check);
            int outcome = report(recording);
            file.keep(recording);
            return outcome;
        }
    }

    private void refuseBesideReplay() {
        String given = Stream.of(option("IFACE", !places.isEmpty()), option("--via", via != null),
                option("--mode", mode != null), option("--backend", backend != null), vms.given(),
                option("--seed", seed != null), option("--frames", frames != null),
                option("--rehearsal", rehearsal), option("--record", record != null),
                option("--yes-this-interface", evenOnDefaultRoute)).filter(name -> !name.isEmpty())
                .findFirst().orElse("");
        if (!given.isEmpty()) {
            throw new BadInputException("--replay: disagrees with " + given
                    + ", since the file says all of it (expected --replay FILE alone, or with --json)");
        }
    }

    private static String option(String name, boolean given) {
        return given ? name : "";
    }

    /** One byte more than allowed tells the reader that there is too much. */
    private static byte[] read(String argument) throws IOException {
        try (InputStream in = new InputText(argument).open(System.in)) {
            return in.readNBytes(RecordingReader.MAX_BYTES + 1);
        }
    }

    private WireCheck check() {
        refuseOtherPlaces();
        WireCheck.Mode asked = parsed("--mode", given("--mode", mode, "vmq or rss"), NicCheckCommand::mode);
        String name = rehearsal ? RehearsalCable.NEAR : places.getFirst();
        String peer = rehearsal ? RehearsalCable.FAR : Objects.requireNonNull(via);
        NicAddress nic = parsed("--backend", given("--backend", backend, BACKENDS), text -> nic(name, text));
        long drawn = seed == null ? 1 : WholeNumber.of("--seed", seed, 0, Long.MAX_VALUE);
        OptionalInt count = frames == null ? OptionalInt.empty()
                : OptionalInt.of(WholeNumber.of("--frames", frames, 1, Check.MAX_FRAMES));
        if (asked == WireCheck.Mode.RSS) {
            refuseVms();
            return new WireCheck(nic, peer, asked, List.of(), 1, drawn, count, evenOnDefaultRoute);
        }
        NicAttachment attached = vms.attach(scenario());
        return new WireCheck(nic, peer, asked, attached.filters(), attached.queueCount(), drawn, count,
                evenOnDefaultRoute);
    }

    private void refuseOtherPlaces() {
        if (rehearsal && via != null) {
            throw new BadInputException("--via: '" + via + "' says nothing with --rehearsal, which makes both ends");
        }
        if (!rehearsal && places.isEmpty()) {
            throw new BadInputException("nic check: nothing to check (" + PLACES + ")");
        }
        if (!rehearsal && via == null) {
            throw new BadInputException("--via: is missing (expected the interface of this machine at the other end of "
                    + "the cable)");
        }
        if (!rehearsal && places.getFirst().equals(via)) {
            throw new BadInputException("--via: '" + via + "' is the interface itself (expected the one at the other "
                    + "end of the cable)");
        }
        if (rehearsal && places.size() > 1) {
            throw new BadInputException("nic check: '" + places.getFirst()
                    + "' says nothing with --rehearsal, which makes an interface (expected a scenario at most)");
        }
    }

    private static String given(String name, @Nullable String value, String expected) {
        if (value == null) {
            throw new BadInputException(name + ": is missing (expected " + expected + ")");
        }
        return value;
    }

    private static WireCheck.Mode mode(String text) {
        return Arrays.stream(WireCheck.Mode.values())
                .filter(each -> each.name().toLowerCase(Locale.ROOT).equals(text)).findFirst()
                .orElseThrow(() -> Refusal.impossible(text, "vmq or rss"));
    }

    private static NicAddress nic(String name, String text) {
        Backend named = Arrays.stream(Backend.values())
                .filter(each -> each.label().equals(text) && each != Backend.VXLAN).findFirst()
                .orElseThrow(() -> Refusal.impossible(text, BACKENDS));
        return NicAddress.parse(name + ":" + named.label());
    }

    private @Nullable String scenario() {
        int index = rehearsal ? 0 : 1;
        return places.size() > index ? places.get(index) : null;
    }

    private void refuseVms() {
        String said = scenario() != null ? "a scenario" : vms.given();
        if (!said.isEmpty()) {
            throw new BadInputException("--mode rss: has no use for " + said
                    + ", since the NIC says how it spreads frames (expected neither VMs nor queues)");
        }
    }

    private static <T> T parsed(String name, String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of(name, e);
        }
    }

    private Recording run(WireCheck check) throws InterruptedException {
        try {
            return rehearsal ? RehearsalCable.run(check, ends) : check.run(ends);
        } catch (PortException e) {
            throw new BadInputException(String.valueOf(e.getMessage()));
        } catch (TooFewFramesException e) {
            throw BadInputException.of("--frames", e);
        }
    }

    private int report(Recording recording) {
        Conformance conformance = Conformance.of(recording);
        StandardOutput.print(command(), json
                ? ConformanceDocument.text(recording.check(), conformance, Tool.current(),
                        Machine.current(NanoClock.SYSTEM))
                : ConformanceText.text(recording.check(), conformance));
        return switch (conformance.outcome()) {
            case CONFORMS -> ExitCode.OK;
            case DIFFERS -> ExitCode.FALSE;
            case NOT_VALIDATED -> ExitCode.INVALID;
        };
    }

    private CommandLine command() {
        return Objects.requireNonNull(spec).commandLine();
    }
}
