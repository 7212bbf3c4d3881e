package io.vmq.nic.traffic;

import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.port.LinkRate;
import java.util.List;

/**
 * Everything that decides emulated traffic, but for the seed. Checked when made: an impossible model does not exist.
 *
 * @param vms
 *            who receives, 1 to {@link #MAX_VMS}; the first is the most popular
 * @param vmPopularity
 *            how the frames divide over the VMs
 * @param flowsPerVm
 *            flows of each VM, 1 or more; all VMs together at most {@link #MAX_FLOWS}
 * @param flowPopularity
 *            how the frames of a VM divide over its flows
 * @param sizes
 *            frame sizes, FCS counted
 * @param arrivals
 *            how the gaps vary; without meaning at {@link #BACK_TO_BACK}
 * @param ratePps
 *            frames per second in the long run, {@link #MIN_RATE_PPS} to what the link carries, or
 *            {@link #BACK_TO_BACK}
 * @param transport
 *            what the frames carry
 * @param link
 *            rate of the link on which they come
 */
public record TrafficModel(List<VirtualMachine> vms, Popularity vmPopularity, int flowsPerVm,
        Popularity flowPopularity, FrameSizes sizes, Arrivals arrivals, double ratePps, Transport transport,
        LinkRate link) {

    /** The rate of a sender that fills the link: each frame starts when the wire is free. */
    public static final double BACK_TO_BACK = Double.POSITIVE_INFINITY;

    public static final double MIN_RATE_PPS = 0.001;

    /** So that their addresses stay clear of the clients'. */
    public static final int MAX_VMS = 65_536;

    /** So that the notes about flows stay within half a gigabyte. */
    public static final int MAX_FLOWS = 1 << 26;

    public TrafficModel {
        vms = List.copyOf(vms);
        if (vms.isEmpty() || vms.size() > MAX_VMS) {
            throw new IllegalArgumentException(vms.size() + " VMs to send to: 1 to " + MAX_VMS + " expected");
        }
        if (flowsPerVm < 1 || (long) flowsPerVm * vms.size() > MAX_FLOWS) {
            throw new IllegalArgumentException("flowsPerVm=" + flowsPerVm + " for " + vms.size()
                    + " VMs: 1 or more, and at most " + MAX_FLOWS + " flows in all expected");
        }
        checkSizes(sizes, transport, vms);
        checkRate(ratePps, sizes, link);
    }

    private static void checkSizes(FrameSizes sizes, Transport transport, List<VirtualMachine> vms) {
        boolean tagged = vms.stream().anyMatch(VirtualMachine::hasVlan);
        int needBytes = transport.minFrameBytes(tagged);
        if (sizes.minBytes() < needBytes) {
            throw new IllegalArgumentException("frame size " + sizes.minBytes() + ": at least " + needBytes
                    + " expected (bytes with FCS; " + Transport.NEEDS + ")");
        }
    }

    private static void checkRate(double ratePps, FrameSizes sizes, LinkRate link) {
        if (ratePps == BACK_TO_BACK) {
            return;
        }
        if (!(ratePps >= MIN_RATE_PPS)) {
            throw new IllegalArgumentException("rate " + ratePps + " frames/s: " + MIN_RATE_PPS + " or more expected");
        }
        link.checkRate(ratePps, sizes.meanBytes());
    }

    public boolean isBackToBack() {
        return ratePps == BACK_TO_BACK;
    }

    public int flowCount() {
        return flowsPerVm * vms.size();
    }
}
