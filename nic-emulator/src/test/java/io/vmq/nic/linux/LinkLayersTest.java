package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Links as linux/rtnetlink.h lays them out: struct ifinfomsg, then attributes. */
class LinkLayersTest {

    private static final int LOWER = 5;
    private static final int MASTER = 10;
    private static final int INFO = 18;
    private static final int LOWER_NETWORK = 37;
    private static final int VETH_BYTES = 12;

    private static ByteBuffer link(int index, int... attributes) {
        return link(index, "", attributes);
    }

    /** With attributes as pairs of type and number, and a kind of four characters, if any. */
    private static ByteBuffer link(int index, String kind, int... attributes) {
        ByteBuffer bytes = ByteBuffer.allocate(256).order(ByteOrder.nativeOrder());
        bytes.putInt(4, index).position(16);
        for (int i = 0; i < attributes.length; i += 2) {
            bytes.putShort((short) 8).putShort((short) attributes[i]).putInt(attributes[i + 1]);
        }
        if (!kind.isEmpty()) {
            bytes.putShort((short) (4 + VETH_BYTES)).putShort((short) INFO).putShort((short) 9).putShort((short) 1)
                    .put(kind.getBytes(StandardCharsets.US_ASCII)).put(new byte[4]);
        }
        return bytes.flip();
    }

    @Test
    void shouldFindWhatStandsOnAnInterface() {
        LinkLayers layers = new LinkLayers();
        layers.add(link(9, LOWER, 8));
        layers.add(link(2, MASTER, 7));
        layers.add(link(3, MASTER, 7));
        layers.add(link(7, MASTER, 8));
        layers.add(link(8));
        layers.add(link(4));

        assertThat(layers.from(2)).as("a port of a bond in a bridge with a VLAN").containsExactlyInAnyOrder(2, 7, 8, 9);
        assertThat(layers.from(3)).containsExactlyInAnyOrder(3, 7, 8, 9);
        assertThat(layers.from(8)).containsExactlyInAnyOrder(8, 9);
        assertThat(layers.from(9)).containsExactly(9);
        assertThat(layers.from(4)).containsExactly(4);
        assertThat(layers.from(99)).containsExactly(99);
    }

    @Test
    void shouldNotTakeTheOtherEndOfACableForALayer() {
        LinkLayers layers = new LinkLayers();
        layers.add(link(5, "veth", LOWER, 6));
        layers.add(link(6, "veth", LOWER, 5));
        layers.add(link(7, "vlan", LOWER, 6));

        assertThat(layers.from(5)).containsExactly(5);
        assertThat(layers.from(6)).containsExactlyInAnyOrder(6, 7);
    }

    @Test
    void shouldNotTakeANumberOfAnotherNetworkForOneOfThisOne() {
        LinkLayers layers = new LinkLayers();
        layers.add(link(5, LOWER, 6, LOWER_NETWORK, 0));

        assertThat(layers.from(6)).containsExactly(6);
    }

    @Test
    void shouldEndWhereInterfacesStandOnEachOther() {
        LinkLayers layers = new LinkLayers();
        layers.add(link(1, LOWER, 2));
        layers.add(link(2, LOWER, 1));

        assertThat(layers.from(1)).containsExactlyInAnyOrder(1, 2);
    }
}
