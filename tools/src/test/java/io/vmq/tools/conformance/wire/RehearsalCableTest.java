package io.vmq.tools.conformance.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.HashTypes;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.dispatch.steering.RssKey;
import io.vmq.nic.backend.Backend;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.backend.PortOpening;
import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.packet.PacketSender;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.Checks;
import io.vmq.tools.conformance.Conformance;
import io.vmq.tools.conformance.ConformanceRun;
import io.vmq.tools.conformance.Difference;
import io.vmq.tools.conformance.HashFunction;
import io.vmq.tools.conformance.InputTransform;
import io.vmq.tools.conformance.Outcome;
import io.vmq.tools.conformance.ProbeSet;
import io.vmq.tools.conformance.QueueMeaning;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.RecordingReader;
import io.vmq.tools.conformance.RssFacts;
import io.vmq.tools.conformance.Subject;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.report.RecordingDocument;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks over a cable in the kernel: what the kernel steers by our filters conforms, and tables that were altered do not. */
class RehearsalCableTest {

    private static final int QUEUES = 9;

    @BeforeAll
    static void needsCables() throws Exception {
        Cables.assumePossible();
    }

    /** The interfaces as they are, but with other filters than the check knows of. */
    private record Ends(List<ReceiveFilter> altered) implements WireEnds {

        @Override
        public Port port(NicAddress nic, SteeredBy steeredBy, int queues, List<ReceiveFilter> filters,
                List<MacAddress> macs, boolean evenOnDefaultRoute) throws PortException {
            Port port = PortOpening.open(nic, steeredBy, queues, filters, macs, evenOnDefaultRoute);
            port.setFilters(altered);
            return port;
        }

        @Override
        public Port queuesOfNic(NicAddress nic, List<MacAddress> macs, boolean evenOnDefaultRoute)
                throws PortException {
            return PortOpening.openQueuesOfNic(nic, macs, evenOnDefaultRoute);
        }

        @Override
        public FrameSender sender(String peer, boolean evenOnDefaultRoute) throws PortException {
            return PacketSender.open(peer, evenOnDefaultRoute);
        }
    }

    private static WireCheck check(Backend backend, WireCheck.Mode mode, int frames) {
        return new WireCheck(new NicAddress(RehearsalCable.NEAR, backend), RehearsalCable.FAR, mode,
                mode == WireCheck.Mode.VMQ ? Checks.filters() : List.of(), QUEUES, 5, OptionalInt.of(frames), false);
    }

    private static Recording run(Backend backend, List<ReceiveFilter> altered) throws Exception {
        if (backend == Backend.AF_XDP) {
            Cables.assumeProgramsPossible();
        }
        return RehearsalCable.run(check(backend, WireCheck.Mode.VMQ, 2_000), new Ends(altered));
    }

    @ParameterizedTest
    @EnumSource(names = {"AF_PACKET_FANOUT", "AF_XDP"})
    void shouldConformFrameByFrame(Backend backend) throws Exception {
        Recording recording = run(backend, Checks.filters());
        Conformance conformance = Conformance.of(recording);

        assertThat(conformance.reason()).isNull();
        assertThat(conformance.outcome()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformance.agree()).isEqualTo(2_000);
        assertThat(conformance.rules()).hasSize(13);
        assertThat(conformance.notes())
                .contains("vmq0 is made of software (veth): this shows how the kernel steers, and "
                        + "nothing of a NIC");
    }

    @ParameterizedTest
    @EnumSource(names = {"AF_PACKET_FANOUT", "AF_XDP"})
    void shouldNameWhatWasAlteredBehindItsBack(Backend backend) throws Exception {
        List<ReceiveFilter> altered = new ArrayList<>(Checks.filters());
        ReceiveFilter moved = altered.get(0);
        altered.set(0, new ReceiveFilter(moved.mac(), moved.vlan(), 6));
        ReceiveFilter removed = altered.remove(3);
        Conformance conformance = Conformance.of(run(backend, altered));

        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(conformance.missing()).isZero();
        assertThat(conformance.differences()).extracting(Difference::likely).allMatch(reason -> reason.matches(
                "the filter for " + moved.mac() + " points at queue 6 instead of queue 1 \\(explains (\\d+) of \\1\\)|"
                        + "the filter for " + removed.mac() + " and VLAN " + removed.vlan()
                        + " is missing \\(explains (\\d+) of \\2\\)"));
        assertThat(conformance.differences()).extracting(Difference::likely)
                .anyMatch(reason -> reason.contains("points at")).anyMatch(reason -> reason.contains("is missing"));
    }

