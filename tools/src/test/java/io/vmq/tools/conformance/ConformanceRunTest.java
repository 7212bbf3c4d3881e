package io.vmq.tools.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.frame.MacAddress;
import org.junit.jupiter.api.Test;

/** Sending and looking, and what is said when frames get lost on the way. */
class ConformanceRunTest {

    private static final Check CHECK = Checks.vmq(7, 500);

    private static ModelLink link() {
        return ModelLink.filtering(9, Checks.filters());
    }

    @Test
    void shouldNotConformIfAFrameIsMissing() {
        Conformance conformance = Checks.judge(CHECK, link().losing(frame -> frame == 17));

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.missing()).isEqualTo(1);
        assertThat(conformance.reason()).startsWith("1 of 500 frames did not arrive (0 were dropped");
        assertThat(conformance.rules()).filteredOn(count -> count.missing() == 1).hasSize(1);
    }

    @Test
    void shouldDifferIfOneFrameDiffersAndOthersAreMissing() {
        ModelLink other = ModelLink.filtering(9, Checks.filters().subList(1, 8)).losing(frame -> frame == 499);
        Conformance conformance = Checks.judge(CHECK, other);

        assertThat(conformance.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(conformance.missing()).isEqualTo(1);
        assertThat(conformance.agree() + conformance.differ()).isEqualTo(499);
    }

    @Test
    void shouldSayThatNothingArrived() {
        assertThat(Checks.judge(CHECK, link().losing(frame -> true)).reason())
                .startsWith("none of 500 frames arrived");
    }

    @Test
    void shouldNotConformIfFramesArriveTwice() {
        Conformance conformance = Checks.judge(CHECK, link().doubling(frame -> frame % 100 == 0));

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason())
                .isEqualTo("frames arrived again that had arrived before, 5 times");
    }

    @Test
    void shouldCountForeignFramesAndNothingElseOfThem() {
        ModelLink link = link();
        link.addForeign(0, new byte[60]);
        link.addForeign(3, new byte[200]);
        link.addForeign(3, new byte[14]);
        byte[] ofAnotherCheck = new byte[128];
        ProbeSet other = ProbeSet.of(Checks.vmq(8, 500));
        other.frames().get(0, ofAnotherCheck, 0, ofAnotherCheck.length);
        link.addForeign(5, ofAnotherCheck);
        Conformance conformance = Checks.judge(CHECK, link);

        assertThat(conformance.outcome()).isEqualTo(Outcome.CONFORMS);
        assertThat(conformance.notes())
                .contains("4 frames of others arrived meanwhile and were not counted");
    }

    @Test
    void shouldComeBackToASenderWithoutRoom() {
        assertThat(Checks.judge(CHECK, link().refusing(90)).outcome()).isEqualTo(Outcome.CONFORMS);
        assertThat(Checks.judge(CHECK, link().refusing(1_000)).reason())
                .isEqualTo("the sender took no more frames, when 0 of 500 frames had arrived");
    }

    @Test
    void shouldSayThatThePortFailed() {
        Conformance conformance = Checks.judge(CHECK, link().failingAfter(320));

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason()).isEqualTo(
                "the port failed: the interface went down, when 320 of 500 frames had arrived");
    }

    @Test
    void shouldNotConformOnceItIsSpoiled() {
        Recording recording = Checks.run(CHECK, link());
        recording.observations().spoiled("the table changed");
        recording.observations().spoiled("later");
        Conformance conformance = Conformance.of(recording);

        assertThat(conformance.outcome()).isEqualTo(Outcome.NOT_VALIDATED);
        assertThat(conformance.reason()).isEqualTo("the table changed, when 500 of 500 frames had arrived");
        assertThat(conformance.notes()).contains("it did not go as it should: the table changed");
    }

    @Test
    void shouldNoteARuleOfWhichNothingArrived() {
        ProbeSet probes = ProbeSet.of(CHECK);
        Conformance conformance = Checks.judge(CHECK,
                link().losing(frame -> probes.probe(frame).rule() == Rule.MULTICAST));

        assertThat(conformance.notes()).contains("none of the frames of the rule 'multicast to default queue' "
                + "arrived: the NIC may not let them through, or the switch between");
    }

    @Test
    void shouldMakeTheSameFramesOfTheSameSeed() {
        assertThat(ProbeSet.of(Checks.vmq(7, 500)).digest()).isEqualTo(ProbeSet.of(CHECK).digest())
                .isNotEqualTo(ProbeSet.of(Checks.vmq(8, 500)).digest())
                .isNotEqualTo(ProbeSet.of(Checks.vmq(7, 501)).digest());
    }

    @Test
    void shouldSayWhichAddressesTheInterfaceMustLetThrough() {
        assertThat(ProbeSet.of(CHECK).unicastDestinations()).hasSize(9).contains(Checks.OWN)
                .noneMatch(MacAddress::isGroup)
                .containsAll(Checks.filters().stream().map(filter -> filter.mac()).toList());
        assertThat(ProbeSet.of(Checks.rss(1, Checks.facts(16, 2), 2)).unicastDestinations())
                .containsExactly(Checks.OWN);
    }

    @Test
    void shouldRefuseFewerFramesThanRulesNeed() {
        int fewest = ProbeSet.fewest(CHECK.subject());

        assertThat(ProbeSet.of(Checks.vmq(7, fewest)).probes()).hasSize(fewest).extracting(Probe::rule)
                .contains(Rule.MAC_VLAN, Rule.MULTICAST);
        assertThatThrownBy(() -> ProbeSet.of(Checks.vmq(7, fewest - 1))).isInstanceOf(TooFewFramesException.class)
                .hasMessage("'" + (fewest - 1) + "' is too few (expected at least " + fewest
                        + ", so that every rule is met)");
    }

    /** What shows everything of one queue only is no more than that. */
    @Test
    void shouldNotJudgeWhatABackendDoesNotShow() {
        for (QueueMeaning meaning : QueueMeaning.values()) {
            Check check = new Check("eth1", "", "eth0", "af-packet", meaning, 9, CHECK.subject(), Checks.SENDER,
                    Checks.OWN, 1, 500);
            assertThat(check.whyNot().isEmpty()).isEqualTo(meaning == QueueMeaning.FILTERS);
            check.whyNot().ifPresent(reason -> assertThat(reason).contains("af-packet", "eth1"));
        }
    }
}
