package io.vmq.nic.xdp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.steering.VlanTag;
import io.vmq.nic.linux.AttachedXdp;
import io.vmq.nic.linux.Lab;
import io.vmq.nic.port.PortException;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a process leaves on an interface when it is killed: nothing. */
class KilledProcessTest {

    private static final int SIGKILL_STATUS = 128 + 9;

    @BeforeAll
    static void needsTheKernel() {
        Lab.assumeXdpPossible();
    }

    @Test
    void shouldLeaveNothingAttachedWhenKilled() throws Exception {
        Lab.withCable(2, cable -> {
            Process holder = startHolder();
            try (BufferedReader output = holder.inputReader(StandardCharsets.UTF_8)) {
                assertThat(output.readLine()).isEqualTo(PortHolder.OPEN + " native, copy");
                assertThatThrownBy(() -> XdpPort.open(Lab.FAR, XdpSettings.byHost(), List.of()))
                        .isInstanceOf(PortException.class).hasMessageContaining("EBUSY");

                assertThat(AttachedXdp.at(Lab.FAR)).isEqualTo(AttachedXdp.IN_THE_DRIVER);
                holder.destroyForcibly();
                assertThat(holder.waitFor(1, TimeUnit.MINUTES)).isTrue();
                assertThat(holder.exitValue()).isEqualTo(SIGKILL_STATUS);
            } finally {
                holder.destroyForcibly();
            }
            assertThat(AttachedXdp.at(Lab.FAR)).isEqualTo(AttachedXdp.NOTHING);
            try (XdpPort port = XdpPort.open(Lab.FAR, XdpSettings.byHost().behindTheDriver(), List.of());
                    PacketOutlet outlet = new PacketOutlet(Lab.NEAR)) {
                assertThat(port.mode()).isEqualTo("generic, copy");
                assertThat(AttachedXdp.at(Lab.FAR)).isEqualTo(AttachedXdp.BEHIND_THE_DRIVER);
                outlet.send(TestFrames.frame(FilterCodeTest.FIRST, VlanTag.NONE, 0, 0));
                assertThat(new ReceivedFrames(port).readUntil(1, (queue, frame, at) -> {})).isEqualTo(1);
            }
        });
    }

    /** In the network of the calling thread, which a child is born into. */
    private static Process startHolder() throws IOException {
        return new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                PortHolder.class.getName(), Lab.FAR).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }
}
