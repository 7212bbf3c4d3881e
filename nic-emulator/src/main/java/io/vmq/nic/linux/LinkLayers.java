package io.vmq.nic.linux;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which interfaces of a network stand on which others: a bridge or bond on its members (IFLA_MASTER of linux/if_link.h), a VLAN,
 * macvlan or tunnel on what it goes through (IFLA_LINK). One thread uses it.
 */
final class LinkLayers {

    private static final int LOWER = 5;
    private static final int MASTER = 10;
    private static final int INFO = 18;
    private static final int INFO_KIND = 1;
    /** There if the number of LOWER is one of another network. */
    private static final int LOWER_NETWORK = 37;
    private static final int INDEX_OFFSET = 4;
    private static final int NONE = 0;

    /** Of these, LOWER is the other end of the cable. */
    private static final Set<String> CABLES = Set.of("veth", "netkit", "vxcan");

    private final Map<Integer, List<Integer>> above = new HashMap<>();

    /** Takes in the kernel's answer about a link, from its fixed part on (rtnetlink(7), RTM_GETLINK). */
    void add(ByteBuffer answer) {
        NetlinkAttributes attributes = new NetlinkAttributes(answer, NetlinkMessage.LINK_PART_BYTES);
        int index = answer.getInt(INDEX_OFFSET);
        put(index, attributes.number(MASTER, NONE));
        String kind = attributes.nested(INFO).flatMap(info -> info.text(INFO_KIND)).orElse("");
        if (!CABLES.contains(kind) && attributes.bytes(LOWER_NETWORK).isEmpty()) {
            put(attributes.number(LOWER, NONE), index);
        }
    }

    private void put(int lower, int upper) {
        if (lower != NONE && upper != NONE) {
            above.computeIfAbsent(lower, ignored -> new ArrayList<>()).add(upper);
        }
    }

    /** The interface of that number and all that stand on it, directly or not. */
    Set<Integer> from(int index) {
        Set<Integer> found = new HashSet<>(Set.of(index));
        Deque<Integer> next = new ArrayDeque<>(found);
        while (!next.isEmpty()) {
            for (int upper : above.getOrDefault(next.remove(), List.of())) {
                if (found.add(upper)) {
                    next.add(upper);
                }
            }
        }
        return found;
    }
}
