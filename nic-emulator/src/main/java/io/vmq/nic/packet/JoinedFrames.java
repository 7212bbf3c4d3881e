package io.vmq.nic.packet;

import io.vmq.nic.linux.InterfaceRequests;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/** Whether frames of a flow may have been joined before a packet socket sees them (linux/ethtool.h). */
final class JoinedFrames {

    private static final int GET_GRO = 0x2B;
    private static final int GET_FLAGS = 0x25;
    private static final int LRO = 1 << 15;
    /** Command and answer. */
    private static final int VALUE_BYTES = 8;

    private JoinedFrames() {}

    /** A sentence if so, for an interface of the calling thread's network; none if not, or if the driver does not say. */
    static List<String> remarks(String interfaceName) {
        try (InterfaceRequests requests = InterfaceRequests.open()) {
            boolean gro = value(requests, interfaceName, GET_GRO) != 0;
            boolean lro = (value(requests, interfaceName, GET_FLAGS) & LRO) != 0;
            return gro || lro ? List.of(sentence(interfaceName, gro ? lro ? "GRO and LRO are" : "GRO is" : "LRO is"))
                    : List.of();
        }
    }

    private static int value(InterfaceRequests requests, String interfaceName, int command) {
        ByteBuffer value = ByteBuffer.allocate(VALUE_BYTES).order(ByteOrder.nativeOrder()).putInt(0, command);
        int answer = requests.ethtool(interfaceName, value.array());
        return answer < 0 ? 0 : value.getInt(Integer.BYTES);
    }

    private static String sentence(String interfaceName, String which) {
        return which + " on at " + interfaceName + ": frames of a flow may come joined and count as one ('ethtool -K "
                + interfaceName + " gro off lro off' keeps them apart)";
    }
}
