package io.vmq.tools.gate.statistics;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All tests of a gate together, so that the chance of a false alarm anywhere is at most alpha.
 *
 * <p>
 * There are up to three families: figures by permutation, shapes by permutation, and figures of so few trials that only Student's t can say something. Inside of each the
 * p values are corrected for its size, and each is multiplied by the number of families.
 */
public final class Battery {

    /** Each family may use this part of alpha at least, and a permutation test speaks in both directions. */
    private static final int MOST_FAMILIES = 3;
    /** Relabellings to look at; more for a small alpha, which takes rare ones to be seen. */
    private static final int WAYS = 1_000;
    private static final int MOST_WAYS = 200_000;

    private final double alpha;
    private final long seed;
    private final List<Scored> comparisons = new ArrayList<>();

    /**
     * @param alpha
     *            chance of a false alarm; each end of an interval is wrong with that chance too
     * @param seed
     *            of what is drawn at random
     */
    public Battery(double alpha, long seed) {
        this.alpha = alpha;
        this.seed = seed;
    }

    /** Whether relabelling that many trials can show anything at that alpha. */
    public boolean canPermute(Layout layout) {
        return Math.min(ways(), Relabellings.count(layout)) * alpha >= 2.0 * MOST_FAMILIES;
    }

    private int ways() {
        return (int) Math.clamp(Math.ceil(4 * MOST_FAMILIES / alpha), WAYS, MOST_WAYS);
    }

    /** How often an interval holds the truth: each of its ends is wrong with alpha. */
    public double confidence() {
        return 1 - 2 * alpha;
    }

    /** Adds a figure; its finding has the number that is returned. */
    public int add(Figure figure) {
        comparisons.add(figure);
        return comparisons.size() - 1;
    }

    /** Adds a shape, whose trials can be relabelled; its finding has the number that is returned. */
    public int add(Shape shape) {
        comparisons.add(shape);
        return comparisons.size() - 1;
    }

    /** The findings, by number. */
    public List<Finding> run() {
        Map<Scored, Double> pValues = pValues();
        return comparisons.stream().map(comparison -> switch (comparison) {
            case Figure figure -> finding(figure, pValues.get(figure));
            case Shape shape -> new Finding(shape.slower(), Interval.of(shape, confidence(), seed), null,
                    pValues.get(shape), null);
        }).toList();
    }

    private Finding finding(Figure figure, @Nullable Double pValue) {
        StudentTest student = figure.layout().isFew() ? StudentTest.of(figure) : null;
        return new Finding(student == null ? figure.shift() : student.shift(), Interval.of(figure, confidence(), seed),
                NoiseFloor.of(figure), pValue,
                pValue == null ? null : Double.valueOf(RankTest.pValue(figure)));
    }

    private Map<Scored, Double> pValues() {
        List<Scored> figures = comparisons.stream()
                .filter(comparison -> comparison instanceof Figure && canPermute(comparison.layout())).toList();
        List<Scored> shapes = comparisons.stream().filter(Shape.class::isInstance).toList();
        List<Figure> few = comparisons.stream().filter(comparison -> !canPermute(comparison.layout()))
                .filter(Figure.class::isInstance).map(Figure.class::cast)
                .filter(figure -> StudentTest.of(figure) != null).toList();
        int families = (figures.isEmpty() ? 0 : 1) + (shapes.isEmpty() ? 0 : 1) + (few.isEmpty() ? 0 : 1);
        Map<Scored, Double> pValues = new LinkedHashMap<>();
        put(pValues, figures, MaxScoreTest.pValues(figures, seed, ways()), families);
        put(pValues, shapes, MaxScoreTest.pValues(shapes, seed, ways()), families);
        put(pValues, few, StudentTest.holm(few.stream()
                .map(figure -> Objects.requireNonNull(StudentTest.of(figure)).pValue()).toList()), families);
        return pValues;
    }

    private static void put(Map<Scored, Double> pValues, List<? extends Scored> tested, double[] values,
            int families) {
        for (int i = 0; i < values.length; i++) {
            pValues.put(tested.get(i), Math.min(1, values[i] * families));
        }
    }
}
