package io.vmq.tools.report;

import io.vmq.nic.port.LinkRate;
import io.vmq.tools.scenario.Durations;
import io.vmq.tools.scenario.Scenario;
import java.util.Locale;

/** A scenario in a few words, for headings. */
final class ScenarioText {

    private ScenarioText() {
    }

    /** How long it is measured. */
    static String time(Scenario.Run run) {
        String measured = Durations.text(run.durationNs());
        return run.warmupNs() == 0 ? measured : measured + " after " + Durations.text(run.warmupNs()) + " warm-up";
    }
}
