package io.vmq.tools.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.nic.traffic.FrameTag;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileSendTest {

    private static final SteeringModes MODES = SteeringModes.load();

    @TempDir
    private Path folder;

    private SendResult write(SendPlan plan, Path file, QueueLabels labels, StopSignal stop) throws IOException {
        try (CaptureFile capture = CaptureFile.create(file, "nic0")) {
            return new FileSend(plan, stop).run(new SendTarget(SendTarget.Kind.FILE, file.toString()), capture, labels,
                    SendWatcher.NONE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"traffic.pcap", "traffic.PCAPNG"})
    void shouldWriteAllFramesAtTheirDueTimesWithTheirTags(String name) throws IOException, CaptureException {
        SendPlan plan = SendPlans.plan(Map.of());
        Path file = folder.resolve(name);
        SendResult result = write(plan, file, QueueLabels.none(), new StopSignal());

        assertThat(result.isComplete()).isTrue();
        assertThat(result.late()).isNull();
        assertThat(result.lastedNs()).isEqualTo(plan.durationNs());
        assertThat(result.frames().tagged()).isEqualTo(result.frames().sent());
        int[] next = new int[plan.newSource().flowCount()];
        try (Capture capture = CaptureReader.read(file)) {
            assertThat(capture.count()).isEqualTo((int) result.frames().sent()).isGreaterThan(9_000);
            assertThat(capture.timestampNs(capture.count() - 1)).isBetween(90_000_000L, plan.durationNs());
            for (int i = 0; i < capture.count(); i++) {
                long tag = FrameTag.read(capture.memory(), capture.address(i), capture.storedBytes(i));
                assertThat((int) (tag >>> 32)).isEqualTo(next[(int) tag]++);
            }
        }
    }

    @Test
    void shouldGiveTheSameFileForTheSameSeed() throws IOException {
        Path first = folder.resolve("a.pcapng");
        Path second = folder.resolve("b.pcapng");
        Path other = folder.resolve("c.pcapng");
        write(SendPlans.plan(Map.of()), first, QueueLabels.none(), new StopSignal());
        write(SendPlans.plan(Map.of()), second, QueueLabels.none(), new StopSignal());
        write(SendPlans.plan(Map.of(Setting.SEED, "8")), other, QueueLabels.none(), new StopSignal());

        assertThat(second).hasSameBinaryContentAs(first);
        assertThat(Files.mismatch(first, other)).isNotNegative();
    }

    /** VMQ by the rule: VM i of the scenario has queue i + 1, whatever the steering says. */
    @Test
    void shouldSayInWhichQueueTheModePutsEachFrame() throws IOException {
        SendPlan plan = SendPlans.plan(Map.of(Setting.QUEUES, "3", Setting.DURATION, "20ms"));
        Path file = folder.resolve("vmq.pcapng");
        write(plan, file, QueueLabels.of(MODES.byName("vmq"), plan.scenario()), new StopSignal());

        List<Integer> queues = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
        for (int at = 0; at < bytes.capacity(); at += bytes.getInt(at + 4)) {
            if (bytes.getInt(at) == 6) {
                int stored = bytes.getInt(at + 20);
                int vm = bytes.get(at + 28 + 5);
                expected.add(vm <= 3 ? vm : 0);
                int option = at + 28 + (stored + 3 & ~3);
                assertThat(bytes.getShort(option)).as("epb_queue").isEqualTo((short) 6);
                queues.add(bytes.getInt(option + 4));
            }
        }
        assertThat(queues).isEqualTo(expected).hasSizeGreaterThan(1_500).contains(0, 1, 2, 3);
    }

    @Test
    void shouldKeepWhatWasWrittenBeforeItWasStopped() throws IOException, CaptureException {
        SendPlan plan = SendPlans.plan(Map.of());
        StopSignal stop = new StopSignal();
        Path file = folder.resolve("part.pcapng");
        SendResult result;
        try (CaptureFile capture = CaptureFile.create(file, "nic0")) {
            result = new FileSend(plan, stop).run(new SendTarget(SendTarget.Kind.FILE, "part"), capture,
                    QueueLabels.none(), share -> {
                        if (share > 0.5) {
                            stop.raise();
                        }
                    });
        }
        assertThat(result.interrupted()).isTrue();
        assertThat(result.lastedNs()).isBetween(plan.durationNs() / 2, plan.durationNs() * 6 / 10);
        try (Capture capture = CaptureReader.read(file)) {
            assertThat(capture.count()).isEqualTo((int) result.frames().sent());
            assertThat(capture.truncation()).isEmpty();
        }
    }

    @Test
    void shouldRefuseWhatCannotBeSent() {
        assertThatThrownBy(() -> CaptureFile.knowsQueues(Path.of("frames.txt"))).isInstanceOf(BadInputException.class)
                .hasMessageContaining("frames.txt").hasMessageContaining(".pcapng");
        assertThatThrownBy(() -> SendPlans.plan(Map.of(Setting.FAULT, "stall:source,at=10ms,for=1ms")))
                .isInstanceOf(BadInputException.class).hasMessageContaining("--fault");
    }
}
