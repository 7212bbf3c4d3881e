package io.vmq.tools.page;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * Frames by core, made of frames by queue and of the moves of queues. The document counts frames by core too: where the two do not go
 * together, since cores hand frames on or the log is not whole, there is no answer.
 */
final class CoreFrames {

    private static final double NS_PER_SECOND = 1e9;
    private static final double AGREEMENT = 0.02;

    private final LoadGrid grid;
    private final ModeTrials.Logged logged;
    private final List<JsonNode> cores;
    private final List<double[]> frames;

    private CoreFrames(LoadGrid grid, ModeTrials.Logged logged) {
        this.grid = grid;
        this.logged = logged;
        cores = Values.items(logged.trial().tree(), "cores");
        frames = IntStream.range(0, cores.size()).mapToObj(_ -> grid.empty()).toList();
    }

    /** Frames of each core, in the columns of the grid; empty if they cannot be known. */
    static List<double[]> of(LoadGrid grid, ModeTrials.Logged logged) {
        CoreFrames cores = new CoreFrames(grid, logged);
        logged.log().queues().forEach(cores::add);
        return cores.agrees() ? cores.frames : List.of();
    }

    /** A stretch of time in which one core serves a queue. */
    private record Stretch(double from, double to, int core) {}

    private void add(int queue, List<TrialLog.Frames> parts) {
        List<Stretch> stretches = stretches(Values.items(logged.trial().tree(), "queues").get(queue));
        for (TrialLog.Frames part : parts) {
            for (Stretch stretch : stretches) {
                double from = Math.max(stretch.from(), part.from());
                double to = Math.min(stretch.to(), part.to());
                if (to > from && stretch.core() < frames.size()) {
                    grid.spread(frames.get(stretch.core()), from, to,
                            part.count() * (to - from) / (part.to() - part.from()));
                }
            }
        }
    }

    private List<Stretch> stretches(JsonNode queue) {
        List<JsonNode> moves = Values.items(logged.trial().tree(), "moves").stream()
                .filter(move -> Values.number(move, "entry") == null
                        && Values.text(move, "queue").equals(Values.text(queue, "id"))
                        && Values.text(move, "nic").equals(Values.text(queue, "nic")))
                .sorted(Comparator.comparingDouble(move -> Values.numberOrZero(move, "atNs"))).toList();
        List<Stretch> stretches = new ArrayList<>();
        double from = 0;
        double core = Values.numberOrZero(queue, "core");
        for (JsonNode move : moves) {
            double at = Values.numberOrZero(move, "atNs") / NS_PER_SECOND;
            stretches.add(new Stretch(from, at, (int) Values.numberOrZero(move, "from")));
            from = at;
            core = Values.numberOrZero(move, "to");
        }
        stretches.add(new Stretch(from, Double.POSITIVE_INFINITY, (int) core));
        return stretches;
    }

    /** Moves within an interval are split by time, so with moves only the sum has to be right. */
    private boolean agrees() {
        boolean moved = !Values.items(logged.trial().tree(), "moves").isEmpty();
        double counted = cores.stream().mapToDouble(core -> Values.numberOrZero(core, "delivered")).sum();
        double made = frames.stream().mapToDouble(LoadPlots::sum).sum();
        if (counted == 0 || Math.abs(made - counted) > AGREEMENT * counted) {
            return false;
        }
        return moved || IntStream.range(0, cores.size()).allMatch(core -> Math
                .abs(LoadPlots.sum(frames.get(core)) - Values.numberOrZero(cores.get(core), "delivered")) <= AGREEMENT
                        * counted);
    }
}
