package io.vmq.nic.arrival;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.memory.Memory;
import io.vmq.dispatch.steering.FilterTable;
import io.vmq.nic.traffic.FrameTag;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * Finds out whose frames arrive: VM by destination MAC and VLAN, flow and place in it by the tag that our own sender writes.
 *
 * <p>
 * Flows have the numbers that the sender gives them, if it sends the same scenario; behind those stands one flow for the
 * frames without a tag of each VM, and one for those of the host, whose sequence counts arrivals. A tag is believed only if
 * its flow is one of the VM that the frame is for. One thread uses it; nothing is allocated per frame.
 */
public final class ArrivalFlows {

    private final int taggedFlows;
    private final int[] vmOfFlow;
    /** Gives the number of a VM, counted from 1; 0 for the host. */
    private final FilterTable vmByAddress;
    private final int[] arrived;
    private long tagged;
    private long untagged;
    private int flow;
    private int sequence;

    /**
     * @param taggedFlows
     *            how many flows the sender has; 0 if it is not ours
     * @param vmOfTagged
     *            for each of them the VM, or {@link Source#HOST}
     */
    public ArrivalFlows(List<VirtualMachine> vms, int taggedFlows, IntUnaryOperator vmOfTagged) {
        this.taggedFlows = taggedFlows;
        vmOfFlow = IntStream.concat(IntStream.range(0, taggedFlows).map(vmOfTagged),
                IntStream.rangeClosed(0, vms.size()).map(row -> row == 0 ? Source.HOST : row - 1)).toArray();
        vmByAddress = new FilterTable(
                IntStream.range(0, vms.size()).mapToObj(vm -> vms.get(vm).filterTo(vm + 1)).toList());
        arrived = new int[vms.size() + 1];
    }

    /** Looks at a frame; then {@link #flow} and {@link #sequence} are its. */
    void find(Memory memory, long frame, int storedBytes) {
        int row = storedBytes < EthernetLayout.HEADER_BYTES ? 0 : vmByAddress.queueFor(memory, frame, storedBytes);
        long tag = taggedFlows == 0 ? FrameTag.NONE : FrameTag.read(memory, frame, storedBytes);
        int tagFlow = (int) tag;
        if (tag != FrameTag.NONE && tagFlow < taggedFlows && vmOfFlow[tagFlow] == vmOfFlow[taggedFlows + row]) {
            tagged++;
            flow = tagFlow;
            sequence = (int) (tag >>> Integer.SIZE);
        } else {
            untagged++;
            flow = taggedFlows + row;
            sequence = arrived[row]++;
        }
    }

    int flow() {
        return flow;
    }

    int sequence() {
        return sequence;
    }

    /** Frames that said which one of their flow they are. */
    long taggedFrames() {
        return tagged;
    }

    /** How many flows there are in all. */
    int count() {
        return vmOfFlow.length;
    }

    int vmOf(int anyFlow) {
        return vmOfFlow[anyFlow];
    }

    /** One sentence on how much is known of order. */
    String remark() {
        return tagged == 0 ? "no frame said which one of its flow it is, so nothing is known of order"
                : untagged == 0 ? "all frames said which one of their flow they are"
                        : untagged + " of " + (tagged + untagged)
                                + " frames did not say which one of their flow they are; order is checked for the others";
    }
}
