package io.vmq.nic.packet;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.ReceiveFilter;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Receive filters and frames that come near to each other, from a seed. */
final class RandomTable {

    static final int FRAME_BYTES = 60;
    private static final int MARK_OFFSET = 40;

    private static final int[] VLANS = {ReceiveFilter.ANY_VLAN, ReceiveFilter.UNTAGGED_OR_ZERO, 1, 2, 3, 4093, 4094};
    private static final int[] TAGS = {-1, -1, 0, 1, 2, 3, 5, 4093, 4094, 4095};
    private static final long[] MAC_STARTS = {0x0015_5D00_0000L, 0x0015_5D00_FFFFL, 0x0015_FFFF_FFF0L,
        0x0200_0000_0000L,
        0xFEFF_FFFF_FF00L, 0x0015_7FFF_FFF0L, 0x0000_0000_0000L};

    private final Random random;
    private final List<ReceiveFilter> filters = new ArrayList<>();

    RandomTable(Random random, int mostFilters, int queues) {
        this.random = random;
        Set<String> keys = new HashSet<>();
        int count = random.nextInt(mostFilters + 1);
        int spread = 1 + random.nextInt(40);
        for (int i = 0; i < count; i++) {
            MacAddress mac = mac(spread);
            int vlan = VLANS[random.nextInt(VLANS.length)];
            if (!mac.isGroup() && keys.add(mac + "/" + vlan)) {
                filters.add(new ReceiveFilter(mac, vlan, random.nextInt(queues)));
            }
        }
    }

    private MacAddress mac(int spread) {
        return new MacAddress(MAC_STARTS[random.nextInt(MAC_STARTS.length)]).plus(random.nextInt(spread));
    }

    List<ReceiveFilter> filters() {
        return filters;
    }

    /** A frame whose destination is, or nearly is, one of the filters' or a group; it carries the mark. */
    byte[] frame(long mark) {
        long mac = filters.isEmpty() || random.nextInt(4) == 0 ? mac(60).bits()
                : filters.get(random.nextInt(filters.size())).mac().bits();
        if (random.nextInt(8) == 0) {
            mac ^= 1L << random.nextInt(48);
        }
        ByteBuffer frame = ByteBuffer.allocate(FRAME_BYTES);
        frame.putShort((short) (mac >>> 32)).putInt((int) mac).putShort((short) 0x0200).putInt(7);
        int tag = TAGS[random.nextInt(TAGS.length)];
        if (tag >= 0) {
            frame.putShort((short) (random.nextInt(3) == 0 ? 0x88A8 : 0x8100));
            frame.putShort((short) (random.nextInt(16) << 12 | tag));
            if (random.nextInt(4) == 0) {
                frame.putShort((short) 0x8100).putShort((short) random.nextInt(5));
            }
        }
        frame.putShort((short) 0x88B5);
        frame.putLong(MARK_OFFSET, mark);
        return frame.array();
    }

    static long markOf(Memory frame) {
        return frame.i64Be(MARK_OFFSET);
    }
}
