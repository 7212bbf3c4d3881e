package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.tools.doctor.simulation.Comparison;
import io.vmq.tools.doctor.simulation.Outcome;
import io.vmq.tools.doctor.simulation.SimulatedLoad;
import io.vmq.tools.doctor.simulation.Simulation;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sentence for each way in which a comparison can come out. */
class SimulationTextTest {

    private static Outcome outcome(double deliveredGbps, String limit) {
        return new Outcome(10e9, deliveredGbps * 1e9, 1 - deliveredGbps / 10, Optional.empty(), 1, 1, false, limit);
    }

    private static String sentence(Optional<String> gap, Optional<Outcome> before, Optional<Outcome> after) {
        return SimulationText.sentence(new Comparison("switch s", "1 VM adapter", gap, before, after),
                SimulatedLoad.DEFAULT);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3.5 | 7.0   | The plan is worth 2.00x: 3.500 -> 7.000 Gb/s at 90% load.",
        "4.0 | 3.0   | The plan costs here, 0.75x: 4.000 -> 3.000 Gb/s at 90% load. What it spares is not modelled: ",
        "4.0 | 4.019 | The plan changes little here: 4.000 -> 4.019 Gb/s at 90% load.",
        "0.0 | 0.0   | The plan changes little here: 0.000 -> 0.000 Gb/s at 90% load."})
    void shouldSayWhatThePlanIsWorth(double before, double after, String expected) {
        assertThat(sentence(Optional.empty(), Optional.of(outcome(before, "")), Optional.of(outcome(after, ""))))
                .startsWith(expected);
    }

    @Test
    void shouldSayWhatLimitsTheHostAfterThePlan() {
        assertThat(sentence(Optional.empty(), Optional.of(outcome(1, "x")), Optional.of(outcome(2, "y is busy"))))
                .endsWith("2.000 Gb/s at 90% load; then y is busy.");
        assertThat(sentence(Optional.empty(), Optional.of(outcome(1, "x is busy")), Optional.empty()))
                .isEqualTo("Nothing to compare: no command changes what these frames meet; x is busy.");
    }

    @Test
    void shouldSayWhatIsMissing() {
        assertThat(sentence(Optional.of("its link is down"), Optional.empty(), Optional.empty()))
                .isEqualTo("Not simulated: switch s: its link is down.");
    }

    @Test
    void shouldSayThatItWasInterrupted() {
        Comparison done = new Comparison("switch s", "1 VM adapter", Optional.empty(), Optional.of(outcome(1, "")),
                Optional.empty());

        assertThat(SimulationText.text(new Simulation(SimulatedLoad.DEFAULT, List.of(done), true)))
                .endsWith("Interrupted: other parts were not simulated.\n");
        assertThat(SimulationText.text(new Simulation(SimulatedLoad.DEFAULT, List.of(), true)))
                .isEqualTo("\nInterrupted before anything was simulated.\n");
    }
}
