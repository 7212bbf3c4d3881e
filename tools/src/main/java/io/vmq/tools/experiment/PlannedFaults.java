package io.vmq.tools.experiment;

import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.fault.Outage;
import io.vmq.dispatch.fault.Outages;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.Processor;
import io.vmq.tools.scenario.Fault;
import io.vmq.tools.scenario.FaultTimes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The faults of a scenario as a trial meets them: in its own time, which begins with the warm-up. */
final class PlannedFaults {

    /** Id of the events that name faults. */
    static final String EVENT = "fault";

    private static final String WITHOUT_EFFECT = ": no effect, since no queue may be served there";

    private PlannedFaults() {}

    /**
     * Plans all faults.
     *
     * @param cores
     *            the processor of each core
     * @param warmupNs
     *            time before the measured time, ns, which has no faults
     * @param durationNs
     *            length of the measured time, ns; nothing fails anew behind it
     */
    static FaultPlan plan(List<Fault> faults, List<Processor> cores, long warmupNs, long durationNs) {
        List<Outage> source = new ArrayList<>();
        List<Outage> link = new ArrayList<>();
        Map<Integer, List<Outage>> ofCores = new HashMap<>();
        for (Fault fault : faults) {
            List<Outage> outages = outages(fault.times(), warmupNs, durationNs);
            switch (fault) {
                case Fault.StallSource _ -> source.addAll(outages);
                case Fault.LinkDown _ -> link.addAll(outages);
                case Fault.StallCore stall -> add(ofCores, stall.core(), outages);
                case Fault.StallProcessor stall -> coresOn(stall, cores).forEach(core -> add(ofCores, core, outages));
            }
        }
        return new FaultPlan(new Outages(source), Map.of(0, new Outages(link)), merged(ofCores));
    }

    private static List<Outage> outages(FaultTimes times, long warmupNs, long durationNs) {
        return times.beginsNs(durationNs)
                .mapToObj(atNs -> new Outage(warmupNs + atNs, warmupNs + atNs + times.forNs())).toList();
    }

    private static IntStream coresOn(Fault.StallProcessor stall, List<Processor> cores) {
        return IntStream.range(0, cores.size()).filter(core -> stall.is(cores.get(core)));
    }

    private static void add(Map<Integer, List<Outage>> ofCores, int core, List<Outage> outages) {
        ofCores.computeIfAbsent(core, _ -> new ArrayList<>()).addAll(outages);
    }

    private static Map<Integer, Outages> merged(Map<Integer, List<Outage>> ofCores) {
        Map<Integer, Outages> merged = new HashMap<>();
        ofCores.forEach((core, outages) -> merged.put(core, new Outages(outages)));
        return merged;
    }

    /** A note of each fault for the result; it says so if the fault does nothing to this trial. */
    static List<HostEvent> events(List<Fault> faults, List<Processor> cores) {
        return faults.stream().map(fault -> new HostEvent(EVENT, fault.subject(), HostEvent.Level.INFO,
                fault.text() + (hasEffect(fault, cores) ? "" : WITHOUT_EFFECT))).toList();
    }

    private static boolean hasEffect(Fault fault, List<Processor> cores) {
        return !(fault instanceof Fault.StallProcessor stall) || cores.stream().anyMatch(stall::is);
    }
}
