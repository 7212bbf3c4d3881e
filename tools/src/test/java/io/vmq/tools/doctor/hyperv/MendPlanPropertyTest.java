package io.vmq.tools.doctor.hyperv;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.export.HostExport;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What holds of every plan, on hosts that are drawn; a failure names the seed of its host. */
@Tag("computed")
class MendPlanPropertyTest {

    private static final int HOSTS = 2_000;
    private static final long SEED = Long.getLong("vmq.doctor.seed", 20_150_119L);

    @Test
    void shouldLeaveNothingThatACommandCanMend() {
        int mended = 0;
        Set<String> ids = new HashSet<>();
        for (long seed = SEED; seed < SEED + HOSTS; seed++) {
            HostExport host = Hosts.random(new SplittableRandom(seed));
            Diagnosis before = HyperVDoctor.examine(host);
            before.findings().forEach(finding -> ids.add(finding.id()));
            Diagnosis after = HyperVDoctor.examine(HyperVDoctor.mended(host));

            assertThat(after.commands()).as("seed %d: %s", seed, before).isEmpty();
            assertThat(after.findings()).as("seed %d: %s", seed, before)
                    .allSatisfy(finding -> assertThat(finding.fix()).isEmpty());
            mended += before.commands().isEmpty() ? 0 : 1;
        }
        assertThat(mended).as("hosts with commands").isBetween(HOSTS / 2, HOSTS - 1);
        assertThat(ids).as("rules that were broken").hasSize(12);
    }

    /** Following the findings one by one is following the plan. */
    @Test
    void shouldGiveEveryCommandToAFindingAndNoOther() {
        for (long seed = SEED; seed < SEED + HOSTS; seed++) {
            Diagnosis diagnosis = HyperVDoctor.examine(Hosts.random(new SplittableRandom(seed)));
            List<String> ofFindings = diagnosis.findings().stream().map(Finding::fix).flatMap(List::stream).distinct()
                    .toList();

            assertThat(ofFindings).as("seed %d", seed).containsExactlyInAnyOrderElementsOf(diagnosis.commands());
        }
    }

    /** Where there are cores enough, a mended host has no rule about processors broken at all. */
    @Test
    void shouldKeepAllRulesAboutProcessorsWhereThereAreCoresEnough() {
        for (long seed = SEED; seed < SEED + HOSTS; seed++) {
            HostExport host = Hosts.random(new SplittableRandom(seed));
            HostExport mended = HyperVDoctor.mended(host);
            if (host.topology().usable().size() <= VmqNic.of(mended).size()) {
                continue;
            }
            assertThat(HyperVDoctor.examine(mended).findings()).as("seed %d", seed).extracting(Finding::id)
                    .isSubsetOf("more-vms-than-queues", "rss-beside-vmq", "rss-queues-fewer-than-processors");
        }
    }
}
