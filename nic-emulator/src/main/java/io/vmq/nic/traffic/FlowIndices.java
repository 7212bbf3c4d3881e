package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.Source;

/**
 * Numbers the flows: first the IPv4 flows of VM 0, of VM 1 and so on; then their IPv6 flows in the same order; then one
 * flow of ARP requests, one of each sender of broadcasts, one of each multicast group. What the frame mix does not have
 * gets no numbers. Immutable.
 */
final class FlowIndices {

    private final int flowsPerVm;
    /** IPv4 flows of all VMs together. */
    private final int ipv4Flows;
    /** Flows of VMs, of both IP versions. */
    private final int vmFlows;
    private final int firstBroadcast;
    private final int firstMulticast;
    private final int count;

    FlowIndices(Receivers receivers, FrameMix mix) {
        flowsPerVm = receivers.flowsPerVm();
        ipv4Flows = receivers.flowCount();
        vmFlows = mix.hasIpv6() ? 2 * ipv4Flows : ipv4Flows;
        firstBroadcast = vmFlows + (mix.has(FrameKind.ARP) ? 1 : 0);
        firstMulticast = firstBroadcast + (mix.has(FrameKind.BROADCAST) ? GroupHeaders.GROUPS : 0);
        count = firstMulticast + (mix.has(FrameKind.MULTICAST) ? GroupHeaders.GROUPS : 0);
    }

    /**
     * Checks that the flows of both IP versions together are not too many.
     *
     * @throws IllegalArgumentException
     *             if they are, with the number and what was expected
     */
    static void checkCount(Receivers receivers, FrameMix mix) {
        if (mix.hasIpv6() && receivers.flowCount() > Receivers.MAX_FLOWS / 2) {
            throw new IllegalArgumentException(receivers.flowCount() + " flows with IPv6 beside IPv4: at most "
                    + Receivers.MAX_FLOWS / 2 + " flows of all VMs expected");
        }
    }

    /** Index of a VM's flow that has frames of this kind. */
    int ofVm(FrameKind kind, int vm, int flowOfVm) {
        int flow = vm * flowsPerVm + flowOfVm;
        return kind.isIpv6() ? ipv4Flows + flow : flow;
    }

    /** Index of the flow of a group; ARP has but one. */
    int ofGroup(FrameKind kind, int group) {
        return switch (kind) {
            case BROADCAST -> firstBroadcast + group;
            case MULTICAST -> firstMulticast + group;
            default -> vmFlows;
        };
    }

    /** Index of the VM that a flow belongs to, or {@link Source#HOST}. */
    int vmOf(int flow) {
        if (flow >= vmFlows) {
            return Source.HOST;
        }
        return (flow < ipv4Flows ? flow : flow - ipv4Flows) / flowsPerVm;
    }

    int count() {
        return count;
    }
}
