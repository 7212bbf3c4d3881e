package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.ThreadPinning;
import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.packet.PacketSender;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.vxlan.VxlanSender;
import io.vmq.tools.conformance.wire.Cables;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.ScenarioReader;
import io.vmq.tools.scenario.ScenarioSource;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.scenario.TrialDefaults;
import io.vmq.tools.send.LiveSend;
import io.vmq.tools.send.SendPlan;
import io.vmq.tools.send.SendTarget;
import io.vmq.tools.send.SendWatcher;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Trials whose frames another thread sends through a cable of a private network, or through tunnels on loopback. Whatever the
 * machine that runs the tests loses on the way is counted, so only sums, places and order are certain.
 */
class RealNicTest {

    private static final String NEAR = "near0";
    private static final String FAR = "far0";
    private static final Map<Setting, String> TRAFFIC = Map.of(Setting.RATE, "20kpps", Setting.FRAME_SIZE, "200",
            Setting.PROTOCOL, "udp", Setting.FLOWS_PER_VM, "4");

    /** What is sent, and from where, until it is told to stop. */
    @FunctionalInterface
    private interface Sending {
        FrameSender open() throws Exception;
    }

    private static Scenario scenario(Map<Setting, String> more) {
        Map<Setting, String> settings = new EnumMap<>(TRAFFIC);
        settings.putAll(more);
        return ScenarioReader.read(ScenarioSource.open("uniform-10gbe"), settings, TrialDefaults.ONE);
    }

    private static ExperimentResult run(String nic, String modes) throws InterruptedException {
        return run(nic, modes, "300ms", ExperimentWatcher.NONE);
    }

    private static ExperimentResult run(String nic, String modes, String duration, ExperimentWatcher watcher)
            throws InterruptedException {
        Scenario scenario = scenario(Map.of(Setting.NIC, nic, Setting.MODES, modes, Setting.DURATION, duration,
                Setting.WARMUP, "100ms", Setting.SERVICE, "500ns", Setting.RING, "65536"));
        CpuPlan cpus = CpuPlan.choose(scenario, List.of(0), ThreadPinning.NONE);
        try (Experiment experiment = new Experiment(scenario, SteeringModes.load(), cpus, new StopSignal())) {
            return experiment.run(watcher, IntervalSinks.NONE);
        }
    }

