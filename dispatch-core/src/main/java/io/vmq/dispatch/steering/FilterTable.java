package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.memory.Memory;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Finds the queue whose receive filter a frame matches (Windows driver docs, "VMQ receive filters"). Immutable, for any
 * thread; a lookup allocates nothing and costs the same for one filter as for thousands.
 *
 * <p>
 * A NIC tests the filters of one queue, then those of the next: if several match, the lowest-numbered queue wins. A
 * frame that matches none goes to default queue 0, and so does every broadcast and multicast frame, since filters are
 * unicast. Of several VLAN tags the outermost counts; a tag that the capture cut off matches only filters for any VLAN.
 *
 * <p>
 * The table is open addressing over pairs of key and queue, an eighth full at most, with the multiplier that makes the
 * fewest keys meet: a second look costs little, but the processor guesses wrong whether there is one. A key is the MAC
 * above {@value #VLAN_BITS} bits for the VLAN. Who wins between a filter for one VLAN and one for any VLAN is settled
 * when the table is made, so that the first key found decides.
 */
public final class FilterTable {

    private static final int DEFAULT_QUEUE = 0;
    private static final int NOT_FOUND = -1;

    private static final int VLAN_BITS = 16;
    private static final int VLAN_FIELD_OF_CUT_TAG = (1 << VLAN_BITS) - 1;

    private static final int VLAN_FIELD_OF_UNTAGGED = 1;

    private static final long NO_KEY = -1;
    /** A pair is the key and, one word on, the queue. */
    private static final int PAIR_BYTES = 2 * Long.BYTES;
    private static final int QUEUE = Long.BYTES;
    private static final int PAIR_SHIFT = 4;
    /** Changes nothing, but tells the compiler that places are small and not negative. */
    private static final long PLACE_MASK = 0x7FFF_FFF0;
    private static final int MIN_PAIRS = 16;
    /** Pairs per key, at least: room enough that a multiplier is found with which hardly a key has to look twice. */
    private static final int ROOM = 8;
    private static final int MULTIPLIERS = 256;
    private static final long GOLDEN_RATIO = 0x9E37_79B9_7F4A_7C15L;

    /** Off-heap, because there the compiler needs no check of bounds: a place is always one of the table. */
    private final Memory pairs;
    private final long lastPair;
    private final long multiplier;
    private final int shift;
    private final boolean anyVlan;

    /**
     * @throws IllegalArgumentException
     *             if two filters ask for the same MAC and VLAN
     */
    public FilterTable(List<ReceiveFilter> filters) {
        Map<Long, Integer> queues = queuesByKey(filters);
        anyVlan = filters.stream().anyMatch(filter -> filter.vlan() == ReceiveFilter.ANY_VLAN);
        queues.replaceAll((key, queue) -> Math.min(queue, queues.getOrDefault(anyVlanOf(key), queue)));
        int pairCount = Integer.highestOneBit(Math.max(MIN_PAIRS, ROOM * queues.size()) - 1) << 1;
        shift = Long.numberOfLeadingZeros(pairCount) + 1;
        multiplier = bestMultiplier(queues.keySet(), shift);
        pairs = Memory.allocate((long) pairCount * PAIR_BYTES);
        lastPair = (pairCount - 1L) * PAIR_BYTES;
        for (long at = 0; at <= lastPair; at += PAIR_BYTES) {
            pairs.putLong(at, NO_KEY);
        }
        queues.forEach(this::insert);
    }

    /** The first of some multipliers with which no two keys begin at the same place, or the one with the fewest that do. */
    private static long bestMultiplier(Set<Long> keys, int shift) {
        long best = GOLDEN_RATIO;
        int mostPlaces = 0;
        for (int i = 0; i < MULTIPLIERS && mostPlaces < keys.size(); i++) {
            long multiplier = GOLDEN_RATIO * (2L * i + 1);
            int places = (int) keys.stream().mapToLong(key -> (key * multiplier) >>> shift).distinct().count();
            if (places > mostPlaces) {
                mostPlaces = places;
                best = multiplier;
            }
        }
        return best;
    }

    private static Map<Long, Integer> queuesByKey(List<ReceiveFilter> filters) {
        Map<Long, Integer> queues = new HashMap<>();
        for (ReceiveFilter filter : filters) {
            Integer other = queues.putIfAbsent(key(filter.mac().bits(), vlanField(filter.vlan())), filter.queue());
            if (other != null) {
                throw new IllegalArgumentException("two receive filters ask for MAC " + filter.mac() + " and "
                        + vlanText(filter.vlan()) + ": one of queue " + other + ", one of queue " + filter.queue());
            }
        }
        return queues;
    }

    private static String vlanText(int vlan) {
        return switch (vlan) {
            case ReceiveFilter.ANY_VLAN -> "any VLAN";
            case ReceiveFilter.UNTAGGED_OR_ZERO -> "no VLAN";
            default -> "VLAN " + vlan;
        };
    }

    private void insert(long key, int queue) {
        long at = firstPlace(key);
        while (pairs.getLong(at) != NO_KEY) {
            at = nextPlace(at);
        }
        pairs.putLong(at, key);
        pairs.putLong(at + QUEUE, queue);
    }

    /**
     * The queue of a frame.
     *
     * @param frame
     *            offset of the frame's first byte in the memory
     * @param storedBytes
     *            bytes at hand there; at least an Ethernet header
     */
    public int queueFor(Memory memory, long frame, int storedBytes) {
        try {
            return queueFor(keyOf(memory, frame, storedBytes));
        } finally {
            Reference.reachabilityFence(memory);
            Reference.reachabilityFence(this);
        }
    }

    /** What the table is asked about a frame. */
    static long keyOf(Memory memory, long frame, int storedBytes) {
        long at = memory.checkedAddressOf(frame, EthernetLayout.HEADER_BYTES);
        long mac = Memory.i64LeAt(at) << VLAN_BITS;
        int type = Memory.u16LeAt(at + EthernetLayout.TYPE_OFFSET);
        if (!EthernetLayout.isTagLittleEndian(type)) {
            return mac | VLAN_FIELD_OF_UNTAGGED;
        }
        int vlan = VlanTag.idOf(memory, frame, storedBytes);
        return mac | (vlan == VlanTag.CUT ? VLAN_FIELD_OF_CUT_TAG : vlanField(Math.max(0, vlan)));
    }

    /** The queue of a frame with the given key. */
    int queueFor(long key) {
        int queue = find(key);
        if (queue == NOT_FOUND && anyVlan) {
            queue = find(anyVlanOf(key));
        }
        return queue == NOT_FOUND ? DEFAULT_QUEUE : queue;
    }

    private int find(long key) {
        long table = pairs.addressOf(0, lastPair + PAIR_BYTES);
        for (long at = firstPlace(key);; at = nextPlace(at)) {
            long there = Memory.longAt(table + at);
            if (there == key) {
                return Memory.intAt(table + at + QUEUE);
            }
            if (there == NO_KEY) {
                return NOT_FOUND;
            }
        }
    }

    private long firstPlace(long key) {
        return ((key * multiplier) >>> shift << PAIR_SHIFT) & PLACE_MASK;
    }

    private long nextPlace(long at) {
        return (at + PAIR_BYTES) & lastPair;
    }

    /** The MAC as it is read little-endian, above the VLAN. */
    private static long key(long mac, int vlanField) {
        return Long.reverseBytes(mac << VLAN_BITS) << VLAN_BITS | vlanField;
    }

    /** Any VLAN is 0, untagged or VLAN id 0 is 1, and so on up to 4096 for the id 4095 that only frames can have. */
    private static int vlanField(int vlan) {
        return vlan + 1;
    }

    private static long anyVlanOf(long key) {
        return key >>> VLAN_BITS << VLAN_BITS;
    }
}
