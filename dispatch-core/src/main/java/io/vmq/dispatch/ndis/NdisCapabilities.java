package io.vmq.dispatch.ndis;

/**
 * What a NIC reports about its receive queues (WDD determining-the-vmq-capabilities-of-a-network-adapter).
 *
 * @param numQueues
 *            queues beside the default queue, as NDIS counts them; from 0
 * @param maxFilters
 *            MAC filters that it holds, at least one for each queue
 * @param vlanFiltering
 *            whether filters may name a VLAN; a NIC need not support that (LOGO)
 * @param anyVlan
 *            whether a filter without VLAN and without the flag for untagged frames matches any VLAN, as from NDIS 6.30 on,
 *            or is refused, as by NDIS 6.20 (WDD setting-a-vmq-filter)
 */
public record NdisCapabilities(int numQueues, int maxFilters, boolean vlanFiltering, boolean anyVlan) {

    public NdisCapabilities {
        if (numQueues < 0 || maxFilters < numQueues) {
            throw new IllegalArgumentException("numQueues=" + numQueues + ", maxFilters=" + maxFilters
                    + ": at least 0 queues and a filter for each expected");
        }
    }

    /** A NIC of NDIS 6.30 with that many queues and as many filters as anybody asks for. */
    public static NdisCapabilities ofQueues(int numQueues) {
        return new NdisCapabilities(numQueues, Integer.MAX_VALUE, true, true);
    }
}
