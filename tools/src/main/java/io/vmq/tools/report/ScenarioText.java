package io.vmq.tools.report;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.scenario.Notation;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.util.Locale;

/** A scenario in a few words, for headings. */
final class ScenarioText {

    private static final double PS_PER_SECOND = 1e12;

    private ScenarioText() {}

    /** How long it is measured. */
    static String time(Scenario.Run run) {
        String measured = new TimeSpan(run.durationNs()).text();
        return run.warmupNs() == 0 ? measured
                : measured + " after " + new TimeSpan(run.warmupNs()).text() + " warm-up";
    }

    /** The link and what comes over it. */
    static String traffic(Scenario scenario) {
        String link = Notation.text(scenario.nic().link()) + " link";
        return switch (scenario.traffic()) {
            case Scenario.Emulated emulated -> link + ", rate " + emulated.rate().text() + " of "
                    + emulated.frames().sizes().text() + " B " + emulated.frames().transport().text() + " frames, "
                    + emulated.arrivals().text() + " arrivals; " + scenario.vms().size() + " VMs ("
                    + emulated.popularity().text() + "), " + emulated.flowsPerVm() + " flows each ("
                    + emulated.flowPopularity().text() + ")";
            case Scenario.Capture capture -> link + ", capture " + capture.file().getFileName() + ", "
                    + capture.speed().map(Rate::text).orElse("recorded") + " speed, "
                    + (capture.loops() == 0 ? "looped until the end"
                            : capture.loops() == 1 ? "played once" : "played " + capture.loops() + " times");
        };
    }

    /** Queues, cores and what a frame costs. */
    static String host(Scenario scenario) {
        ServiceCost cost = scenario.host().service();
        String worth = cost.equals(ServiceCost.FREE) ? ""
                : String.format(Locale.ROOT, " (%.3f Gb/s a core at 1518 B)", gbps(cost, 1518));
        return scenario.nic().queues() + " queues of " + scenario.nic().ring() + " slots, " + scenario.host().cores()
                + " cores, a frame costs " + Notation.text(cost) + worth;
    }

    private static double gbps(ServiceCost cost, int lengthBytes) {
        return lengthBytes * 8 * PS_PER_SECOND / cost.ofPs(lengthBytes) / 1e9;
    }
}
