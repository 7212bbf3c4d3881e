package io.vmq.dispatch.team;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vmq.dispatch.host.HostEvent;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TeamPortsTest {

    private static TeamPorts connected(Team team, int vms) {
        TeamPorts ports = TeamPorts.of(team);
        for (int vm = 0; vm < vms; vm++) {
            ports = ports.connect(TestTeam.vm(vm));
        }
        return ports;
    }

    private static TeamPorts sum(int vms, int... queues) {
        return connected(TestTeam.ofQueues(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.HYPER_V_PORT, queues), vms);
    }

    private static List<Integer> members(TeamPorts ports) {
        return ports.ports().stream().map(port -> port.member().orElseThrow()).toList();
    }

    private static List<Integer> queues(TeamPorts ports) {
        return ports.ports().stream().map(TeamPort::queue).toList();
    }

    @Test
    void shouldGivePortsToMembersInTurn() {
        TeamPorts ports = sum(5, 4, 4);

        assertThat(members(ports)).containsExactly(0, 1, 0, 1, 0);
        assertThat(queues(ports)).containsExactly(1, 1, 2, 2, 3);
        assertThat(ports.carriers(1)).containsExactly(1);
        assertThat(ports.arrivals(1)).containsExactly(1);
    }

    @Test
    void shouldMovePortsOfALostMemberAndBack() {
        TeamPorts before = sum(4, 4, 4);
        TeamPorts lost = before.fails(1);

        assertThat(members(lost)).containsExactly(0, 0, 0, 0);
        assertThat(queues(lost)).containsExactly(1, 3, 2, 4);
        assertThat(lost.events()).isEmpty();
        assertThat(lost.returns(1)).isEqualTo(before);
    }

    @Test
    void shouldShareTheDefaultQueueWhereTheSurvivorHasNoneLeft() {
        TeamPorts lost = sum(4, 3, 2).fails(1);

        assertThat(queues(lost)).containsExactly(1, 3, 2, 0);
        assertThat(lost.carriers(3)).isEmpty();
        assertThat(lost.arrivals(3)).as("frames still arrive").containsExactly(0);
        assertThat(lost.events()).extracting(HostEvent::id).containsExactly("113");
        assertThat(lost.events().getFirst().text()).contains("(Friendly Name: " + TestTeam.SWITCH + ")");
        assertThat(queues(lost.returns(1))).containsExactly(1, 1, 2, 2);
    }

    @Test
    void shouldSpreadPortsOfALostMemberOverTheOthers() {
        TeamPorts lost = sum(9, 8, 8, 8).fails(0);

        assertThat(members(lost)).containsExactly(1, 1, 2, 2, 1, 2, 1, 1, 2);
    }

    @Test
    void shouldLeavePortsWhereTheyAreIfAllIsLost() {
        TeamPorts lost = sum(2, 4, 4).fails(0).fails(1);

        assertThat(IntStream.range(0, 2).mapToObj(lost::arrivals)).containsOnly(List.of());
        assertThat(members(lost)).containsExactly(0, 1);
        assertThat(members(lost.returns(0))).containsExactly(0, 0);
    }

    @ParameterizedTest
    @CsvSource({"SWITCH_INDEPENDENT,TRANSPORT_PORTS", "STATIC,IP_ADDRESSES", "LACP,HYPER_V_PORT"})
    void shouldHaveEveryQueueOnEveryMemberInMinMode(TeamMode mode, LoadDistribution distribution) {
        TeamPorts ports = connected(TestTeam.ofQueues(mode, distribution, 2, 8), 3);

        assertThat(queues(ports)).containsExactly(1, 2, 0);
        assertThat(ports.events()).extracting(HostEvent::id).containsExactly("113");
        assertThat(ports.carriers(0)).containsExactly(0, 1);
        assertThat(ports.carriers(2)).isEmpty();
        TeamPorts lost = ports.fails(0);
        assertThat(lost.ports()).as("nothing to allocate").isEqualTo(ports.ports());
        assertThat(lost.events()).isEqualTo(ports.events());
        assertThat(lost.arrivals(0)).containsExactly(1);
        assertThat(lost.returns(0)).isEqualTo(ports);
    }

    @Test
    void shouldArriveOnThePrimaryOrAnywhereInMinMode() {
        assertThat(connected(TestTeam.ofQueues(TeamMode.SWITCH_INDEPENDENT, LoadDistribution.MAC_ADDRESSES, 2, 8, 8),
                1).arrivals(0)).containsExactly(0);
        assertThat(connected(TestTeam.ofQueues(TeamMode.LACP, LoadDistribution.MAC_ADDRESSES, 2, 8, 8), 1).arrivals(0))
                .containsExactly(0, 1, 2);
    }

    @Test
    void shouldRefuseMembersThatAreNotThere() {
        assertThatThrownBy(() -> sum(1, 4, 4).fails(2)).hasMessage("member 2: 0 to 1 expected");
        assertThatThrownBy(() -> sum(1, 4, 4).returns(-1)).hasMessage("member -1: 0 to 1 expected");
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {21, 22, 23})
    void shouldMoveNoPortWithoutNeedAndGiveNoQueueTwice(long seed) {
        Random random = new Random(seed);
        int[] queues = random.ints(1 + random.nextInt(5), 0, 6).toArray();
        TeamPorts ports = sum(0, queues);
        for (int step = 0; step < 300; step++) {
            int member = random.nextInt(queues.length);
            TeamPorts before = ports;
            ports = switch (random.nextInt(3)) {
                case 0 -> ports.ports().size() < 40 ? ports.connect(TestTeam.vm(step)) : ports;
                case 1 -> ports.fails(member);
                default -> ports.returns(member);
            };
            shouldHold(before, ports, queues, "seed " + seed + ", step " + step);
        }
    }

    private static void shouldHold(TeamPorts before, TeamPorts after, int[] queues, String step) {
        Set<String> taken = new HashSet<>();
        for (int port = 0; port < after.ports().size(); port++) {
            TeamPort now = after.ports().get(port);
            int member = now.member().orElseThrow();
            assertThat(now.queue()).as(step).isBetween(0, queues[member]);
            assertThat(now.queue() == 0 || taken.add(member + " " + now.queue())).as(step).isTrue();
            assertThat(after.isUp(member) || after.down().size() == queues.length).as(step).isTrue();
            boolean moved = port < before.ports().size() && !before.ports().get(port).equals(now);
            int home = port % queues.length;
            assertThat(!moved || member == home || !after.isUp(before.ports().get(port).member().orElseThrow())
                    || before.down().size() > after.down().size()).as(step).isTrue();
        }
    }
}
