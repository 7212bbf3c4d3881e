package io.vmq.dispatch.steering;

import static io.vmq.dispatch.steering.Packets.*;
import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.frame.FrameBatch;
import io.vmq.dispatch.memory.Memory;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RssExplainerTest {

    private static final int QUEUES = 6;
    /** Low seven bits of the published hashes, addresses only and with ports, in the order of the vectors. */
    private static final int[] ENTRIES = {66, 42, 94, 118, 69, 85, 28, 5};
    private static final int[] TCP_ENTRIES = {120, 106, 74, 127, 34, 61, 63, 111};

    private final RssSteering steering = RssSteering.roundRobin(RssSettings.DEFAULT, QUEUES);
    private final RssExplainer explainer = new RssExplainer(steering);

    static List<RssVector> vectors() {
        return RssVector.ALL;
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void shouldExplainThePublishedVectors(RssVector vector) {
        int index = RssVector.ALL.indexOf(vector);
        boolean ipv4 = index < 5;

        assertThat(explainer.explain(vector.flow(IpProtocol.TCP))).isEqualTo(decision(IpProtocol.TCP,
                ipv4 ? HashType.TCP_IPV4 : HashType.TCP_IPV6, vector.tcp(), TCP_ENTRIES[index]));
        assertThat(explainer.explain(vector.flow(IpProtocol.UDP))).isEqualTo(decision(IpProtocol.UDP,
                ipv4 ? HashType.UDP_IPV4 : HashType.UDP_IPV6, vector.tcp(), TCP_ENTRIES[index]));
        assertThat(explainer.explain(vector.flow(IpProtocol.OTHER))).isEqualTo(decision(IpProtocol.OTHER,
                ipv4 ? HashType.IPV4 : HashType.IPV6, vector.addresses(), ENTRIES[index]));
    }

    @Test
    void shouldSendFlowsThatAreNotHashedToTheDefaultQueue() {
        RssSettings tcpOnly = new RssSettings(RssKey.DEFAULT, HashTypes.parse("tcp-ipv4"), 128);
        RssExplainer tcpExplainer = new RssExplainer(RssSteering.roundRobin(tcpOnly, QUEUES));

        RssDecision decision = tcpExplainer.explain(RssVector.ALL.getFirst().flow(IpProtocol.UDP));

        assertThat(decision).isEqualTo(new RssDecision(IpProtocol.UDP, null, 0, -1, 0));
    }

    @Test
    void shouldNameTheProtocolOfAFragment() {
        byte[] frame = join(ethernet(0x0800), ipv4(TCP, 0x2000, 0, tcp()));

        RssDecision decision = explainer.explain(Memory.copyOf(frame), 0, frame.length);

        assertThat(decision.protocol()).isEqualTo(IpProtocol.TCP);
        assertThat(decision.hashType()).isEqualTo(HashType.IPV4);
    }

    @Test
    void shouldNameNoProtocolForFramesThatAreNotIp() {
        byte[] frame = join(ethernet(0x0806), filled(28, 1));

        assertThat(explainer.explain(Memory.copyOf(frame), 0, frame.length))
                .isEqualTo(new RssDecision(null, null, 0, -1, 0));
    }

    @Test
    void shouldHashHomeAddressAndRouteInPlaceOfTheHeaderAddresses() {
        byte[] frame = join(ethernet(0x86DD),
                ipv6(ROUTING, routing(DESTINATION_OPTIONS, 2, ROUTE), homeAddress(TCP), tcp()));
        int hash = new ReferenceToeplitz(RssKey.DEFAULT)
                .hash(join(HOME, ROUTE, u16(SOURCE_PORT), u16(DESTINATION_PORT)));

        RssDecision decision = explainer.explain(Memory.copyOf(frame), 0, frame.length);

        assertThat(decision).isEqualTo(decision(IpProtocol.TCP, HashType.TCP_IPV6_EX, hash, hash & 127));
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2})
    void shouldExplainRandomFlowsByTheDefinition(long seed) throws UnknownHostException {
        Random random = new Random(seed);
        ReferenceToeplitz reference = new ReferenceToeplitz(RssKey.DEFAULT);
        for (int i = 0; i < 5_000; i++) {
            FlowTuple flow = randomFlow(random);
            RssDecision decision = explainer.explain(flow);
            boolean withPorts = flow.protocol() != IpProtocol.OTHER;

            assertThat(decision.hash()).as("seed %d, flow %d: %s", seed, i, flow)
                    .isEqualTo(reference.hash(ReferenceToeplitz.input(flow, withPorts)));
            assertThat(decision.protocol()).isEqualTo(flow.protocol());
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {1, 2, 3})
    void shouldDecideAsTheBatchPathDoes(long seed) {
        RandomPackets packets = new RandomPackets(seed);
        FrameBatch batch = new FrameBatch(1);
        int[] queueOut = new int[1];
        for (int i = 0; i < 10_000; i++) {
            byte[] frame = packets.damaged();
            Memory memory = atEndOfMemory(frame, frame.length);
            batch.begin(memory);
            batch.add(0, frame.length, 64, true, 0, 0, 0, 0);
            steering.steer(batch, queueOut);

            assertThat(explainer.explain(memory, 0, frame.length).queue()).as("seed %d, frame %d", seed, i)
                    .isEqualTo(queueOut[0]);
        }
    }

    @ParameterizedTest
    @EnumSource(IpProtocol.class)
    void shouldExplainBothDirectionsAlikeWithTheSymmetricKey(IpProtocol protocol) {
        RssSettings symmetric = new RssSettings(RssKey.SYMMETRIC, HashTypes.ALL, 128);
        RssExplainer both = new RssExplainer(RssSteering.roundRobin(symmetric, QUEUES));
        for (RssVector vector : RssVector.ALL) {
            assertThat(both.explain(vector.flow(protocol))).isEqualTo(both.explain(vector.swapped(protocol)));
        }
    }

    private static RssDecision decision(IpProtocol protocol, HashType type, int hash, int entry) {
        return new RssDecision(protocol, type, hash, entry, entry % QUEUES);
    }

    private static FlowTuple randomFlow(Random random) throws UnknownHostException {
        int addressBytes = random.nextBoolean() ? 4 : 16;
        return new FlowTuple(randomAddress(random, addressBytes), randomAddress(random, addressBytes),
                random.nextInt(0x10000), random.nextInt(0x10000),
                IpProtocol.at(random.nextInt(3)));
    }

    private static InetAddress randomAddress(Random random, int length) throws UnknownHostException {
        byte[] address = new byte[length];
        random.nextBytes(address);
        return InetAddress.getByAddress(address);
    }
}
