package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import java.util.List;

/**
 * Who receives emulated traffic, and in which shares.
 *
 * @param vms
 *            who receives, 1 to {@link #MAX_VMS}; the first is the most popular
 * @param popularity
 *            how the frames divide over the VMs
 * @param flowsPerVm
 *            flows of each VM, 1 or more; all VMs together at most {@link #MAX_FLOWS}
 * @param flowPopularity
 *            how the frames of a VM divide over its flows
 * @param presence
 *            which VMs are there when
 */
public record Receivers(List<VirtualMachine> vms, Popularity popularity, int flowsPerVm, Popularity flowPopularity,
        Presence presence) {

    /** So that their addresses stay clear of the clients'. */
    public static final int MAX_VMS = 65_536;

    /** So that the notes about flows stay within half a gigabyte. */
    public static final int MAX_FLOWS = 1 << 26;

    public Receivers {
        vms = List.copyOf(vms);
        if (vms.isEmpty() || vms.size() > MAX_VMS) {
            throw new IllegalArgumentException(vms.size() + " VMs to send to: 1 to " + MAX_VMS + " expected");
        }
        if (flowsPerVm < 1 || (long) flowsPerVm * vms.size() > MAX_FLOWS) {
            throw new IllegalArgumentException("flowsPerVm=" + flowsPerVm + " for " + vms.size()
                    + " VMs: 1 or more, and at most " + MAX_FLOWS + " flows in all expected");
        }
        popularity.checkFits(vms.size());
        flowPopularity.checkFits(flowsPerVm);
        presence.checkVms(vms.size());
    }

    /** Receivers that are always there. */
    public Receivers(List<VirtualMachine> vms, Popularity popularity, int flowsPerVm, Popularity flowPopularity) {
        this(vms, popularity, flowsPerVm, flowPopularity, Presence.ALWAYS);
    }

    /** Flows of all VMs together. */
    public int flowCount() {
        return flowsPerVm * vms.size();
    }

    /** From when on nobody is there that frames could be for, ns, or {@link Source#NEVER}. */
    long quietFromNs() {
        return presence.isAlways() ? Source.NEVER : presence.quietFromNs(popularity.shares(vms.size()));
    }

    /** Whether the frames of some VM carry a VLAN tag. */
    public boolean areTagged() {
        return vms.stream().anyMatch(VirtualMachine::hasVlan);
    }
}
