package io.vmq.bench.path;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Reads what DPDK 22.11 printed: relevant lines of quiet runs, and that on the frequency from another run with more log. */
class DpdkOutputTest {

    @Test
    void shouldTimeAPacketOfTheDistributorByItsBurst() throws IOException {
        DpdkOutput output = new DpdkOutput(printed("distributor_perf_autotest"));

        assertThat(output.distributor("burst")).isEqualTo(round(BURST_CYCLES / 64.0));
        assertThat(output.distributor("single")).isEqualTo(round(SINGLE_CYCLES / 64.0));
    }

    @Test
    void shouldTakeHalfOfWhatBothSidesOfTheRingCostTogether() throws IOException {
        assertThat(new DpdkOutput(printed("ring_perf_autotest")).ring()).isEqualTo(round(RING_CYCLES / 2));
    }

    @Test
    void shouldTakeTwoHyperthreadsWhereThereAreNoTwoCores() throws IOException {
        String printed = printed("ring_perf_autotest").replace("two physical cores", "two hyperthreads");

        assertThat(new DpdkOutput(printed).ring()).isEqualTo(round(RING_CYCLES / 2));
    }

    @Test
    void shouldNotTakeTheRingOnOneCoreForTwo() throws IOException {
        String printed = printed("ring_perf_autotest").replace("two physical cores", "one core");

        assertThatThrownBy(() -> new DpdkOutput(printed).ring()).hasMessageContaining("the ring between two cores");
    }

    @Test
    void shouldRefuseATestThatFailed() throws IOException {
        String printed = printed("ring_perf_autotest").replace("Test OK", "Test Failed");

        assertThatThrownBy(() -> new DpdkOutput(printed)).hasMessageContaining("did not end well");
    }

    @Test
    void shouldRefuseCyclesOfUnknownLength() throws IOException {
        String printed = printed("ring_perf_autotest").replace("TSC frequency", "TSC");

        assertThatThrownBy(() -> new DpdkOutput(printed)).hasMessageContaining("frequency");
    }

    @Test
    void shouldRefuseBurstsOfAnotherSize() throws IOException {
        String printed = printed("distributor_perf_autotest").replace("packet: ", "packet: 1");

        assertThatThrownBy(() -> new DpdkOutput(printed).distributor("burst"))
                .hasMessageContaining("not of 64 packets");
    }

    private static final int BURST_CYCLES = 2533;
    private static final int SINGLE_CYCLES = 83310;
    private static final double RING_CYCLES = 4.35;

    private static Round round(double cycles) {
        return new Round(1_000_000, Math.round(cycles / 2.6 * 1e6), Round.NO_GAPS, 1_000_000);
    }

    private static String printed(String test) throws IOException {
        try (InputStream in = DpdkOutputTest.class.getResourceAsStream(test + ".txt")) {
            return new String(Objects.requireNonNull(in).readAllBytes(), UTF_8);
        }
    }
}
