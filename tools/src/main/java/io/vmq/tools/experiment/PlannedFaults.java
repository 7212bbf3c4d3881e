package io.vmq.tools.experiment;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.Processor;
import io.vmq.tools.scenario.Fault;
import io.vmq.tools.scenario.FaultTimes;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The faults of a scenario as a trial meets them: in its own time, which begins with the warm-up, and has none there. */
final class PlannedFaults {

    /** Id of the events that name faults. */
    static final String EVENT = "fault";

    private static final String WITHOUT_EFFECT = ": no effect, since no queue may be served there";

    private PlannedFaults() {}

    static FaultPlan plan(Scenario scenario, long warmupNs) {
        List<Outage> source = new ArrayList<>();
        Map<Integer, List<Outage>> links = new HashMap<>();
        Map<Integer, List<Outage>> cores = new HashMap<>();
        for (Fault fault : scenario.faults()) {
            List<Outage> outages = outages(fault.times(), warmupNs, scenario.run().durationNs());
            switch (fault) {
                case Fault.StallSource _ -> source.addAll(outages);
                case Fault.LinkDown down -> add(links, scenario.network().portOf(down.nic()), outages);
                case Fault.StallCore stall -> add(cores, stall.core(), outages);
                case Fault.StallProcessor stall -> coresOn(stall, scenario.cores())
                        .forEach(core -> add(cores, core, outages));
            }
        }
        return new FaultPlan(new Outages(source), merged(links), merged(cores));
    }

    private static List<Outage> outages(FaultTimes times, long warmupNs, long durationNs) {
        return times.beginsNs(durationNs)
                .mapToObj(atNs -> new Outage(warmupNs + atNs, warmupNs + atNs + times.forNs())).toList();
    }

    private static IntStream coresOn(Fault.StallProcessor stall, List<Processor> cores) {
        return IntStream.range(0, cores.size()).filter(core -> stall.is(cores.get(core)));
    }

    private static void add(Map<Integer, List<Outage>> all, int number, List<Outage> outages) {
        all.computeIfAbsent(number, _ -> new ArrayList<>()).addAll(outages);
    }

    private static Map<Integer, Outages> merged(Map<Integer, List<Outage>> outages) {
        return outages.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> new Outages(entry.getValue())));
    }

    /** A note of each fault for the result; it says so if the fault does nothing to this trial. */
    static List<HostEvent> events(Scenario scenario) {
        return scenario.faults().stream().map(fault -> new HostEvent(EVENT, fault.subject(), HostEvent.Level.INFO,
                fault.text() + (hasEffect(fault, scenario.cores()) ? "" : WITHOUT_EFFECT))).toList();
    }

    private static boolean hasEffect(Fault fault, List<Processor> cores) {
        return !(fault instanceof Fault.StallProcessor stall) || cores.stream().anyMatch(stall::is);
    }
}
