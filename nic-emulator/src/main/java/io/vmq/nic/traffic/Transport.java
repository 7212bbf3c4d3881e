package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.EthernetLayout;
import java.util.Locale;

/** What the emulated frames carry inside IPv4. */
public enum Transport {

    /** RFC 9293, header without options. */
    TCP(6, 20),
    /** RFC 768. */
    UDP(17, 8);

    /** An IPv4 header without options (RFC 791). */
    static final int IPV4_BYTES = 20;

    static final String NEEDS = "IPv4/TCP needs " + TCP.minFrameBytes(false) + ", IPv4/UDP "
            + UDP.minFrameBytes(false) + ", a VLAN tag " + EthernetLayout.TAG_BYTES + " more, and the wire "
            + EthernetLayout.MIN_FRAME_BYTES;

    private final int protocol;
    private final int headerBytes;

    Transport(int protocol, int headerBytes) {
        this.protocol = protocol;
        this.headerBytes = headerBytes;
    }

    /** The number in the protocol field of IPv4. */
    int protocol() {
        return protocol;
    }

    int headerBytes() {
        return headerBytes;
    }

    /** What the headers and the FCS alone take. */
    public int minFrameBytes(boolean tagged) {
        return EthernetLayout.HEADER_BYTES + (tagged ? EthernetLayout.TAG_BYTES : 0) + IPV4_BYTES + headerBytes
                + EthernetLayout.FCS_BYTES;
    }

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
