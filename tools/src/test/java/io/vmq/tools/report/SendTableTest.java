package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.measure.LatencyRecorder;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.send.SendPlans;
import io.vmq.tools.send.SendResult;
import io.vmq.tools.send.SendTarget;
import io.vmq.tools.send.SentFrames;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reports of made-up results, to the character; as for {@link Golden}. */
class SendTableTest {

    private static final Machine MACHINE = new Machine("Linux", "amd64", "a CPU", 0.5, 4, "a JVM", List.of(), "G1",
            1_000_000_000, 24);

    private static SendResult result(SendTarget target, SentFrames frames, boolean interrupted,
            @Nullable String failure) {
        LatencyRecorder late = LatencyRecorder.whole("late");
        for (int ns = 100; ns <= 10_000; ns += 100) {
            late.record(0, ns);
        }
        return new SendResult(new Tool("1.0", "abcdef0"), MACHINE,
                SendPlans.plan(Map.of(Setting.DURATION, "1s")), target, frames,
                interrupted ? 500_000_000 : 1_000_000_000,
                4, target.kind() == SendTarget.Kind.FILE ? null : late.summary(), 0x0123_4567_89AB_CDEFL, interrupted,
                failure);
    }

    private static SendResult tunnel() {
        return result(new SendTarget(SendTarget.Kind.VXLAN, "192.0.2.1:4789/1"),
                new SentFrames(99_990, 10, 3, 99_990, 12_798_720), false, null);
    }

    @Test
    void shouldLookLikeThis() {
        SendResult file = result(new SendTarget(SendTarget.Kind.FILE, "frames.pcapng"),
                new SentFrames(100_000, 0, 0, 100_000, 12_800_000), false, null);
        SendResult failed = result(new SendTarget(SendTarget.Kind.INTERFACE, "eth1"),
                new SentFrames(40_000, 60, 0, 40_000, 5_120_000), true, "eth1 went down");
        String text = SendTable.text(tunnel()) + "\n" + SendTable.text(file) + "\n" + SendTable.text(failed);

        Golden.assertEqual("golden-send.txt", text);
        Golden.assertTidy(text);
    }

    @Test
    void shouldBeThisDocument() {
        Golden.assertEqual("golden-send.json", SendDocument.text(tunnel()));
        assertThat(SendDocument.text(tunnel())).endsWith("}\n");
    }
}
