package io.vmq.nic.packet;

import java.nio.ByteBuffer;
import java.util.List;

/** Runs a program of classic BPF as Linux does, in the plainest way, so that programs can be tested without a kernel. */
final class ClassicMachine {

    private static final int LINK_LAYER = -0x20_0000;
    private static final int VLAN_TAG = -0x1000 + 44;
    private static final int VLAN_TAG_PRESENT = -0x1000 + 48;

    private final ByteBuffer frame;
    private final boolean tagged;
    private final int tag;

    /**
     * A machine before a frame.
     *
     * @param frame
     *            the frame without its outermost tag, big-endian
     * @param tagged
     *            whether there was one
     * @param tag
     *            its priority and VLAN id
     */
    ClassicMachine(ByteBuffer frame, boolean tagged, int tag) {
        this.frame = frame;
        this.tagged = tagged;
        this.tag = tag;
    }

    int run(List<ClassicInstruction> program) {
        int[] memory = new int[16];
        int a = 0;
        for (int at = 0;; at++) {
            ClassicInstruction each = program.get(at);
            switch (each.code()) {
                case 0x20 -> a = word(each.k());
                case 0x28 -> a = Short.toUnsignedInt(frame.getShort(each.k() - LINK_LAYER));
                case 0x60 -> a = memory[each.k()];
                case 0x02 -> memory[each.k()] = a;
                case 0x54 -> a &= each.k();
                case 0x05 -> at += each.k();
                case 0x15 -> at += a == each.k() ? each.jumpTrue() : each.jumpFalse();
                case 0x35 -> at += Integer.compareUnsigned(a, each.k()) >= 0 ? each.jumpTrue() : each.jumpFalse();
                case 0x45 -> at += (a & each.k()) != 0 ? each.jumpTrue() : each.jumpFalse();
                case 0x06 -> {
                    return each.k();
                }
                default -> throw new AssertionError("code 0x" + Integer.toHexString(each.code()));
            }
        }
    }

    private int word(int place) {
        return switch (place) {
            case VLAN_TAG -> tag;
            case VLAN_TAG_PRESENT -> tagged ? 1 : 0;
            default -> frame.getInt(place - LINK_LAYER);
        };
    }
}
