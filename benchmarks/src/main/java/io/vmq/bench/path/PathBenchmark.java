package io.vmq.bench.path;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs figures in interleaved rounds: all of them once, then all of them again, so that what the machine does meanwhile hits them alike. A
 * few short rounds come first and are not kept: they are for the compiler.
 */
final class PathBenchmark {

    /** Is told what runs. */
    interface Watcher {

        void runs(String figure, int done, int total);
    }

    private static final int WARM_UP_ROUNDS = 3;
    private static final double NS_PER_SECOND = 1e9;

    private final Cores cores;
    private final List<Figure> figures;
    private final int rounds;
    private final double seconds;

    /**
     * @param seconds
     *            length of a round of one figure
     */
    PathBenchmark(Cores cores, List<Figure> figures, int rounds, double seconds) {
        this.cores = cores;
        this.figures = List.copyOf(figures);
        this.rounds = rounds;
        this.seconds = seconds;
    }

    /** Runs all rounds, or as many figures as came to their end before {@code stop} says yes. */
    Measured run(Watcher watcher, BooleanSupplier stop) throws InterruptedException {
        List<Series> all = figures.stream().map(figure -> new Series(figure.name())).toList();
        int total = (WARM_UP_ROUNDS + rounds) * figures.size();
        int done = 0;
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int i = 0; i < figures.size(); i++) {
                if (stop.getAsBoolean()) {
                    return new Measured(all, true);
                }
                watcher.runs(figures.get(i).name(), done++, total);
                Series.Entry entry = measure(figures.get(i));
                if (round >= 0) {
                    all.get(i).add(entry);
                }
            }
        }
        return new Measured(all, false);
    }

    private Series.Entry measure(Figure figure) throws InterruptedException {
        double beforeNs = RoundTrip.measureNs(cores);
        Round round = figure.run(cores, (long) (seconds * NS_PER_SECOND));
        double afterNs = RoundTrip.measureNs(cores);
        return new Series.Entry(round, Math.min(beforeNs, afterNs), Math.max(beforeNs, afterNs));
    }

    /** The figures that a glob picks, such as {@code path/*}; several are separated by commas. */
    static List<Figure> pick(List<Figure> figures, String globs) {
        List<String> patterns = new ArrayList<>();
        for (String glob : globs.split(",", -1)) {
            patterns.add(glob.strip().replaceAll("[^*?]+", "\\\\Q$0\\\\E").replace("*", ".*").replace("?", "."));
        }
        return figures.stream().filter(figure -> patterns.stream().anyMatch(figure.name()::matches)).toList();
    }
}
