package io.vmq.tools.page;

import io.vmq.tools.archive.StoredTrial;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Why a trial is INVALID, in sentences, with the figures that say so. */
final class Reasons {

    private static final double NS_PER_MS = 1e6;

    private Reasons() {}

    /** One reason; those of later versions are named and no more. */
    static String sentence(String reason, StoredTrial trial) {
        JsonNode seen = trial.tree().path("qualification");
        JsonNode limits = seen.path("thresholds");
        return reason + ": " + switch (reason) {
            case "unsent" -> whole(trial.tree(), "frames", "unsent") + " frames could not be handed over within "
                    + ms(limits, "maxLateNs") + " of their time, so the load was not the one asked for.";
            case "source-late" -> "one frame in a hundred or more was handed over late, by "
                    + ms(trial.tree(), "source", "lateNs", "p99") + "; allowed are " + ms(limits, "maxLateP99Ns") + ".";
            case "host-stall" -> "a loop of this machine stood still for "
                    + ms(Math.max(Values.numberOrZero(seen, "maxSourceGapNs"),
                            Values.numberOrZero(seen, "maxCoreGapNs")))
                    + "; allowed are " + ms(limits, "maxGapNs") + ".";
            case "transport-full" -> "the emulated cores could not follow: " + whole(seen, "transportFull")
                    + " times a batch could not be handed over at once.";
            case "too-short" -> "there were " + whole(trial.tree(), "frames", "generated")
                    + " frames, too few for percentiles to mean anything; at least " + whole(limits, "minFrames")
                    + " are expected.";
            case "nic-failed" -> "the real NIC gave nothing more, because it went down or away.";
            case "filters-refused" ->
                    "the real NIC did not take the filters of a phase: frames were steered by those of before.";
            case "clock-moved" ->
                    "the clock that stamps frames was set while they came: their latencies are of no use.";
            default -> "see the documentation of the version that wrote this result.";
        };
    }

    private static String whole(JsonNode node, String... path) {
        return String.format(Locale.ROOT, "%.0f", Values.numberOrZero(node, path));
    }

    private static String ms(JsonNode node, String... path) {
        return ms(Values.numberOrZero(node, path));
    }

    static String ms(double ns) {
        return String.format(Locale.ROOT, "%.3g ms", ns / NS_PER_MS);
    }
}