    private static int freePort() throws SocketException {
        try (DatagramSocket socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Runs while a thread sends the same scenario. */
    private static <T> T whileSending(Sending sending, Callable<T> work) throws Exception {
        StopSignal enough = new StopSignal();
        SendPlan plan = SendPlan.of(scenario(Map.of(Setting.DURATION, "120s", Setting.WARMUP, "0")), true);
        FutureTask<Void> sends = new FutureTask<>(() -> {
            try (FrameSender sender = sending.open()) {
                new LiveSend(plan, NanoClock.SYSTEM, enough).run(new SendTarget(SendTarget.Kind.INTERFACE, FAR), sender,
                        SendWatcher.NONE);
            }
            return null;
        });
        Thread.ofPlatform().start(sends);
        try {
            return work.call();
        } finally {
            enough.raise();
            sends.get();
        }
    }

    /** Works on a platform thread in a network of its own. */
    private static <T> T overACable(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            try (PrivateLink cable = PrivateLink.open(NEAR, FAR, 1)) {
                assertThat(cable.near()).isEqualTo(NEAR);
                return work.call();
            }
        });
        Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static TrialResult trial(ExperimentResult result) {
        return result.trials().getFirst();
    }

    private static void assertEveryFrameIsAccountedFor(TrialResult trial) {
        assertThat(trial.frames().generated()).isPositive();
        assertThat(trial.frames().delivered() + trial.frames().dropped().total())
                .isEqualTo(trial.frames().generated());
        assertThat(trial.frames().reordered()).isZero();
        assertThat(trial.latency()).isNotNull();
        assertThat(trial.rate().intendedPps()).isNull();
        assertThat(trial.frames().delivered()).isPositive();
        VmReport host = trial.vms().getLast();
        assertThat(host.generated()).as("of the host only what nobody saw")
                .isEqualTo(trial.frames().dropped().of(DropReason.NIC_FULL));
    }

    @ParameterizedTest
    @CsvSource({"af-packet, single", "af-packet, rss", "af-packet, vmq", "af-packet, vmmq", "af-packet-fanout, vmq",
        "af-packet-fanout, rss"})
    void shouldDispatchWhatArrives(String backend, String mode) throws Exception {
        Cables.assumePossible();
        TrialResult trial = trial(overACable(() -> whileSending(() -> PacketSender.open(FAR, false),
                () -> run(NEAR + ":" + backend, mode))));

        assertEveryFrameIsAccountedFor(trial);
        if (mode.equals("vmq")) {
            assertEachVmHasItsQueue(trial);
        }
    }

    @ParameterizedTest
    @CsvSource({"af-xdp, vmq", "af-xdp, rss"})
    void shouldDispatchWhatAProgramInTheKernelHandsOver(String backend, String mode) throws Exception {
        Cables.assumeXdpPossible();
        TrialResult trial = trial(overACable(() -> whileSending(() -> PacketSender.open(FAR, false),
                () -> run(NEAR + ":" + backend, mode))));

        assertEveryFrameIsAccountedFor(trial);
        if (mode.equals("vmq")) {
            assertEachVmHasItsQueue(trial);
        }
    }

    private static void assertEachVmHasItsQueue(TrialResult trial) {
        for (VmReport vm : trial.vms()) {
            long received = trial.queues().stream().filter(queue -> vm.name().equals(queue.vm()))
                    .mapToLong(QueueReport::received).sum();
            assertThat(received).as(vm.name())
                    .isEqualTo(vm.generated() - vm.dropped().of(DropReason.NIC_FULL));
        }
    }

    @Test
    void shouldDispatchFramesOfTunnels() throws Exception {
        InetSocketAddress end = new InetSocketAddress(InetAddress.getLoopbackAddress(), freePort());
        TrialResult trial = trial(whileSending(() -> VxlanSender.open(end, 1),
                () -> run("127.0.0.1:" + end.getPort() + ":vxlan", "vmq")));

        assertEveryFrameIsAccountedFor(trial);
        assertEachVmHasItsQueue(trial);
    }

    @Test
    void shouldEndWithAnInterfaceThatGoesDown() throws Exception {
        Cables.assumePossible();
        ExperimentResult result = overACable(() -> whileSending(() -> PacketSender.open(FAR, false), () -> {
            try (Links links = Links.open()) {
                return run(NEAR, "vmq,single", "60s", (mode, trial, share) -> pullWhenMeasuring(links, share));
            }
        }));

        assertThat(result.trials()).as("the second mode has no NIC any more").hasSize(1);
        TrialResult trial = trial(result);
        assertThat(trial.partial()).isTrue();
        assertThat(trial.invalidReasons()).contains(InvalidReason.NIC_FAILED);
        assertThat(trial.events()).extracting(HostEvent::id).contains("nic-failed");
        assertThat(trial.frames().delivered() + trial.frames().dropped().total())
                .isEqualTo(trial.frames().generated());
        assertThat(result.valid()).isFalse();
        assertThat(result.interrupted()).isFalse();
    }

    @Test
    void shouldKeepWhatWasMeasuredBeforeTheInterfaceWentDown() throws Exception {
        Cables.assumePossible();
        ExperimentResult result = overACable(() -> whileSending(() -> PacketSender.open(FAR, false), () -> {
            try (Links links = Links.open()) {
                return run(NEAR, "vmq,single", "100ms", (mode, trial, share) -> {
                    if (mode.equals("single")) {
                        links.setDown(NEAR);
                    }
                });
            }
        }));

        assertThat(result.trials()).extracting(TrialResult::mode).containsExactly("vmq");
        assertThat(result.leftOut()).isOne();
        assertThat(result.valid()).isFalse();
    }

    /** A second of two times a minute. */
    private static void pullWhenMeasuring(Links links, double share) {
        if (share > 1.0 / 120) {
            links.setDown(NEAR);
        }
    }

    @Test
    void shouldRefuseAnInterfaceThatIsNotThere() throws Exception {
        Cables.assumePossible();

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> overACable(() -> run("nowhere0", "vmq")))
                .withMessageStartingWith("--nic: ").withMessageContaining("nowhere0");
    }
}
