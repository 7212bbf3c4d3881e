package io.vmq.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SetPlanTest {

    @ParameterizedTest(name = "{0} processors, smt {1}, {2} nodes: {4} NICs {3}")
    @CsvSource(delimiter = '|', value = {
        // TUNE; its "8-core" counts logical processors
        "8  | 2 | 1 | MIN_QUEUES    | 3 | 2,3 2,3 2,3",
        "8  | 2 | 1 | SUM_OF_QUEUES | 3 | 2,1 4,1 6,1",
        "16 | 2 | 1 | MIN_QUEUES    | 4 | 2,7 2,7 2,7 2,7",
        "16 | 2 | 1 | SUM_OF_QUEUES | 4 | 2,2 6,2 10,2 14,1",
        // without hyper-threading, one core is left out and not two processors
        "8  | 1 | 1 | MIN_QUEUES    | 2 | 1,7 1,7",
        "8  | 1 | 1 | SUM_OF_QUEUES | 2 | 1,4 5,3",
        // never more than 16
        "64 | 1 | 1 | SUM_OF_QUEUES | 2 | 1,16 17,16",
        "64 | 1 | 1 | MIN_QUEUES    | 2 | 1,16 1,16",
        // within a node
        "32 | 2 | 2 | SUM_OF_QUEUES | 2 | 2,7 16,8",
        "32 | 2 | 2 | SUM_OF_QUEUES | 3 | 2,7 16,4 24,4",
        "32 | 2 | 2 | MIN_QUEUES    | 2 | 16,8 16,8",
        "4  | 1 | 4 | SUM_OF_QUEUES | 3 | 1,1 2,1 3,1"})
    void shouldPlanAsTheGuideDoes(int processors, int smt, int nodes, QueueMode mode, int members, String expected) {
        List<ProcessorSetting> plan = SetPlan.of(new HostTopology(processors, smt, nodes), mode, members)
                .orElseThrow();
        assertThat(plan.stream().map(SetPlanTest::text).collect(Collectors.joining(" "))).isEqualTo(expected);
    }

    private static String text(ProcessorSetting setting) {
        assertThat(setting).isEqualTo(ProcessorSetting.of(0, setting.baseNumber(),
                setting.maxProcessors().orElseThrow()));
        return setting.baseNumber() + "," + setting.maxProcessors().orElseThrow();
    }

    @Test
    void shouldStayWithinAGroup() {
        assertThat(SetPlan.disjoint(new HostTopology(80, 1, 1), 4)).contains(List.of(ProcessorSetting.of(0, 1, 16),
                ProcessorSetting.of(0, 17, 16), ProcessorSetting.of(0, 33, 16), ProcessorSetting.of(1, 0, 16)));
    }

    @Test
    void shouldSayWhenThereAreTooFewCores() {
        HostTopology host = new HostTopology(8, 2, 1);

        assertThat(SetPlan.of(host, QueueMode.SUM_OF_QUEUES, 4)).isEmpty();
        assertThat(SetPlan.of(host, QueueMode.MIN_QUEUES, 4)).isPresent();
        assertThat(SetPlan.of(new HostTopology(2, 2, 1), QueueMode.MIN_QUEUES, 1)).isEqualTo(Optional.empty());
        assertThatThrownBy(() -> SetPlan.disjoint(host, 0)).hasMessage("sets=0: at least 1 expected");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {11, 12, 13})
    void shouldKeepEveryRuleOnAnyHost(long seed) {
        Random random = new Random(seed);
        for (int i = 0; i < 400; i++) {
            HostTopology host = HostTopology.ofNodes(1 + random.nextInt(4), 2 * (1 + random.nextInt(40)),
                    1 + random.nextInt(2));
            int members = 1 + random.nextInt(8);
            boolean sum = random.nextBoolean();
            String what = "seed " + seed + ", host " + i + ": " + host + ", " + members + " members, sum " + sum;
            Optional<List<ProcessorSetting>> plan = SetPlan.of(host,
                    sum ? QueueMode.SUM_OF_QUEUES : QueueMode.MIN_QUEUES, members);

            assertThat(plan.isPresent()).as(what).isEqualTo(host.usable().size() > (sum ? members : 1));
            plan.ifPresent(settings -> shouldKeepEveryRule(host, sum, settings, what));
        }
    }

    private static void shouldKeepEveryRule(HostTopology host, boolean sum, List<ProcessorSetting> settings,
            String what) {
        Team team = TestTeam.ofSettings(sum ? TeamMode.SWITCH_INDEPENDENT : TeamMode.LACP, LoadDistribution.DYNAMIC,
                settings);
        assertThat(SetConflict.of(team, host)).as(what).isEmpty();
        assertThat(settings).as(what).allSatisfy(setting -> {
            ProcessorSet set = ProcessorSet.of(host, setting);
            assertThat(setting.faultsOn(host)).isEmpty();
            assertThat(set.size()).isEqualTo(setting.maxProcessors().orElseThrow()).isBetween(1, 16);
            assertThat(set.hasFirstCore()).isFalse();
            assertThat(set.numaNodes()).hasSize(1);
        });
    }
}
