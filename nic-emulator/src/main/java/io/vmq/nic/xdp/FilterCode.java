package io.vmq.nic.xdp;

import static io.vmq.nic.bpf.Register.*;
import static io.vmq.nic.bpf.Width.*;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.nic.bpf.BpfAssembler;
import io.vmq.nic.bpf.BpfMap;

/**
 * The parts of the program that steers frames in the kernel as {@link io.vmq.dispatch.steering.FilterTable} does here. Beside the
 * calls, the context is kept in R6, and the queue goes from part to part in R7.
 */
final class FilterCode {

    /** Bytes that {@link #stamp} puts in front of a frame: CLOCK_MONOTONIC, ns. */
    static final int STAMP_BYTES = Long.BYTES;
    /** Verdicts of linux/bpf.h, {@code enum xdp_action}. */
    static final int XDP_PASS = 2;
    static final int XDP_REDIRECT = 4;

    /** Where a program finds the frame: {@code struct xdp_md} of linux/bpf.h. */
    private static final int DATA = 0;
    private static final int DATA_END = 4;
    private static final int DATA_META = 8;
    private static final int RX_QUEUE_INDEX = 16;

    /** {@code enum bpf_func_id} of linux/bpf.h. */
    private static final int MAP_LOOKUP = 1;
    private static final int KTIME_GET_NS = 5;
    private static final int REDIRECT_MAP = 51;
    private static final int XDP_ADJUST_META = 54;

    /** On the stack: what maps are asked. */
    private static final int KEY = -8;
    private static final int KEY_VLAN = KEY + FilterEntries.VLAN_FIELD_OFFSET;
    private static final int PLACE = -12;

    private final BpfAssembler code = new BpfAssembler();

    FilterCode() {
        code.move(R6, R1);
    }

    /** Stamps the frame, unless the driver has no room in front of it. */
    FilterCode stamp() {
        code.move(R1, R6).move(R2, -STAMP_BYTES).call(XDP_ADJUST_META)
                .jumpIfNotEqual(R0, 0, "stamped")
                .call(KTIME_GET_NS)
                .load(BYTES_4, R2, R6, DATA_META)
                .load(BYTES_4, R3, R6, DATA)
                .move(R4, R2).add(R4, STAMP_BYTES).jumpIfGreater(R4, R3, "stamped")
                .store(BYTES_8, R2, 0, R0)
                .label("stamped");
        return this;
    }

    /** Every frame goes to queue 0. */
    FilterCode defaultQueue() {
        code.move(R7, 0);
        return this;
    }

    /**
     * Finds the queue of the frame in the table of {@link FilterEntries} that lies in place 0 of {@code tables}: by the VLAN of its
     * outermost tag, otherwise by any VLAN, otherwise it is queue 0.
     */
    FilterCode findQueue(BpfMap tables) {
        code.load(BYTES_4, R7, R6, DATA).load(BYTES_4, R8, R6, DATA_END);
        unlessShorter(EthernetLayout.HEADER_BYTES, "default");
        storeKey();
        lookUp(tables);
        code.label("default").move(R7, 0).jump("steered")
                .label("found").load(BYTES_4, R7, R0, 0)
                .label("steered");
        return this;
    }

    private void unlessShorter(int bytes, String otherwise) {
        code.move(R2, R7).add(R2, bytes).jumpIfGreater(R2, R8, otherwise);
    }

    private void storeKey() {
        code.load(BYTES_4, R2, R7, 0).store(BYTES_4, STACK, KEY, R2)
                .load(BYTES_2, R2, R7, 4).store(BYTES_2, STACK, KEY + 4, R2)
                .move(R3, FilterEntries.UNTAGGED_FIELD)
                .load(BYTES_2, R2, R7, EthernetLayout.TYPE_OFFSET).networkOrder16(R2)
                .jumpIfEqual(R2, EthernetLayout.TYPE_VLAN, "tagged")
                .jumpIfNotEqual(R2, EthernetLayout.TYPE_SERVICE_VLAN, "ask")
                .label("tagged").move(R3, FilterEntries.CUT_TAG_FIELD);
        unlessShorter(EthernetLayout.TAG_CONTROL_OFFSET + Short.BYTES, "ask");
        code.load(BYTES_2, R3, R7, EthernetLayout.TAG_CONTROL_OFFSET).networkOrder16(R3)
                .and(R3, EthernetLayout.VLAN_ID_MASK).add(R3, 1)
                .label("ask").store(BYTES_2, STACK, KEY_VLAN, R3);
    }

    /** Jumps to "found" with the address of the queue in R0, or goes on. */
    private void lookUp(BpfMap tables) {
        code.store(BYTES_4, STACK, PLACE, 0)
                .map(R1, tables).move(R2, STACK).add(R2, PLACE).call(MAP_LOOKUP)
                .jumpIfEqual(R0, 0, "default")
                .move(R9, R0);
        ask();
        code.store(BYTES_2, STACK, KEY_VLAN, FilterEntries.ANY_VLAN_FIELD);
        ask();
    }

    private void ask() {
        code.move(R1, R9).move(R2, STACK).add(R2, KEY).call(MAP_LOOKUP).jumpIfNotEqual(R0, 0, "found");
    }

    /**
     * Gives the frame to the socket of its queue, of those at the hardware queue where it arrived; if there is no such socket, the
     * system has the frame, and it is counted.
     *
     * @param sockets
     *            {@code queueCount} for each hardware queue
     * @param counters
     *            of which the first counts
     */
    FilterCode redirect(BpfMap sockets, int queueCount, BpfMap counters) {
        code.load(BYTES_4, R2, R6, RX_QUEUE_INDEX).multiply(R2, queueCount).add(R2, R7)
                .map(R1, sockets).move(R3, XDP_PASS).call(REDIRECT_MAP)
                .jumpIfEqual(R0, XDP_REDIRECT, "end")
                .move(R6, R0)
                .store(BYTES_4, STACK, PLACE, 0)
                .map(R1, counters).move(R2, STACK).add(R2, PLACE).call(MAP_LOOKUP)
                .jumpIfEqual(R0, 0, "counted")
                .move(R1, 1).addInMemory(R0, 0, R1)
                .label("counted").move(R0, R6)
                .label("end").exit();
        return this;
    }

    /** Ends the program with the queue as its answer. */
    FilterCode answer() {
        code.move(R0, R7).exit();
        return this;
    }

    long[] assemble() {
        return code.assemble();
    }
}
