package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Receive filters as entries of a hash table in the kernel. A key is the MAC as it stands in the frame, and behind it a field
 * for the VLAN:
 *
 * <pre>
 *  0                 6         8
 * +-----------------+---------+
 * | destination MAC | VLAN    |    VLAN in the machine's order: 0 any, 1 untagged or id 0, id + 1 otherwise
 * +-----------------+---------+
 * </pre>
 *
 * The queue of a key is what {@link FilterTable} answers for a frame of that key. So who wins between a filter for one VLAN and
 * one for any VLAN is settled here, by the one law that there is, and the first key that is found decides.
 */
final class FilterEntries {

    static final int ANY_VLAN_FIELD = 0;
    static final int UNTAGGED_FIELD = 1;
    /** A tag whose id is not in the frame any more: only filters for any VLAN take it. */
    static final int CUT_TAG_FIELD = 0xFFFF;
    /** Where the VLAN stands in a key. */
    static final int VLAN_FIELD_OFFSET = 6;

    private static final int FRAME_BYTES = EthernetLayout.HEADER_BYTES + EthernetLayout.TAG_BYTES;

    private FilterEntries() {}

    /**
     * The queues by key.
     *
     * @throws IllegalArgumentException
     *             if two filters ask for the same MAC and VLAN
     */
    static Map<Long, Integer> of(List<ReceiveFilter> filters) {
        FilterTable table = new FilterTable(filters);
        Map<Long, Integer> entries = new HashMap<>();
        filters.forEach(filter -> entries.put(key(filter.mac(), filter.vlan() + 1), queueFor(table, filter)));
        return entries;
    }

    private static long key(MacAddress mac, int vlanField) {
        return Long.reverseBytes(mac.bits() << Short.SIZE) | (long) vlanField << (Byte.SIZE * VLAN_FIELD_OFFSET);
    }

    /** Asks about a frame that the filter matches, and, if it takes any VLAN, no filter for one VLAN does. */
    private static int queueFor(FilterTable table, ReceiveFilter filter) {
        Memory frame = Memory.allocate(FRAME_BYTES);
        frame.putI64Be(0, filter.mac().bits() << Short.SIZE);
        if (filter.vlan() == ReceiveFilter.UNTAGGED_OR_ZERO) {
            return table.queueFor(frame, 0, FRAME_BYTES);
        }
        frame.putU16Be(EthernetLayout.TYPE_OFFSET, EthernetLayout.TYPE_VLAN);
        if (filter.vlan() == ReceiveFilter.ANY_VLAN) {
            return table.queueFor(frame, 0, EthernetLayout.HEADER_BYTES);
        }
        frame.putU16Be(EthernetLayout.TAG_CONTROL_OFFSET, filter.vlan());
        return table.queueFor(frame, 0, FRAME_BYTES);
    }
}
