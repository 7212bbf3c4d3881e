package io.vmq.nic.xdp;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.dispatch.steering.VlanTag;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * UDP frames that carry their own number and that of their flow, so that a receiver can tell them from all others. Everything in a
 * frame follows from its number, its flow, and the flow's address and VLAN.
 */
final class TestFrames {

    private static final long MAGIC = 0x766D_715F_7864_7021L;
    private static final int SHORTEST = 64;
    private static final int LENGTHS = 1400;

    private TestFrames() {}

    /**
     * A frame of a flow; VLAN {@link VlanTag#NONE} leaves the tag out. Tagged frames of a flow have one length, since a packet socket takes
     * the length for a part of the flow behind a tag, and so chooses the sending queue by it.
     */
    static byte[] frame(MacAddress destination, int vlan, int flow, int number) {
        int bytes = SHORTEST + Math.floorMod((vlan == VlanTag.NONE ? number : flow) * 7919, LENGTHS);
        ByteBuffer frame = ByteBuffer.allocate(bytes).putShort((short) (destination.bits() >>> 32))
                .putInt((int) destination.bits()).putShort((short) 0x0015).putInt(0x5D00_00FF);
        if (vlan != VlanTag.NONE) {
            frame.putShort((short) (flow % 2 == 0 ? 0x8100 : 0x88A8)).putShort((short) (vlan | 5 << 13));
        }
        frame.putShort((short) 0x0800);
        putIpv4AndUdp(frame, flow);
        frame.putLong(MAGIC).putInt(flow).putInt(number);
        while (frame.hasRemaining()) {
            frame.put((byte) (number + frame.position()));
        }
        return frame.array();
    }

    private static void putIpv4AndUdp(ByteBuffer frame, int flow) {
        int packetBytes = frame.remaining();
        frame.put((byte) 0x45).put((byte) 0).putShort((short) packetBytes).putInt(0).put((byte) 64).put((byte) 17)
                .putShort((short) 0).putInt(0x0A00_0001 + flow).putInt(0x0A01_0001)
                .putShort((short) (1000 + flow)).putShort((short) 80).putShort((short) (packetBytes - 20))
                .putShort((short) 0);
    }

    private static int noteOffset(byte[] frame) {
        return (frame[12] & 0xFF) == 0x08 ? 42 : 46;
    }

    static boolean isOurs(byte[] frame) {
        return frame.length >= SHORTEST && ByteBuffer.wrap(frame).getLong(noteOffset(frame)) == MAGIC;
    }

    static int flowOf(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(noteOffset(frame) + 8);
    }

    static int numberOf(byte[] frame) {
        return ByteBuffer.wrap(frame).getInt(noteOffset(frame) + 12);
    }

    static int queueOf(FilterTable table, byte[] frame) {
        return table.queueFor(Memory.copyOf(Arrays.copyOf(frame, 64)), 0, 64);
    }
}
