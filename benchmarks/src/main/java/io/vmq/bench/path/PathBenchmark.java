package io.vmq.bench.path;

import io.vmq.bench.report.Globs;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs figures in interleaved rounds: all of them once, then all of them again, so that what the machine does meanwhile
 * hits them alike. A few rounds come first and are not kept: they are for the compiler.
 */
final class PathBenchmark {

    /** Is told what runs. */
    interface Watcher {

        void runs(String figure, int done, int total);
    }

    /** How a figure is measured: in a process of its own, or here. */
    private interface Gauge {

        Round measure(long forNs) throws IOException, InterruptedException;
    }

    private static final int WARM_UP_ROUNDS = 4;
    /** The compiler needs no longer than this. */
    private static final long LONGEST_WARM_UP_NS = 500_000_000;
    private static final double NS_PER_SECOND = 1e9;

    private final Cores cores;
    private final List<Figure> figures;
    private final int rounds;
    private final long roundNs;

    /**
     * @param seconds
     *            length of a round of one figure
     */
    PathBenchmark(Cores cores, List<Figure> figures, int rounds, double seconds) {
        this.cores = cores;
        this.figures = List.copyOf(figures);
        this.rounds = rounds;
        roundNs = Math.max(1, (long) (seconds * NS_PER_SECOND));
    }

    /** Runs all rounds, or as many figures as came to their end before {@code stop} says yes. */
    Measured run(Watcher watcher, BooleanSupplier stop) throws IOException, InterruptedException {
        List<HostedFigure> hosted = new ArrayList<>();
        try {
            List<Gauge> gauges = new ArrayList<>();
            for (Figure figure : figures) {
                gauges.add(gauge(figure, hosted));
            }
            return run(gauges, watcher, stop);
        } finally {
            hosted.forEach(HostedFigure::close);
        }
    }

    private Gauge gauge(Figure figure, List<HostedFigure> hosted) throws IOException {
        if (!figure.needsWarmUp()) {
            return forNs -> figure.run(cores, forNs);
        }
        HostedFigure host = new HostedFigure(figure, cores);
        hosted.add(host);
        return host::measure;
    }

    private Measured run(List<Gauge> gauges, Watcher watcher, BooleanSupplier stop)
            throws IOException, InterruptedException {
        List<Series> all = figures.stream().map(figure -> new Series(figure.name())).toList();
        int total = (WARM_UP_ROUNDS + rounds) * figures.size();
        int done = 0;
        for (int round = -WARM_UP_ROUNDS; round < rounds; round++) {
            for (int i = 0; i < gauges.size(); i++) {
                watcher.runs(figures.get(i).name(), done++, total);
                if (round < 0 && !figures.get(i).needsWarmUp()) {
                    continue;
                }
                boolean isWarmUp = round < 0;
                if (!addRound(gauges.get(i), isWarmUp ? Math.min(roundNs, LONGEST_WARM_UP_NS) : roundNs,
                        isWarmUp ? new Series("warm-up") : all.get(i), stop)) {
                    return new Measured(all, true);
                }
            }
        }
        return new Measured(all, false);
    }

    /** Returns false if it was stopped; the processes may hear of that before we do. */
    private boolean addRound(Gauge gauge, long forNs, Series series, BooleanSupplier stop)
            throws IOException, InterruptedException {
        if (stop.getAsBoolean()) {
            return false;
        }
        try {
            double beforeNs = RoundTrip.measureNs(cores);
            Round round = gauge.measure(forNs);
            double afterNs = RoundTrip.measureNs(cores);
            series.add(new Series.Entry(round, Math.min(beforeNs, afterNs), Math.max(beforeNs, afterNs)));
            return true;
        } catch (IOException | RuntimeException e) {
            if (isStoppedSoon(stop)) {
                return false;
            }
            throw e;
        }
    }

    private static boolean isStoppedSoon(BooleanSupplier stop) throws InterruptedException {
        for (int i = 0; i < 20 && !stop.getAsBoolean(); i++) {
            Thread.sleep(10);
        }
        return stop.getAsBoolean();
    }

    /** The figures that a glob picks, such as {@code path/*}; several are separated by commas. */
    static List<Figure> pick(List<Figure> figures, String globs) {
        return figures.stream().filter(figure -> Globs.pick(globs, figure.name())).toList();
    }
}
