package io.vmq.tools.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Made-up devices for searches, and the searches that are run on them. */
final class Devices {

    private static final int MOST_TRIALS = 5_000;
    private static final double NS_PER_SECOND = 1e9;
    private static final double FRAME_BITS = 1_518 * 8.0;

    private Devices() {}

    /** A trial with this part of its frames lost. */
    static TrialOutcome lossy(TrialRequest request, double lossRatio) {
        long frames = Math.max(1, Math.round(request.loadPps() * request.durationNs() / NS_PER_SECOND));
        long dropped = (long) Math.ceil(lossRatio * frames);
        return outcome(request, frames, dropped, List.of());
    }

    /** A trial in which the machine could not follow. */
    static TrialOutcome invalid(TrialRequest request) {
        return outcome(request, 10, 0, List.of("source-late"));
    }

    private static TrialOutcome outcome(TrialRequest request, long frames, long dropped, List<String> invalid) {
        double deliveredPps = (frames - dropped) * NS_PER_SECOND / request.durationNs();
        return new TrialOutcome(request, request.trial(), frames, 0, dropped, deliveredPps,
                deliveredPps * FRAME_BITS, null, invalid, "here", false);
    }

    /** What a device that serves {@code capacityPps} loses. */
    static double overload(double loadPps, double capacityPps) {
        return Math.max(0, 1 - capacityPps / loadPps);
    }

    record Found(List<GoalResult> results, List<TrialOutcome> trials) {

        GoalResult first() {
            return results.getFirst();
        }

        long timeNs() {
            return trials.stream().mapToLong(trial -> trial.request().durationNs()).sum();
        }
    }

    /** Searches a device to the end. */
    static Found search(List<SearchGoal> goals, LoadRange range, LoadRule rule,
            Function<TrialRequest, TrialOutcome> device) {
        LoadSearch search = new LoadSearch(goals, range, rule);
        List<TrialOutcome> trials = new ArrayList<>();
        Optional<TrialRequest> wanted = search.next();
        while (wanted.isPresent()) {
            if (trials.size() == MOST_TRIALS) {
                throw new AssertionError("no end after " + MOST_TRIALS + " trials, now " + wanted.get());
            }
            trials.add(device.apply(wanted.get()));
            search.add(trials.getLast());
            wanted = search.next();
        }
        return new Found(search.results(), trials);
    }
}
