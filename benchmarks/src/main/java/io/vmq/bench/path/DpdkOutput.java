package io.vmq.bench.path;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what {@code dpdk-test} prints. It counts cycles of the time stamp counter, whose frequency it says at its start. */
final class DpdkOutput {

    private static final Pattern TSC = Pattern.compile("TSC frequency is ~(\\d{1,12}) KHz");
    /** Two cores that share a cache are what other figures run on; the rest is taken where a machine has no such pair. */
    private static final List<String> PAIRS = List.of("two physical cores", "two hyperthreads", "two NUMA nodes");

    private static final int DISTRIBUTOR_BURST = 64;
    private static final int SIDES = 2;
    private static final long FRAMES = 1_000_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double HZ_PER_KHZ = 1e3;

    private final String text;
    private final double tscHz;

    DpdkOutput(String text) {
        this.text = text;
        if (!text.contains("\nTest OK\n")) {
            throw new IllegalArgumentException("the test of DPDK did not end well: " + text);
        }
        tscHz = HZ_PER_KHZ * Long.parseLong(find(TSC, "the frequency of the time stamp counter").group(1));
    }

    /**
     * What {@code distributor_perf_autotest} says of a mode, {@code burst} or {@code single}. The time of a packet is
     * rounded down to whole cycles, that of a burst of 64 is finer.
     */
    Round distributor(String mode) {
        String title = "the distributor in " + mode + " mode";
        Matcher times = find(Pattern.compile("distributor \\(" + mode + " mode\\) ===\n"
                + "Time per burst: +(\\d{1,15})\nTime per packet: +(\\d{1,15})\n"), title);
        long burstCycles = Long.parseLong(times.group(1));
        if (burstCycles / DISTRIBUTOR_BURST != Long.parseLong(times.group(2))) {
            throw new IllegalArgumentException(
                    "a burst of the distributor is not of " + DISTRIBUTOR_BURST + " packets");
        }
        return round((double) burstCycles / DISTRIBUTOR_BURST);
    }

    /**
     * What {@code ring_perf_autotest} says of one producer and one consumer, 32 pointers at once. It adds what a
     * pointer costs either side; both work at the same time, so that a pointer comes through in half of that.
     */
    Round ring() {
        for (String pair : PAIRS) {
            Matcher cycles = Pattern.compile("### Testing using " + pair + " ###\n(?:legacy APIs: .*\n)*?"
                    + "legacy APIs: SP/SC: bulk \\(size: 32\\): (\\d{1,12}\\.\\d{2})\n").matcher(text);
            if (cycles.find()) {
                return round(Double.parseDouble(cycles.group(1)) / SIDES);
            }
        }
        throw missing("the ring between two cores");
    }

    private Matcher find(Pattern pattern, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw missing(what);
        }
        return matcher;
    }

    private IllegalArgumentException missing(String what) {
        return new IllegalArgumentException("DPDK says nothing of " + what + ": " + text);
    }

    private Round round(double cyclesPerFrame) {
        long elapsedNs = Math.round(FRAMES * cyclesPerFrame / tscHz * NS_PER_SECOND);
        if (elapsedNs == 0) {
            throw new IllegalArgumentException("DPDK says that a frame takes no time: " + text);
        }
        return new Round(FRAMES, elapsedNs, Round.NO_GAPS, FRAMES);
    }
}
