package io.vmq.tools.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.frame.DropReason;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.TrialResult.QueueReport;
import io.vmq.dispatch.measure.TrialResult.VmReport;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Captures as traffic, in virtual time. */
class CaptureTrafficTest {

    /** The project's own capture, seen from this module; see SampleCapture in nic-emulator. */
    private static final Path SAMPLE = Path.of("..", "captures", "sample.pcap");
    private static final int SAMPLE_FRAMES = 200;

    @TempDir
    private Path folder;

    private static TrialResult trial(String mode, Path capture, Map<Setting, String> settings)
            throws InterruptedException {
        return result(mode, capture, settings).trials().getFirst();
    }

    private static ExperimentResult result(String modes, Path capture, Map<Setting, String> settings)
            throws InterruptedException {
        Map<Setting, String> all = new TreeMap<>(settings);
        all.put(Setting.MODES, modes);
        all.put(Setting.PCAP, capture.toString());
        return Runs.virtual(all);
    }

    @Test
    void shouldEndWithACaptureThatEnds() throws InterruptedException, IOException {
        ExperimentResult result = result("vmq", CaptureFiles.whole(folder, 100, 4), Map.of(Setting.DURATION, "10m"));
        TrialResult trial = result.trials().getFirst();

        assertThat(result.scenario().run().warmupNs()).isZero();
        assertThat(trial.frames().generated()).isEqualTo(100);
        assertThat(trial.frames().delivered()).isEqualTo(100);
        assertThat(trial.durationNs()).isBetween(990_000L, 1_000_000L);
        assertThat(trial.partial()).isFalse();
        assertThat(trial.valid()).as("few frames are all that there are").isTrue();
        FoundingNumbersTest.assertSumsClose(trial);
    }

