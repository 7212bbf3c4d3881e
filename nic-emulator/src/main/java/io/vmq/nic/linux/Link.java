package io.vmq.nic.linux;

import io.vmq.dispatch.frame.MacAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An interface as it was when the kernel was asked.
 *
 * @param index
 *            its number in its network
 * @param mac
 *            its own address; null if it has none of six bytes
 * @param hasEthernetFrames
 *            whether its frames begin with an Ethernet header, as those of loopback do too
 * @param mtuBytes
 *            most bytes behind the Ethernet header
 * @param isUp
 *            whether it was set up; whether it works is its {@code state}
 * @param kind
 *            what makes it, such as {@code veth} or {@code bridge}; empty for a NIC
 * @param hasCarrier
 *            whether a signal comes through its cable, or what stands for one
 * @param carrierLosses
 *            how often it lost its carrier since it was made (Linux 4.16)
 * @param promiscuity
 *            how many have asked that it takes all frames; 0 if it takes its own alone
 * @param rxQueues
 *            queues that the kernel has for what it receives
 */
public record Link(int index, String name, @Nullable MacAddress mac, boolean hasEthernetFrames, int mtuBytes,
        boolean isUp, OperationalState state, boolean hasCarrier, int carrierLosses, String kind, int promiscuity,
        int rxQueues, int txQueues,
        LinkCounters counters) {

    private static final int ADDRESS = 1;
    private static final int NAME = 3;
    private static final int MTU = 4;
    private static final int OPERATIONAL_STATE = 16;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;
    private static final int STATS = 23;
    private static final int PROMISCUITY = 30;
    private static final int TX_QUEUES = 31;
    private static final int RX_QUEUES = 32;
    private static final int CARRIER = 33;
    private static final int CARRIER_LOSSES = 48;
    private static final int UP = 1;

    /** Hardware types of linux/if_arp.h. */
    private static final int ETHERNET = 1;
    private static final int LOOPBACK = 772;

    private static final int MAC_BYTES = 6;
    private static final int TYPE_OFFSET = 2;
    private static final int INDEX_OFFSET = 4;
    private static final int FLAGS_OFFSET = 8;

    /** Reads the answer to a question for a link, from its fixed part on (rtnetlink(7), RTM_GETLINK). */
    static Link of(ByteBuffer answer) {
        NetlinkAttributes attributes = new NetlinkAttributes(answer, NetlinkMessage.LINK_PART_BYTES);
        return new Link(answer.getInt(INDEX_OFFSET), attributes.text(NAME).orElse(""),
                attributes.bytes(ADDRESS).flatMap(Link::macOf).orElse(null), isEthernet(answer.getShort(TYPE_OFFSET)),
                attributes.number(MTU, 0),
                (answer.getInt(FLAGS_OFFSET) & UP) != 0,
                OperationalState.of(attributes.number(OPERATIONAL_STATE, 0)), attributes.number(CARRIER, 1) != 0,
                attributes.number(CARRIER_LOSSES, 0),
                attributes.nested(INFO).flatMap(info -> info.text(INFO_KIND)).orElse(""),
                attributes.number(PROMISCUITY, 0), attributes.number(RX_QUEUES, 1), attributes.number(TX_QUEUES, 1),
                attributes.bytes(STATS).map(LinkCounters::of).orElse(LinkCounters.NONE));
    }

    private static boolean isEthernet(int hardwareType) {
        return hardwareType == ETHERNET || hardwareType == LOOPBACK;
    }

    static Optional<MacAddress> macOf(ByteBuffer bytes) {
        if (bytes.limit() != MAC_BYTES) {
            return Optional.empty();
        }
        ByteBuffer onTheWire = bytes.duplicate().order(ByteOrder.BIG_ENDIAN);
        long high = Short.toUnsignedLong(onTheWire.getShort(0));
        return Optional
                .of(new MacAddress(high << Integer.SIZE | Integer.toUnsignedLong(onTheWire.getInt(Short.BYTES))));
    }
}
