package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VmChange;
import io.vmq.nic.load.Load;
import io.vmq.nic.notation.TimeSpan;
import java.util.List;
import org.junit.jupiter.api.Test;

class PresenceTest {

    private static final long S = 1_000_000_000;

    private static VmChange arrives(int vm, long atSeconds) {
        return new VmChange(atSeconds * S, vm, true);
    }

    private static VmChange leaves(int vm, long atSeconds) {
        return new VmChange(atSeconds * S, vm, false);
    }

    @Test
    void shouldFollowWhoComesAndGoes() {
        Presence presence = Presence.of(4, List.of(leaves(0, 1), arrives(0, 2), arrives(2, 3), leaves(0, 4)));

        assertThat(presence.absences()).containsExactly(new Absence(0, S, 2 * S),
                new Absence(0, 4 * S, Source.NEVER), new Absence(2, 0, 3 * S));
        assertThat(presence.isPresent(0, S - 1)).isTrue();
        assertThat(presence.isPresent(0, S)).isFalse();
        assertThat(presence.isPresent(0, 2 * S - 1)).isFalse();
        assertThat(presence.isPresent(0, 2 * S)).isTrue();
        assertThat(presence.isPresent(0, 100 * S)).isFalse();
        assertThat(presence.isPresent(1, 0)).isTrue();
        assertThat(presence.isPresent(2, 0)).isFalse();
    }

    @Test
    void shouldWalkAsItAnswers() {
        Presence presence = Presence.of(4, List.of(leaves(0, 1), arrives(0, 2), arrives(2, 3), leaves(0, 4)));
        PresenceWalk walk = new PresenceWalk(presence, 4);
        for (long atNs = 0; atNs < 6 * S; atNs += S / 4) {
            for (int vm = 0; vm < 4; vm++) {
                assertThat(walk.isPresent(vm, atNs * 1_000)).as("VM %d at %d ns", vm, atNs)
                        .isEqualTo(presence.isPresent(vm, atNs));
            }
        }
    }

    @Test
    void shouldNotMissChangesWhileNoFrameComes() {
        Presence presence = Presence.of(1, List.of(leaves(0, 1), arrives(0, 2), leaves(0, 4)));

        assertThat(new PresenceWalk(presence, 1).isPresent(0, 3 * S * 1_000)).isTrue();
        assertThat(new PresenceWalk(presence, 1).isPresent(0, 5 * S * 1_000)).isFalse();
    }

    @Test
    void shouldWeighSharesByTheTimeForWhichTheVmIsThere() {
        Presence presence = Presence.of(3, List.of(leaves(0, 1), arrives(0, 2), arrives(2, 3)));
        double[] shares = {0.5, 0.25, 0.25};

        assertThat(presence.presentShare(shares, 0, S)).isEqualTo(0.75);
        assertThat(presence.presentShare(shares, S, 2 * S)).isEqualTo(0.25);
        assertThat(presence.presentShare(shares, 0, 4 * S)).isCloseTo((0.75 + 0.25 + 0.75 + 1) / 4, within(1e-15));
        assertThat(presence.presentShare(shares, 3 * S, 90 * S)).isEqualTo(1);
        assertThat(Presence.ALWAYS.presentShare(shares, 0, 1)).isEqualTo(1);
    }

    @Test
    void shouldKnowFromWhenOnNobodyIsThere() {
        double[] shares = {0.75, 0.25};

        assertThat(new Presence(List.of(new Absence(0, 0, Source.NEVER), new Absence(1, 7 * S, Source.NEVER)))
                .quietFromNs(shares)).isEqualTo(7 * S);
        assertThat(new Presence(List.of(new Absence(0, 0, Source.NEVER), new Absence(1, 0, Source.NEVER)))
                .quietFromNs(shares)).isZero();
        assertThat(new Presence(List.of(new Absence(0, 0, Source.NEVER), new Absence(1, 0, 9 * S))).quietFromNs(shares))
                .isEqualTo(Source.NEVER);
        // The second VM stays, but no frame is ever for it.
        assertThat(Presence.of(2, List.of(leaves(0, 7))).quietFromNs(new double[] {1, 1e-300}))
                .isEqualTo(7 * S);
    }

    @Test
    void shouldNameTheVmAndTheTimeOfWhatCannotHappen() {
        assertThatThrownBy(() -> Presence.of(4, List.of(arrives(3, 1), arrives(3, 2))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "VM 3 arrives at 2s although it is present (expected VMs to arrive and leave in turn)");
        assertThatThrownBy(() -> Presence.of(2, List.of(leaves(1, 4), leaves(1, 5))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage(
                        "VM 1 leaves at 5s although it is absent (expected VMs to arrive and leave in turn)");
        assertThatThrownBy(() -> Presence.of(2, List.of(leaves(1, 5), arrives(1, 6), leaves(1, 6))))
                .isInstanceOf(IllegalArgumentException.class).hasMessage("VM 1 leaves at 6s but is not there before"
                        + " (expected it to be there for some time between absences)");
        assertThatThrownBy(() -> Presence.of(2, List.of(leaves(1, 5), arrives(1, 5))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("absence of VM 1 from 5000000000 ns to 5000000000 ns: ");
        assertThatThrownBy(() -> new Absence(0, TimeSpan.MAX_NS + 1, Source.NEVER))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("to the end: ");
        assertThatThrownBy(() -> new Absence(-1, 0, 1)).isInstanceOf(IllegalArgumentException.class)
                .hasMessage("absence of VM -1: an index of 0 or more expected");
    }

    @Test
    void shouldRefuseVmsThatDoNotExist() {
        Presence presence = new Presence(List.of(new Absence(4, 0, S)));

        assertThatThrownBy(() -> Traffic.model("64", "constant", "uniform", 1, presence, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("absence of VM 4: an index below 4 expected");
    }

    @Test
    void shouldRefuseVmsThatComeAndGoBackToBack() {
        Presence presence = new Presence(List.of(new Absence(0, 0, S)));

        assertThatThrownBy(() -> Traffic.model("64", "constant", "uniform", Load.BACK_TO_BACK, presence, List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("VMs that come and go back to back: a rate expected");
    }
}
