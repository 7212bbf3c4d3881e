package io.vmq.nic.vxlan;

/**
 * Datagrams that came to the port of a {@link VxlanPort} and are none of its frames. They are neither delivered nor lost.
 *
 * @param notVxlan
 *            shorter than a VXLAN header, or without a valid VNI
 * @param otherNetwork
 *            of another VNI
 * @param noFrame
 *            with something inside that is shorter than an Ethernet header, or longer than any frame
 */
public record UnwantedDatagrams(long notVxlan, long otherNetwork, long noFrame) {

    static final UnwantedDatagrams NONE = new UnwantedDatagrams(0, 0, 0);

    UnwantedDatagrams plus(UnwantedDatagrams other) {
        return new UnwantedDatagrams(notVxlan + other.notVxlan, otherNetwork + other.otherNetwork,
                noFrame + other.noFrame);
    }

    public long total() {
        return notVxlan + otherNetwork + noFrame;
    }
}
