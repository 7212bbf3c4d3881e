package io.vmq.tools.experiment;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.tools.scenario.Fault;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The faults of a scenario as a trial meets them: in its own time, which begins with the warm-up. */
final class PlannedFaults {

    /** Id of the events that name faults. */
    static final String EVENT = "fault";

    private PlannedFaults() {}

    static FaultPlan plan(Scenario scenario, long warmupNs) {
        List<Outage> source = new ArrayList<>();
        Map<Integer, List<Outage>> links = new HashMap<>();
        Map<Integer, List<Outage>> cores = new HashMap<>();
        for (Fault fault : scenario.faults()) {
            Outage outage = new Outage(warmupNs + fault.atNs(), warmupNs + fault.endNs());
            switch (fault) {
                case Fault.StallSource _ -> source.add(outage);
                case Fault.LinkDown down -> links
                        .computeIfAbsent(scenario.network().portOf(down.nic()), _ -> new ArrayList<>()).add(outage);
                case Fault.StallCore stall -> cores.computeIfAbsent(stall.core(), _ -> new ArrayList<>()).add(outage);
            }
        }
        return new FaultPlan(new Outages(source), merged(links), merged(cores));
    }

    private static Map<Integer, Outages> merged(Map<Integer, List<Outage>> outages) {
        return outages.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Outages(entry.getValue())));
    }

    /** A note of each fault for the result. */
    static List<HostEvent> events(List<Fault> faults) {
        return faults.stream().map(fault -> new HostEvent(EVENT, fault.subject(), HostEvent.Level.INFO,
                fault.text())).toList();
    }
}