    @Test
    void shouldPlayACaptureAsOftenAsAsked() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.whole(folder, 100, 4), Map.of(Setting.LOOP, "7"));

        assertThat(trial.frames().generated()).isEqualTo(700);
        assertThat(trial.durationNs()).isBetween(6_990_000L, 7_000_000L);
    }

    @Test
    void shouldEndWithTheDurationBeforeTheCapture() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.whole(folder, 100, 4), Map.of(Setting.DURATION, "500us"));

        assertThat(trial.durationNs()).isEqualTo(500_000);
        assertThat(trial.frames().generated()).isEqualTo(50);
    }

    @Test
    void shouldLoopUntilTheDurationEnds() throws InterruptedException, IOException {
        Map<Setting, String> settings = Map.of(Setting.LOOP, "0", Setting.DURATION, "50ms", Setting.WARMUP, "10ms",
                Setting.PCAP_SPEED, "500kpps");
        ExperimentResult result = result("single,rss,vmq", CaptureFiles.whole(folder, 100, 4), settings);

        assertThat(result.trials()).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.durationNs()).isEqualTo(50_000_000);
            assertThat(trial.frames().generated()).isBetween(24_999L, 25_001L);
            assertThat(trial.rate().intendedPps()).isEqualTo(500_000.0);
            assertThat(trial.valid()).isTrue();
            FoundingNumbersTest.assertSumsClose(trial);
        });
        assertThat(result.trials()).extracting(trial -> trial.source().digest()).containsOnly(
                result.trials().getFirst().source().digest());
    }

    @Test
    void shouldNeedEnoughFramesOfACaptureThatLoops() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.whole(folder, 100, 4),
                Map.of(Setting.LOOP, "0", Setting.DURATION, "1ms", Setting.WARMUP, "0"));

        assertThat(trial.valid()).isFalse();
    }

    @Test
    void shouldMakeVmsOfTheDestinationsUpToTheNumberOfQueues() throws InterruptedException, IOException {
        TrialResult trial = trial("vmq", CaptureFiles.whole(folder, 100, 5), Map.of(Setting.QUEUES, "3"));

        assertThat(trial.vms()).extracting(VmReport::name).containsExactly("vm1", "vm2", "vm3", "host");
        assertThat(trial.vms()).extracting(VmReport::generated).containsExactly(20L, 20L, 20L, 40L);
        assertThat(trial.queues()).extracting(QueueReport::received).containsExactly(40L, 20L, 20L, 20L);
        assertThat(trial.events()).as("no VM is left without a queue").isEmpty();
    }

    @Test
    void shouldCountWhatAPortRefusesByReason() throws InterruptedException, IOException {
        ExperimentResult result = result("single,rss,vmq", CaptureFiles.mixed(folder), Map.of());

        assertThat(result.trials()).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.frames().generated()).isEqualTo(6);
            assertThat(trial.frames().delivered()).isEqualTo(3);
            assertThat(trial.frames().dropped().byReason()).isEqualTo(
                    Map.of(DropReason.RUNT, 1L, DropReason.OVERSIZE, 1L, DropReason.NOT_ETHERNET, 1L));
            assertThat(trial.valid()).isTrue();
            FoundingNumbersTest.assertSumsClose(trial);
        });
        assertThat(result.verdicts().getLast().text()).contains("frames are lost before a queue (");
        assertThat(result.verdicts().getLast().limit()).isEqualTo(Verdict.Limit.NONE);
    }

    @Test
    void shouldCountASnappedFrameAsLongAsItWas() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.mixed(folder), Map.of());

        double bits = (100 + 1518 + 100) * 8;
        assertThat(trial.rate().deliveredBps() * trial.durationNs() / 1e9).isCloseTo(bits,
                within(1e-3));
    }

    @Test
    void shouldPlayACutCaptureUpToTheCutAndSaySo() throws InterruptedException, IOException {
        TrialResult trial = trial("vmq", CaptureFiles.cut(folder, 100, 4), Map.of());

        assertThat(trial.frames().generated()).isEqualTo(99);
        assertThat(trial.valid()).isTrue();
        int cutAt = CaptureFiles.FILE_HEADER_BYTES + 100 * CaptureFiles.RECORD_BYTES - 48;
        assertThat(trial.events()).singleElement().satisfies(event -> {
            assertThat(event.id()).isEqualTo("capture-truncated");
            assertThat(event.level()).isEqualTo(HostEvent.Level.WARNING);
            assertThat(event.text()).contains("cut.pcap").contains("frame 100").contains("byte " + cutAt);
        });
    }

    @Test
    void shouldPlayTheProjectsOwnCapture() throws InterruptedException {
        ExperimentResult result = result("single,rss,vmq", SAMPLE, Map.of());

        assertThat(result.valid()).isTrue();
        assertThat(result.trials()).hasSize(3).allSatisfy(trial -> {
            assertThat(trial.frames().generated()).isEqualTo(SAMPLE_FRAMES);
            assertThat(trial.vms()).extracting(VmReport::name).containsExactly("vm1", "vm2", "vm3", "vm4", "host");
            assertThat(trial.vms().getLast().generated()).as("an ARP broadcast and an LLDP multicast").isEqualTo(2);
            assertThat(trial.frames().reordered()).isZero();
            FoundingNumbersTest.assertSumsClose(trial);
        });
    }

    @Test
    void shouldReportNoLatencyAtFullSpeed() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.whole(folder, 100, 4),
                Map.of(Setting.PCAP_SPEED, "max", Setting.LOOP, "100"));

        assertThat(trial.latency()).isNull();
        assertThat(trial.frames().generated()).isEqualTo(10_000);
        double wireBits = (100 + 20) * 8;
        assertThat(trial.rate().intendedPps()).isEqualTo(10e9 / wireBits);
    }

    @Test
    void shouldNotKeepACoreBusyForLongerThanTheTrial() throws InterruptedException, IOException {
        TrialResult trial = trial("single", CaptureFiles.whole(folder, 100, 4), Map.of(Setting.PCAP_SPEED, "max"));

        assertThat(trial.cores()).allMatch(core -> core.busy() <= 1);
    }

    @Test
    void shouldRefuseACaptureWithoutEthernet() throws IOException {
        Path capture = CaptureFiles.withoutEthernet(folder);

        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> trial("single", capture, Map.of()))
                .withMessage("--pcap: '" + capture + "' holds no Ethernet frame (expected link type 1)");
    }

    @Test
    void shouldRefuseASpeedThatTheLinkCannotCarry() throws IOException {
        Path capture = CaptureFiles.whole(folder, 100, 4);

        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> trial("single", capture, Map.of(Setting.PCAP_SPEED, "14mpps")))
                .withMessageContaining("--pcap-speed").withMessageContaining("14000000");
    }

    @Test
    void shouldShortenGapsOnlyIfAsked() throws InterruptedException, IOException {
        Path capture = CaptureFiles.whole(folder, 100, 4);

        assertThat(trial("single", capture, Map.of(Setting.MAX_GAP, "1us", Setting.SERVICE, "0")).durationNs())
                .isBetween(99_000L, 110_000L);
        assertThat(trial("single", capture, Map.of(Setting.SERVICE, "0")).durationNs()).isGreaterThan(900_000);
    }
}