    @Test
    void shouldJudgeARecordingOfAWireAsTheCheckItself() throws Exception {
        Recording recording = run(Backend.AF_PACKET_FANOUT, Checks.filters().subList(0, 5));
        String text = RecordingDocument.text(recording, new Tool("1", "abc"));
        Recording again = RecordingReader.read("seen.json", text.getBytes(StandardCharsets.UTF_8));

        assertThat(Conformance.of(again)).isEqualTo(Conformance.of(recording));
        assertThat(Conformance.of(recording).outcome()).isEqualTo(Outcome.DIFFERS);
    }

    @ParameterizedTest
    @EnumSource(names = {"AF_PACKET", "AF_PACKET_FANOUT", "AF_XDP"})
    void shouldNotValidateRssOfACable(Backend backend) throws Exception {
        Recording recording = RehearsalCable.run(check(backend, WireCheck.Mode.RSS, 2_000),
                new Ends(List.of()));
        Conformance conformance = Conformance.of(recording);

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason()).isEqualTo(
                "the driver veth of vmq0 gives no RSS table (EOPNOTSUPP, Operation not supported)");
        assertThat(recording.observations().count()).isZero();
    }

    @Test
    void shouldNotValidateAPortThatSteersNothing() throws Exception {
        Conformance conformance = Conformance.of(RehearsalCable.run(check(Backend.AF_PACKET, WireCheck.Mode.VMQ, 2_000),
                new Ends(List.of())));

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason()).startsWith("af-packet shows all frames in one queue");
    }

    @Test
    void shouldSayWhichInterfaceIsNotThere() {
        WireCheck gone = new WireCheck(new NicAddress(RehearsalCable.NEAR, Backend.AF_PACKET_FANOUT), "gone0",
                WireCheck.Mode.VMQ, Checks.filters(), QUEUES, 5, OptionalInt.empty(), false);

        assertThatThrownBy(() -> RehearsalCable.run(gone, new Ends(List.of()))).isInstanceOf(PortException.class)
                .hasMessageContaining("gone0");
    }

    @Test
    void shouldPassOnThatFramesAreTooFew() {
        assertThatThrownBy(() -> RehearsalCable.run(check(Backend.AF_PACKET_FANOUT, WireCheck.Mode.VMQ, 5),
                new Ends(List.of()))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'5' is too few (expected at least");
    }

    /** The kernel's own spreading over a cable is not what a table made up for it says: all frames are seen, many elsewhere. */
    @Test
    void shouldSeeTheQueuesOfTheInterfaceItself() throws Exception {
        Cables.assumeProgramsPossible();
        RssFacts facts = new RssFacts.Reported(IntStream.range(0, 128).mapToObj(i -> i % 4).toList(), RssKey.DEFAULT,
                HashFunction.TOEPLITZ, InputTransform.NONE, HashTypes.ALL);
        MacAddress own = MacAddress.parse("02:00:00:00:00:02");
        FutureTask<Recording> task = new FutureTask<>(() -> {
            try (PrivateLink cable = PrivateLink.open("mq0", "mq1", 4);
                    Port port = PortOpening.openQueuesOfNic(new NicAddress(cable.near(), Backend.AF_XDP), List.of(),
                            false);
                    FrameSender sender = PacketSender.open(cable.far(), false)) {
                Check check = new Check("mq0", "veth", "mq1", "af-xdp", QueueMeaning.NIC, port.queueCount(),
                        new Subject.Rss(facts), own, own, 3, 1_000);
                return new Recording(check,
                        new ConformanceRun(ProbeSet.of(check), port, sender, System::nanoTime, 1_000_000_000).run());
            }
        });
        Thread.ofPlatform().start(task);
        Conformance conformance = Conformance.of(task.get());

        assertThat(task.get().check().queueCount()).isEqualTo(4);
        assertThat(conformance.missing()).isZero();
        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(conformance.agree()).isBetween(100, 900);
    }
}
