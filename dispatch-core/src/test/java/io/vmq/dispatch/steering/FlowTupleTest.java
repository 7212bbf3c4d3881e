package io.vmq.dispatch.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.vmq.dispatch.memory.Memory;
import java.net.InetAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class FlowTupleTest {

    private static final InetAddress FOUR = InetAddress.ofLiteral("192.0.2.1");
    private static final InetAddress SIX = InetAddress.ofLiteral("2001:db8::1");

    @ParameterizedTest
    @CsvSource({"192.0.2.1, TCP, 54", "192.0.2.1, UDP, 42", "192.0.2.1, OTHER, 34",
        "2001:db8::1, TCP, 74", "2001:db8::1, UDP, 62", "2001:db8::1, OTHER, 54"})
    void shouldWriteHeadersAndNothingElse(String address, IpProtocol protocol, int bytes) {
        InetAddress literal = InetAddress.ofLiteral(address);
        Memory memory = Memory.copyOf(Packets.filled(FlowTuple.MAX_FRAME_BYTES + 16, 0x55));

        int written = new FlowTuple(literal, literal, 1, 2, protocol).writeFrame(memory, 8);

        assertThat(written).isEqualTo(bytes).isLessThanOrEqualTo(FlowTuple.MAX_FRAME_BYTES);
        assertThat(memory.u8(7)).isEqualTo(0x55);
        assertThat(memory.u8(8 + FlowTuple.MAX_FRAME_BYTES)).isEqualTo(0x55);
    }

    @Test
    void shouldRefuseToMixIpVersions() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowTuple(FOUR, SIX, 1, 2, IpProtocol.TCP))
                .withMessage("source 192.0.2.1 and destination 2001:db8:0:0:0:0:0:1 are of different IP versions");
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536})
    void shouldRefuseImpossiblePorts(int port) {
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowTuple(FOUR, FOUR, port, 2, IpProtocol.TCP))
                .withMessage("sourcePort=" + port + ": 0 to 65535 expected");
        assertThatIllegalArgumentException().isThrownBy(() -> new FlowTuple(FOUR, FOUR, 2, port, IpProtocol.TCP))
                .withMessage("destinationPort=" + port + ": 0 to 65535 expected");
    }

    @ParameterizedTest
    @EnumSource
    void shouldReadEveryProtocolLabel(IpProtocol protocol) {
        assertThat(IpProtocol.parse(protocol.label())).isSameAs(protocol);
        assertThat(IpProtocol.at(IpProtocol.indexOf(protocol.number()))).isSameAs(protocol);
    }

    @Test
    void shouldNameTheUnknownProtocolAndTheKnownOnes() {
        assertThatIllegalArgumentException().isThrownBy(() -> IpProtocol.parse("sctp"))
                .withMessage("protocol 'sctp' is unknown (known: other, tcp, udp)");
    }
}
