package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;

/**
 * What emulated frames look like.
 *
 * @param sizes
 *            frame sizes, FCS counted; ARP frames have 64 bytes whatever is said here
 * @param transport
 *            what the frames of VM flows carry
 * @param mix
 *            which share is not plain IPv4 to a VM
 * @param outerVlan
 *            id of the service tag (802.1ad) that every frame carries outside whatever else it has, 1 to
 *            {@link EthernetLayout#MAX_VLAN_ID}, or {@link #NO_OUTER_VLAN}
 */
public record FrameStyle(FrameSizes sizes, Transport transport, FrameMix mix, int outerVlan) {

    public static final int NO_OUTER_VLAN = 0;

    /** An ARP packet is shorter than any other, so its frame is padded to the shortest there is (RFC 826). */
    static final int ARP_FRAME_BYTES = EthernetLayout.MIN_FRAME_BYTES;

    public FrameStyle {
        if (outerVlan < NO_OUTER_VLAN || outerVlan > EthernetLayout.MAX_VLAN_ID) {
            throw new IllegalArgumentException("outer VLAN " + outerVlan + ": 1 to " + EthernetLayout.MAX_VLAN_ID
                    + ", or 0 for none, expected");
        }
    }

    /** Plain frames without an outer tag. */
    public FrameStyle(FrameSizes sizes, Transport transport) {
        this(sizes, transport, FrameMix.NONE, NO_OUTER_VLAN);
    }

    /** Mean length of a frame in bytes, FCS counted. */
    public double meanBytes() {
        double arp = mix.share(FrameKind.ARP);
        return arp == 0 ? sizes.meanBytes() : (1 - arp) * sizes.meanBytes() + arp * ARP_FRAME_BYTES;
    }

    /** Bytes of the tag that every frame carries: 0 or {@link EthernetLayout#TAG_BYTES}. */
    int outerTagBytes() {
        return outerVlan == NO_OUTER_VLAN ? 0 : EthernetLayout.TAG_BYTES;
    }

    /**
     * Checks that the headers of every kind that occurs fit into the smallest frame.
     *
     * @param tagged
     *            whether frames may carry the VLAN tag of a VM
     * @throws IllegalArgumentException
     *             if not, with the size and what was expected
     */
    void checkSizes(boolean tagged) {
        FrameKind neediest = FrameKind.PLAIN;
        int needBytes = EthernetLayout.MIN_FRAME_BYTES;
        for (FrameKind kind : FrameKind.values()) {
            if (mix.has(kind) && minFrameBytes(kind, tagged) > needBytes) {
                neediest = kind;
                needBytes = minFrameBytes(kind, tagged);
            }
        }
        if (sizes.minBytes() < needBytes) {
            throw new IllegalArgumentException("frame size " + sizes.minBytes() + ": at least " + needBytes
                    + " expected (bytes with FCS; " + reason(neediest, tagged) + ")");
        }
    }

    /** What the headers and the FCS of a frame of this kind take; the wire may ask for more. */
    int minFrameBytes(FrameKind kind, boolean tagged) {
        int tagBytes = outerTagBytes() + (tagged && !kind.isGroup() ? EthernetLayout.TAG_BYTES : 0);
        return EthernetLayout.HEADER_BYTES + tagBytes + kind.minPacketBytes(transport) + EthernetLayout.FCS_BYTES;
    }

    private String reason(FrameKind kind, boolean tagged) {
        if (kind == FrameKind.PLAIN) {
            return Transport.NEEDS;
        }
        int plainBytes = minFrameBytes(kind, false) - outerTagBytes();
        return kind.label() + " frames of " + transport.text() + " need " + plainBytes
                + (tagged ? ", a VLAN tag " + EthernetLayout.TAG_BYTES + " more" : "")
                + (outerVlan == NO_OUTER_VLAN ? "" : ", the outer tag " + EthernetLayout.TAG_BYTES + " more");
    }
}
