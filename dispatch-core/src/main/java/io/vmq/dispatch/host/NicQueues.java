package io.vmq.dispatch.host;

/**
 * The receive queues that a NIC offers beside default queue 0.
 *
 * @param filtered
 *            queues that carry filters, or over which RSS spreads
 * @param perVm
 *            queues that each of them becomes where a VM has several (VMMQ): queue pairs of a VPort, the first one of which the
 *            filter names
 */
public record NicQueues(int filtered, int perVm) {

    /** VmmqQueuePairs of a port unless it is set (Msvm_EthernetSwitchPortOffloadSettingData). */
    public static final int DEFAULT_PER_VM = 16;

    public NicQueues {
        if (filtered < 1 || perVm < 1) {
            throw new IllegalArgumentException("queues=" + filtered + ", perVm=" + perVm + ": 1 or more expected");
        }
    }

    /** One queue for a VM. */
    public static NicQueues single(int filtered) {
        return new NicQueues(filtered, 1);
    }

    /** Default queue 0 and all others. */
    int count() {
        return 1 + filtered * perVm;
    }

    /** The first queue of the port that is the {@code port}th to have filters, counted from 1; 0 is the default queue's. */
    int firstOf(int port) {
        return port == VmqAllocation.DEFAULT_QUEUE ? VmqAllocation.DEFAULT_QUEUE : 1 + (port - 1) * perVm;
    }
}
