package io.vmq.tools.scenario;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.steering.RssSettings;
import io.vmq.nic.load.Arrivals;
import io.vmq.nic.load.Load;
import io.vmq.nic.traffic.Adversary;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Popularity;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.TrafficModel;
import java.util.List;

/**
 * Made frames for a NIC of the host itself, such as those of a live migration.
 *
 * @param nic
 *            name of the NIC
 * @param rate
 *            never above its link
 * @param flows
 *            how many there are
 * @param flowPopularity
 *            how the frames spread over them
 */
public record HostTraffic(String nic, Rate rate, FrameStyle frames, Arrivals arrivals, int flows,
        Popularity flowPopularity) {

    /** The addresses of the host's NICs are local ones, numbered. */
    private static final MacAddress FIRST_MAC = MacAddress.parse("02:00:00:00:00:00");

    /** The traffic model; its one receiver stands for the host. */
    TrafficModel model(Scenario.Nic to, int port, RssSettings rss) {
        VirtualMachine host = new VirtualMachine(nic, FIRST_MAC.plus(port), VirtualMachine.NO_VLAN);
        Receivers receivers = new Receivers(List.of(host), new Popularity.Uniform(), flows, flowPopularity);
        return new TrafficModel(receivers, frames,
                new Load(to.link(), rate.ratePps(to.link(), frames.meanBytes()), arrivals), new Adversary.None(), rss);
    }
}
