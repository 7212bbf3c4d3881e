package io.vmq.tools.experiment;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.tools.scenario.Fault;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The faults of a scenario as a trial meets them: in its own time, which begins with the warm-up. */
final class PlannedFaults {

    /** Id of the events that name faults. */
    static final String EVENT = "fault";

    private PlannedFaults() {}

    static FaultPlan plan(List<Fault> faults, long warmupNs) {
        List<Outage> source = new ArrayList<>();
        List<Outage> link = new ArrayList<>();
        Map<Integer, List<Outage>> cores = new HashMap<>();
        for (Fault fault : faults) {
            Outage outage = new Outage(warmupNs + fault.atNs(), warmupNs + fault.endNs());
            switch (fault) {
                case Fault.StallSource _ -> source.add(outage);
                case Fault.LinkDown _ -> link.add(outage);
                case Fault.StallCore stall -> cores.computeIfAbsent(stall.core(), _ -> new ArrayList<>()).add(outage);
            }
        }
        Map<Integer, Outages> ofCores = new HashMap<>();
        cores.forEach((core, outages) -> ofCores.put(core, new Outages(outages)));
        return new FaultPlan(new Outages(source), Map.of(0, new Outages(link)), ofCores);
    }

    /** A note of each fault for the result. */
    static List<HostEvent> events(List<Fault> faults) {
        return faults.stream().map(fault -> new HostEvent(EVENT, fault.subject(), HostEvent.Level.INFO,
                fault.text())).toList();
    }
}
