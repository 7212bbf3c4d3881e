package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import java.util.Locale;

/** What the emulated frames of VM flows carry inside IP. */
public enum Transport {

    /** RFC 9293, header without options. */
    TCP(6, 20),
    /** RFC 768. */
    UDP(17, 8);

    static final String NEEDS = "IPv4/TCP needs " + TCP.minFrameBytes(false) + ", IPv4/UDP "
            + UDP.minFrameBytes(false) + ", a VLAN tag " + EthernetLayout.TAG_BYTES + " more, and the wire "
            + EthernetLayout.MIN_FRAME_BYTES;

    private final int protocol;
    private final int headerBytes;

    Transport(int protocol, int headerBytes) {
        this.protocol = protocol;
        this.headerBytes = headerBytes;
    }

    /** The number in the protocol field of IPv4, and in the next header field of IPv6. */
    int protocol() {
        return protocol;
    }

    int headerBytes() {
        return headerBytes;
    }

    /** What the headers and the FCS of a plain frame take. */
    public int minFrameBytes(boolean tagged) {
        return EthernetLayout.HEADER_BYTES + (tagged ? EthernetLayout.TAG_BYTES : 0) + Ipv4Header.BYTES + headerBytes
                + EthernetLayout.FCS_BYTES;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
