package io.vmq.tools.experiment;

import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VmChange;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Timeline.RateChange;
import java.util.List;
import java.util.stream.Stream;

/** The timeline of a scenario as a trial meets it: in its own time, which begins with the warm-up. */
final class PlannedChanges {

    private PlannedChanges() {}

    /** A note of each change for the result. */
    static List<HostEvent> events(Scenario scenario) {
        Stream<HostEvent> rates = scenario.timeline().rates().stream().map(PlannedChanges::event);
        Stream<HostEvent> moves = scenario.timeline().moves().stream().map(move -> event(scenario, move));
        return Stream.concat(rates, moves).toList();
    }

    private static HostEvent event(RateChange change) {
        return new HostEvent("rate", "timeline", HostEvent.Level.INFO,
                "rate " + change.rate().map(Rate::text).orElse("0") + " from " + new TimeSpan(change.atNs()).text()
                        + " on");
    }

    private static HostEvent event(Scenario scenario, VmChange move) {
        String name = scenario.vms().get(move.vm()).machine().name();
        return new HostEvent(move.arrives() ? "vm-arrives" : "vm-leaves", "timeline", HostEvent.Level.INFO,
                name + (move.arrives() ? " arrives at " : " leaves at ") + new TimeSpan(move.atNs()).text());
    }
}
