package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;

/**
 * An EQUAL test on the destination MAC, and on the VLAN if asked, that sends a frame to a queue (Windows driver docs,
 * "VMQ receive filters"). The fields are joined by AND; several filters on one queue are joined by OR.
 *
 * @param mac
 *            unicast destination MAC
 * @param vlan
 *            {@link #UNTAGGED_OR_ZERO}, {@link #ANY_VLAN}, or a VLAN id from 1 to 4094
 * @param queue
 *            the queue that matching frames go to
 */
public record ReceiveFilter(MacAddress mac, int vlan, int queue) {

    /** Matches frames without a tag or with VLAN id 0: what the Hyper-V switch sets when a VM has no VLAN. */
    public static final int UNTAGGED_OR_ZERO = 0;
    /** Matches whatever the tag says: the flag unset and no VLAN given, as NDIS 6.30 and later define it. */
    public static final int ANY_VLAN = -1;

    public ReceiveFilter {
        if (mac.isGroup()) {
            throw new IllegalArgumentException(mac + " is a group address; a receive filter takes a unicast MAC");
        }
        if (vlan < ANY_VLAN || vlan > EthernetLayout.MAX_VLAN_ID) {
            throw new IllegalArgumentException("vlan=" + vlan + ": a VLAN id from 1 to 4094 expected");
        }
    }
}
