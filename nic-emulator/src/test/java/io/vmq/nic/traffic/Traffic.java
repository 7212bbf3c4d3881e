package io.vmq.nic.traffic;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.load.LoadPhase;
import io.vmq.nic.port.LinkRate;
import java.util.List;
import java.util.stream.IntStream;

/** Makes traffic models for tests. */
public final class Traffic {

    private Traffic() {}

    /** VMs as Hyper-V numbers their MACs, all with this VLAN. */
    public static List<VirtualMachine> vms(int count, int vlan) {
        return IntStream.range(0, count).mapToObj(
                i -> new VirtualMachine("vm" + (i + 1), MacAddress.parse("00:15:5d:00:00:01").plus(i), vlan)).toList();
    }

    /** A model in the words of the command line; 64 flows for each of four VMs on a 10 Gb/s link. */
    public static TrafficModel model(String sizes, String arrivals, String popularity, double ratePps,
            Transport transport) {
        return model(vms(4, VirtualMachine.NO_VLAN), 64, sizes, arrivals, popularity, ratePps, transport);
    }

    /** The same for VMs that come and go, and a load that changes; the frames are TCP. */
    static TrafficModel model(String sizes, String arrivals, String popularity, double ratePps, Presence presence,
            List<LoadPhase> phases) {
        Popularity shares = Popularity.parse(popularity);
        return new TrafficModel(new Receivers(vms(4, VirtualMachine.NO_VLAN), shares, 64, shares, presence),
                new FrameStyle(FrameSizes.parse(sizes), Transport.TCP),
                new Load(LinkRate.ofGbps(10), ratePps, Arrivals.parse(arrivals), phases));
    }

    public static TrafficModel model(List<VirtualMachine> vms, int flowsPerVm, String sizes, String arrivals,
            String popularity, double ratePps, Transport transport) {
        return new TrafficModel(
                new Receivers(vms, Popularity.parse(popularity), flowsPerVm, Popularity.parse(popularity)),
                new FrameStyle(FrameSizes.parse(sizes), transport),
                new Load(LinkRate.ofGbps(10), ratePps, Arrivals.parse(arrivals)));
    }

    /** Uniform traffic at a leisurely rate; the mix in the words of the command line. */
    static TrafficModel mixed(List<VirtualMachine> vms, int flowsPerVm, String sizes, Transport transport, String mix,
            int outerVlan) {
        return new TrafficModel(
                new Receivers(vms, new Popularity.Uniform(), flowsPerVm, new Popularity.Uniform()),
                new FrameStyle(FrameSizes.parse(sizes), transport, FrameMix.parse(mix), outerVlan),
                new Load(LinkRate.ofGbps(10), 1e5, new Arrivals.Poisson()));
    }
}
