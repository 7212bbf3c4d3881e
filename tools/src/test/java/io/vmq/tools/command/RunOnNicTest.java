package io.vmq.tools.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.tools.command.Vmq.Outcome;
import io.vmq.tools.conformance.wire.Cables;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code vmq run --nic} and {@code vmq compare --nic} where the machine's default route leads, in a private network. */
class RunOnNicTest {

    private static final String NEAR = "near0";
    private static final String FAR = "far0";

    private static Outcome trial(String command, String nic, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "uniform-10gbe", command.equals("run") ? "--mode"
                : "--modes", "vmq", "--quiet", "--core-mode", "emulated", "--duration", "50ms", "--warmup", "0",
                "--trials", "1", "--nic", nic));
        arguments.addAll(List.of(more));
        return Vmq.run(arguments.toArray(String[]::new));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "compare"})
    void shouldNotTakeTheWayToEverywhereFromTheMachineUnlessTold(String command) throws Exception {
        Cables.assumeXdpPossible();
        SendInterfaceTest.inPrivateNetwork(() -> {
            try (PrivateLink cable = PrivateLink.open(NEAR, FAR, 1)) {
                SendInterfaceTest.routeEverythingThrough(SystemCalls.interfaceIndex(cable.near()));

                trial(command, NEAR + ":af-xdp").assertRefused("--nic: " + NEAR + " carries the default route",
                        "af-xdp would take all of its frames away", "--yes-this-interface");
                assertOpened(trial(command, NEAR + ":af-xdp", "--yes-this-interface"));
                assertOpened(trial(command, NEAR + ":af-packet"));
            }
        });
    }

    /** Nobody sends, so a trial is invalid, which is no refusal. */
    private static void assertOpened(Outcome outcome) {
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(ExitCode.INVALID);
        assertThat(outcome.out()).contains("INVALID");
    }

    @Test
    void shouldRefuseAPermissionThatSaysNothing() {
        Vmq.run("run", "uniform-10gbe", "--mode", "vmq", "--yes-this-interface").assertRefused("--yes-this-interface",
                "--nic");
    }
}
