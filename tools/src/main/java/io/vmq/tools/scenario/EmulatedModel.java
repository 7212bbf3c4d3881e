package io.vmq.tools.scenario;

import io.vmq.nic.load.Load;
import io.vmq.nic.load.LoadPhase;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Presence;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.tools.scenario.Timeline.RateChange;
import java.util.List;

/** The traffic model that a scenario with emulated traffic asks for. Its times are those of a trial: warm-up first. */
public final class EmulatedModel {

    private EmulatedModel() {}

    /**
     * Makes the model.
     *
     * @throws IllegalArgumentException
     *             if parts of it contradict each other, such as frames too small for their headers
     */
    public static TrafficModel of(Scenario scenario, Scenario.Emulated asked) {
        long warmupNs = scenario.run().warmupNs();
        Timeline timeline = scenario.timeline();
        FrameStyle frames = asked.frames();
        Receivers receivers = new Receivers(scenario.vms().stream().map(Scenario.Vm::machine).toList(),
                asked.popularity(), asked.flowsPerVm(), asked.flowPopularity(),
                Presence.of(scenario.vms().size(), timeline.movesAfter(warmupNs)));
        LinkRate link = scenario.link();
        Load load = new Load(link, asked.rate().ratePps(link, frames.meanBytes()), asked.arrivals(),
                phases(timeline.rates(), warmupNs, link, frames.meanBytes()));
        return new TrafficModel(receivers, frames, load, asked.adversary(), scenario.rss());
    }

    /** The models of the host's own NICs, in the order of the scenario. */
    public static List<TrafficModel> ofHost(Scenario scenario) {
        List<Scenario.Nic> ports = scenario.network().ports();
        return scenario.hostTraffic().stream().map(traffic -> {
            int port = scenario.network().portOf(traffic.nic());
            return traffic.model(ports.get(port), port, scenario.rss());
        }).toList();
    }

    private static List<LoadPhase> phases(List<RateChange> rates, long warmupNs, LinkRate link, double meanBytes) {
        return rates.stream().map(change -> new LoadPhase(warmupNs + change.atNs(),
                change.rate().map(rate -> rate.ratePps(link, meanBytes)).orElse(0.0))).toList();
    }
}
