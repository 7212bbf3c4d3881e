package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

/** Routes as linux/rtnetlink.h lays them out: struct rtmsg, then attributes. */
class DefaultRouteTest {

    private static final int UNICAST = 1;
    private static final int UNREACHABLE = 7;

    private static ByteBuffer route(int prefixBits, int type, int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(12 + 4 * words.length).order(ByteOrder.nativeOrder());
        bytes.put(1, (byte) prefixBits).put(7, (byte) type).position(12);
        for (int word : words) {
            bytes.putInt(word);
        }
        return bytes.flip();
    }

    /** Length and type, as one word of a little-endian machine. */
    private static int attribute(int lengthBytes, int type) {
        return lengthBytes | type << 16;
    }

    @Test
    void shouldFindTheInterfaceOfADefaultRoute() {
        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST, attribute(8, 15), 254, attribute(8, 4), 7)))
                .containsExactly(7);
        assertThat(DefaultRoute.interfacesOf(route(24, UNICAST, attribute(8, 4), 7))).isEmpty();
        assertThat(DefaultRoute.interfacesOf(route(0, UNREACHABLE, attribute(8, 4), 1))).isEmpty();
        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST))).isEmpty();
    }

    @Test
    void shouldTakeHalfOfAllAddressesForADefaultRoute() {
        assertThat(DefaultRoute.interfacesOf(route(1, UNICAST, attribute(8, 1), 128, attribute(8, 4), 7)))
                .containsExactly(7);
        assertThat(DefaultRoute.interfacesOf(route(1, UNICAST, attribute(8, 4), 7))).containsExactly(7);
        assertThat(DefaultRoute.interfacesOf(route(2, UNICAST, attribute(8, 4), 7))).isEmpty();
        assertThat(DefaultRoute.interfacesOf(route(128, UNICAST, attribute(8, 4), 7))).isEmpty();
    }

    @Test
    void shouldFindAllInterfacesOfARouteWithSeveralWays() {
        int[] twoHops = {attribute(4 + 16 + 8, 9), 16, 7, attribute(8, 5), 0x0100000A, 8, 9};

        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST, twoHops))).containsExactly(7, 9);
    }

    @Test
    void shouldEndAtMalformedAttributes() {
        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST, attribute(3, 4), 7))).isEmpty();
        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST, attribute(99, 4), 7))).isEmpty();
        assertThat(DefaultRoute.interfacesOf(route(0, UNICAST, attribute(8, 4), 7, 0))).containsExactly(7);
    }
}
