package io.vmq.nic.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.RssDecision;
import io.vmq.dispatch.steering.RssExplainer;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.dispatch.steering.RssSteering;
import io.vmq.dispatch.steering.VlanTag;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What steering makes of frames of every kind. */
class FrameSteeringTest {

    private static final long SEED = 31;
    private static final int FRAMES = 20_000;

    private interface Check {
        void check(FrameBatch batch, int i, RssDecision decision);
    }

    private static void forFrames(Transport transport, int vlan, String mix, int outerVlan, Check check) {
        TrafficModel model = Traffic.mixed(Traffic.vms(4, vlan), 25, "128", transport, mix, outerVlan);
        RssExplainer explainer = new RssExplainer(RssSteering.roundRobin(RssSettings.DEFAULT, 8));
        EmulatedSource source = new EmulatedSource(model, SEED);
        FrameBatch batch = FrameBatch.of(source, FrameBatch.DEFAULT_CAPACITY);
        for (int seen = 0; seen < FRAMES;) {
            seen += source.fill(batch, Long.MAX_VALUE - 1);
            for (int i = 0; i < batch.count(); i++) {
                check.check(batch, i, explainer.explain(batch.memory(), batch.address(i), batch.storedBytes(i)));
            }
        }
    }

    private static void assertOneHashPerFlow(Transport transport, String mix, int outerVlan, HashType expected) {
        Map<Integer, Integer> hashOf = new HashMap<>();
        forFrames(transport, 5, mix, outerVlan, (batch, i, decision) -> {
            Integer before = hashOf.putIfAbsent(batch.flow(i), decision.hash());
            assertThat(before == null ? decision.hash() : before).isEqualTo(decision.hash());
            assertThat(decision.hashType()).isEqualTo(expected);
        });
        assertThat(new HashSet<>(hashOf.values())).as("seed %d", SEED).hasSize(100);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void shouldKeepTheQueueOfAFlowWhenItsFramesHaveOptions(int outerVlan) {
        assertOneHashPerFlow(Transport.TCP, "ipv4-options:50%", outerVlan, HashType.TCP_IPV4);
        assertOneHashPerFlow(Transport.UDP, "ipv4-options:50%", outerVlan, HashType.UDP_IPV4);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 7})
    void shouldKeepTheQueueOfAFlowWhenItsFramesHaveExtensionHeaders(int outerVlan) {
        assertOneHashPerFlow(Transport.TCP, "ipv6:50%,ipv6-ext:50%", outerVlan, HashType.TCP_IPV6);
        assertOneHashPerFlow(Transport.UDP, "ipv6:50%,ipv6-ext:50%", outerVlan, HashType.UDP_IPV6);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void shouldHashFragmentsByAddressesAloneSoThatFlowsLeaveTheirQueues(Transport transport) {
        Map<Integer, Set<Integer>> queuesOf = new HashMap<>();
        Set<HashType> types = new HashSet<>();
        forFrames(transport, 0, "ipv4-fragments:50%", 0, (batch, i, decision) -> {
            boolean fragment = (batch.memory().u16Be(batch.address(i) + 20) & 0x3FFF) != 0;
            assertThat(decision.hashType() == HashType.IPV4).isEqualTo(fragment);
            types.add(decision.hashType());
            queuesOf.computeIfAbsent(batch.flow(i), flow -> new HashSet<>()).add(decision.queue());
        });
        assertThat(types).hasSize(2);
        assertThat(queuesOf.values()).allMatch(queues -> queues.size() <= 2).anyMatch(queues -> queues.size() == 2);
    }

    @Test
    void shouldLeaveArpUnhashedInTheDefaultQueue() {
        forFrames(Transport.TCP, 0, "arp:100%", 7, (batch, i, decision) -> {
            assertThat(decision.hashType()).isNull();
            assertThat(decision.queue()).isZero();
        });
    }

    @Test
    void shouldHashGroupsAsUdpWhateverTheFlowsAre() {
        Map<Integer, Integer> hashOf = new HashMap<>();
        forFrames(Transport.TCP, 5, "broadcast:50%,multicast:50%", 7, (batch, i, decision) -> {
            assertThat(decision.hashType()).isEqualTo(HashType.UDP_IPV4);
            Integer before = hashOf.putIfAbsent(batch.flow(i), decision.hash());
            assertThat(before == null ? decision.hash() : before).isEqualTo(decision.hash());
        });
        assertThat(hashOf).hasSize(32);
        assertThat(new HashSet<>(hashOf.values())).hasSize(32);
    }

    @Test
    void shouldShowTheOuterTagWhereOneTagIsRead() {
        forFrames(Transport.UDP, 5, "arp:20%,ipv6:20%,multicast:20%", 7,
                (batch, i, decision) -> assertThat(tag(batch, i)).isEqualTo(7));
        Set<Integer> tags = new HashSet<>();
        forFrames(Transport.UDP, 5, "arp:20%,ipv6:20%,multicast:20%", 0,
                (batch, i, decision) -> tags.add(tag(batch, i)));
        assertThat(tags).containsExactlyInAnyOrder(5, VlanTag.NONE);
    }

    private static int tag(FrameBatch batch, int i) {
        return VlanTag.idOf(batch.memory(), batch.address(i), batch.storedBytes(i));
    }
}
