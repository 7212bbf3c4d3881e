package io.vmq.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.ProcessorSetting;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TeamTest {

    @ParameterizedTest
    @CsvSource({
        "SWITCH_INDEPENDENT, TRANSPORT_PORTS, MIN_QUEUES,    PRIMARY_MEMBER",
        "SWITCH_INDEPENDENT, IP_ADDRESSES,    MIN_QUEUES,    PRIMARY_MEMBER",
        "SWITCH_INDEPENDENT, MAC_ADDRESSES,   MIN_QUEUES,    PRIMARY_MEMBER",
        "SWITCH_INDEPENDENT, HYPER_V_PORT,    SUM_OF_QUEUES, MEMBER_OF_PORT",
        "SWITCH_INDEPENDENT, DYNAMIC,         SUM_OF_QUEUES, MEMBER_OF_PORT",
        "STATIC,             TRANSPORT_PORTS, MIN_QUEUES,    ANY_MEMBER",
        "STATIC,             IP_ADDRESSES,    MIN_QUEUES,    ANY_MEMBER",
        "STATIC,             MAC_ADDRESSES,   MIN_QUEUES,    ANY_MEMBER",
        "STATIC,             HYPER_V_PORT,    MIN_QUEUES,    ANY_MEMBER",
        "STATIC,             DYNAMIC,         MIN_QUEUES,    ANY_MEMBER",
        "LACP,               TRANSPORT_PORTS, MIN_QUEUES,    ANY_MEMBER",
        "LACP,               IP_ADDRESSES,    MIN_QUEUES,    ANY_MEMBER",
        "LACP,               MAC_ADDRESSES,   MIN_QUEUES,    ANY_MEMBER",
        "LACP,               HYPER_V_PORT,    MIN_QUEUES,    ANY_MEMBER",
        "LACP,               DYNAMIC,         MIN_QUEUES,    ANY_MEMBER",
        "SWITCH_EMBEDDED,    HYPER_V_PORT,    SUM_OF_QUEUES, MEMBER_OF_PORT",
        "SWITCH_EMBEDDED,    DYNAMIC,         SUM_OF_QUEUES, MEMBER_OF_PORT"})
    void shouldHaveTheQueueModeOfTheTable(TeamMode mode, LoadDistribution distribution, QueueMode queueMode,
            Arrival arrival) {
        Team team = TestTeam.ofQueues(mode, distribution, 4, 8);

        assertThat(team.queueMode()).isEqualTo(queueMode);
        assertThat(team.arrival()).isEqualTo(arrival);
    }

    @ParameterizedTest
    @CsvSource({"4,8,4,12", "189,190,189,379", "0,8,0,8"})
    void shouldExposeTheSumOrTheFewestQueues(int one, int other, int min, int sum) {
        assertThat(TestTeam.ofQueues(TeamMode.LACP, LoadDistribution.DYNAMIC, one, other).exposedQueues())
                .isEqualTo(min);
        assertThat(TestTeam.ofQueues(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.DYNAMIC, one, other)
                .exposedQueues()).isEqualTo(sum);
    }

    @Test
    void shouldKnowItsSettingsByTheirNamesInPowerShell() {
        assertThat(TeamMode.named("lacp")).contains(TeamMode.LACP);
        assertThat(TeamMode.named("SwitchIndependent")).contains(TeamMode.SWITCH_INDEPENDENT);
        assertThat(TeamMode.named("none")).isEmpty();
        assertThat(LoadDistribution.named("HyperVPort")).contains(LoadDistribution.HYPER_V_PORT);
        assertThat(LoadDistribution.named("ipaddresses")).contains(LoadDistribution.IP_ADDRESSES);
        assertThat(LoadDistribution.named("")).isEmpty();
    }

    @Test
    void shouldRefuseATeamThatCannotBe() {
        assertThatThrownBy(() -> TestTeam.ofQueues(TeamMode.LACP, LoadDistribution.DYNAMIC))
                .hasMessageContaining("has 0 members; 1 to 32 expected");
        assertThatThrownBy(() -> TestTeam.ofQueues(TeamMode.LACP, LoadDistribution.DYNAMIC,
                IntStream.range(0, 33).toArray())).hasMessageContaining("has 33 members");
        TeamMember member = new TeamMember("nic0", 8, ProcessorSetting.UNSET);
        List<TeamMember> twice = Collections.nCopies(2, member);
        assertThatThrownBy(() -> new Team("t", "s", TeamMode.LACP, LoadDistribution.DYNAMIC, twice))
                .hasMessageContaining("has a NIC twice: [nic0, nic0]");
        assertThatThrownBy(() -> new TeamMember("nic0", -1, ProcessorSetting.UNSET)).hasMessageContaining("-1 queues");
    }
}
