package io.vmq.tools.command;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.nic.port.FrameSender;
import io.vmq.tools.report.SendDocument;
import io.vmq.tools.report.SendTable;
import io.vmq.tools.report.TerminalProgress;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.send.CaptureFile;
import io.vmq.tools.send.FileSend;
import io.vmq.tools.send.LiveSend;
import io.vmq.tools.send.QueueLabels;
import io.vmq.tools.send.SendPlan;
import io.vmq.tools.send.SendResult;
import io.vmq.tools.send.SendTarget;
import io.vmq.tools.send.SendWatcher;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vmq send}: the emulator's traffic out of an interface, through a tunnel, or into a capture file. */
@Command(name = "send", description = "Send the traffic of a scenario, and say what was really sent",
        sortOptions = false,
        mixinStandardHelpOptions = true,
        footer = {"", "Example: vmq send --to veth1 --rate 10kpps --frame-size 128 --protocol udp --duration 2s",
            "Frames that can carry it say which frame of which flow they are, so that vmq run --nic IFACE with the same "
                    + "scenario tells loss and order."})
final class SendCommand extends TrialsCommand {

    /** Frames are sent from the first moment on. */
    private static final String NO_WARMUP = "0";

    /** What is about serving frames, and not about sending them. */
    private static final Set<Setting> OF_RECEIVERS = EnumSet.of(Setting.CLOCK, Setting.CORE_MODE, Setting.CPUS,
            Setting.WARMUP, Setting.TRIALS, Setting.RING, Setting.WHEN_FULL, Setting.NIC, Setting.MODERATION,
            Setting.VRSS_HOP, Setting.VRSS_PROCESSORS, Setting.CORES, Setting.SERVICE, Setting.BALANCE,
            Setting.BALANCE_INTERVAL, Setting.BALANCE_UPPER, Setting.BALANCE_LOWER, Setting.BALANCE_BARRIER,
            Setting.PCAP, Setting.PCAP_SPEED, Setting.LOOP, Setting.MAX_GAP, Setting.DETAIL, Setting.FAULT);

    @ArgGroup(multiplicity = "1")
    private @Nullable Destination destination;

    @Option(names = "--vni", paramLabel = "N",
            description = "With --vxlan: the network's number, 0 to 16777215; default 1")
    private @Nullable String vni;

    @Option(names = "--no-tags", description = "Leave the payload of zeros, and no note of flow and sequence in it")
    private boolean noTags;

    @Option(names = "--yes-this-interface",
            description = "With --to: send even where this machine's default route leads")
    private boolean evenOnDefaultRoute;

    /** Where to: exactly one of these. */
    private static final class Destination {

        @Option(names = "--to", paramLabel = "IFACE", description = "Out of this network interface (needs CAP_NET_RAW)")
        private @Nullable String to;

        @Option(names = "--out", paramLabel = "FILE", description = "Into a capture file, FILE.pcapng or FILE.pcap, "
                + "without a clock; with --mode a pcapng file says to which queue the mode steers each frame")
        private @Nullable Path out;

        @Option(names = "--vxlan", paramLabel = "HOST[:PORT]",
                description = "In UDP datagrams (VXLAN, RFC 7348) to this peer; default port 4789")
        private @Nullable String vxlan;
    }

    @Override
    Set<Setting> withoutUse() {
        return OF_RECEIVERS;
    }

    @Override
    public Integer call() throws IOException {
        Destination to = Objects.requireNonNull(destination);
        Map<Setting, String> given = settings();
        checkOptions(to, given);
        SendPlan plan = SendPlan.of(scenario(given), !noTags);
        try (Interruption interruption = Interruption.watch()) {
            SendResult result = to.out != null ? write(plan, to.out, given.get(Setting.MODES), interruption)
                    : send(plan, to, interruption);
            StandardOutput.print(command(), printsJson() ? SendDocument.text(result) : SendTable.text(result));
            return exitCode(result);
        }
    }

    private void checkOptions(Destination to, Map<Setting, String> given) {
        for (Setting setting : given.keySet()) {
            refuse(OF_RECEIVERS.contains(setting), setting.option()
                    + ": says nothing about what is sent (expected options of the traffic, such as --rate or --vms)");
        }
        refuse(vni != null && to.vxlan == null, "--vni: says nothing without --vxlan");
        refuse(evenOnDefaultRoute && to.to == null, "--yes-this-interface: says nothing without --to");
        String mode = given.get(Setting.MODES);
        if (mode != null) {
            refuse(to.out == null,
                    "--mode: says nothing without --out FILE.pcapng, since what is sent has no queue yet");
            refuse(mode.contains(","), "--mode: '" + mode + "' names several modes (expected one)");
        }
        if (to.out != null) {
            boolean labels = CaptureFile.knowsQueues(to.out);
            refuse(mode != null && !labels,
                    "--mode: a pcap file has no place for the queue of a frame (expected --out FILE.pcapng)");
        }
    }

    private Scenario scenario(Map<Setting, String> given) {
        given.put(Setting.WARMUP, NO_WARMUP);
        return ScenarioReader.read(source(), given, TrialDefaults.ONE);
    }

    private SendResult write(SendPlan plan, Path file, @Nullable String mode, Interruption interruption) {
        QueueLabels labels = mode == null ? QueueLabels.none() : QueueLabels.of(SearchCommand.read("--mode", mode,
                modes()::byName), plan.scenario());
        if (Files.exists(file)) {
            note("--out: the file '" + file + "' is replaced");
        }
        FileSend sending = new FileSend(plan, interruption.signal());
        SendTarget target = new SendTarget(SendTarget.Kind.FILE, file.toString());
        try (CaptureFile capture = CaptureFile.create(file, plan.scenario().nic().name())) {
            return watched(watcher -> sending.run(target, capture, labels, watcher));
        } catch (IOException e) {
            throw new BadInputException("--out: '" + file + "' cannot be written (" + FileRefusal.reason(e) + ")");
        }
    }

    private SendResult send(SendPlan plan, Destination to, Interruption interruption) throws IOException {
        SenderOpening opening = to.to != null ? SenderOpening.ofInterface(to.to, evenOnDefaultRoute)
                : SenderOpening.ofPeer(Objects.requireNonNull(to.vxlan), vni);
        LiveSend sending = new LiveSend(plan, NanoClock.SYSTEM, interruption.signal());
        try (FrameSender sender = opening.open()) {
            refuse(plan.mostMtuBytes() > sender.mtuBytes(), "--frame-size: frames with " + plan.mostMtuBytes()
                    + " bytes behind the Ethernet header do not fit the MTU " + sender.mtuBytes() + " of " + to.to
                    + " (expected smaller ones, or a larger MTU: ip link set " + to.to + " mtu " + plan.mostMtuBytes()
                    + ")");
            return watched(watcher -> sending.run(opening.target(), sender, watcher));
        }
    }

    /** Something that sends and may be watched. */
    private interface Sending {
        SendResult run(SendWatcher watcher) throws IOException;
    }

    private SendResult watched(Sending sending) throws IOException {
        if (!showsProgress()) {
            return sending.run(SendWatcher.NONE);
        }
        try (TerminalProgress progress = TerminalProgress.withTimeLeft()) {
            return sending.run(progress);
        }
    }

    private static int exitCode(SendResult result) {
        if (result.interrupted()) {
            return ExitCode.INTERRUPTED;
        }
        return result.isComplete() ? ExitCode.OK : ExitCode.INVALID;
    }
}
