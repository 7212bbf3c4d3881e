package io.vmq.tools.report;

import io.vmq.dispatch.measure.LatencySummary;
import io.vmq.dispatch.measure.Median;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.experiment.ExperimentResult;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * The modes of a comparison as a picture for a terminal: latency by percentile, both axes logarithmic (from right to left a tenth of the
 * frames is left with each step), and a bar of what was delivered. Figures are medians over the trials, as in the table.
 */
public final class ComparePicture {

    private static final int ROWS = 10;
    private static final int NAMES = 12;
    /** Least ratio of top to bottom, so that small differences look small. */
    private static final double LEAST_RANGE = 2;
    private static final String EIGHTHS = "▏▎▍▌▋▊▉";
    private static final String DIGITS = "123456789";

    private final TerminalStyle terminal;
    private final List<Mode> modes = new ArrayList<>();

    /** A percentile, and what the latency is there. */
    private record Mark(double percentile, double ns) {}

    private record Mode(int ink, char letter, String name, double deliveredBps, List<Mark> marks) {}

    private ComparePicture(ExperimentResult result, TerminalStyle terminal) {
        this.terminal = terminal;
        StringBuilder letters = new StringBuilder();
        for (Map.Entry<String, List<TrialResult>> mode : result.trialsOfMode().entrySet()) {
            String name = PlainText.name(mode.getKey());
            char letter = letter(name, letters.toString());
            letters.append(letter);
            List<TrialResult> trials = mode.getValue();
            modes.add(new Mode(modes.size(), letter, name,
                    Median.of(trials.stream().mapToDouble(trial -> trial.rate().deliveredBps()).toArray()),
                    marks(trials)));
        }
    }

    /** The picture, whose lines end with a line feed; empty if nothing was measured. */
    public static String text(ExperimentResult result, TerminalStyle terminal) {
        ComparePicture picture = new ComparePicture(result, terminal);
        return picture.modes.isEmpty() ? "" : picture.curves() + picture.bars();
    }

    /** The first letter of the name that nobody has, or else a digit. */
    private static char letter(String name, String taken) {
        return (name.toUpperCase(Locale.ROOT) + DIGITS).chars()
                .filter(c -> (c >= 'A' && c <= 'Z') || (c >= '1' && c <= '9')).filter(c -> taken.indexOf(c) < 0)
                .mapToObj(c -> (char) c).findFirst().orElse('*');
    }

    /** No percentile beyond which a trial has less than one frame. */
    private static List<Mark> marks(List<TrialResult> trials) {
        List<LatencySummary> latencies = trials.stream().map(TrialResult::latency).filter(Objects::nonNull).toList();
        long frames = latencies.stream().mapToLong(LatencySummary::count).min().orElse(0);
        return LatencySummary.PERCENTILES.stream().filter(percentile -> frames * (100 - percentile) >= 99.999)
                .map(percentile -> new Mark(percentile,
                        Math.max(1,
                                Median.of(latencies.stream().mapToDouble(latency -> latency.atNs(percentile))
                                        .toArray()))))
                .toList();
    }

    private String curves() {
        double[] all = modes.stream().flatMap(mode -> mode.marks().stream()).mapToDouble(Mark::ns).sorted().toArray();
        if (all.length == 0) {
            return "";
        }
        double widen = Math.sqrt(Math.max(1, LEAST_RANGE * all[0] / all[all.length - 1]));
        return new Plot(all[0] / widen, all[all.length - 1] * widen).text();
    }

    /** One drawing of the curves, with its axes. */
    private final class Plot {

        private final double lowNs;
        private final double highNs;
        private final String[] labels = new String[ROWS];
        private final int gutter;
        private final int width;
        private final CurveCanvas canvas;

        Plot(double lowNs, double highNs) {
            this.lowNs = lowNs;
            this.highNs = highNs;
            Arrays.fill(labels, "");
            label();
            gutter = Arrays.stream(labels).mapToInt(String::length).max().orElse(0) + 2;
            width = terminal.columns() - gutter - 2;
            canvas = new CurveCanvas(width, ROWS, terminal);
        }

        String text() {
            for (Mode mode : modes) {
                draw(mode);
            }
            for (Mode mode : modes) {
                mode.marks()
                        .forEach(mark -> canvas.mark(mode.ink(), mode.letter(), x(mark.percentile()), y(mark.ns())));
            }
            StringBuilder text = new StringBuilder(heading());
            for (int row = 0; row < ROWS; row++) {
                String label = labels[row];
                String axis = terminal.unicode() ? label.isEmpty() ? "│" : "┤" : label.isEmpty() ? "|" : "+";
                text.append((" ".repeat(gutter - 1 - label.length()) + label + axis + canvas.row(row)).stripTrailing())
                        .append('\n');
            }
            return text.append(percentiles()).toString();
        }

        private int x(double percentile) {
            double decades = Math.log10(100 / (100 - percentile));
            double first = Math.log10(2);
            return (int) Math.round((decades - first) / (5 - first) * (canvas.dotsAcross() - 1));
        }

        private int y(double ns) {
            return (int) Math.round(height(ns) * (canvas.dotsUp() - 1));
        }

        private double height(double ns) {
            return Math.log(ns / lowNs) / Math.log(highNs / lowNs);
        }

        private void draw(Mode mode) {
            for (int i = 1; i < mode.marks().size(); i++) {
                Mark left = mode.marks().get(i - 1);
                Mark right = mode.marks().get(i);
                int from = x(left.percentile());
                int to = x(right.percentile());
                int before = y(left.ns());
                for (int x = from; x <= to; x++) {
                    int y = y(left.ns() * Math.pow(right.ns() / left.ns(), (double) (x - from) / (to - from)));
                    canvas.line(mode.ink(), mode.letter(), x, before + Integer.signum(y - before), y);
                    before = y;
                }
            }
        }

        /** Round values: powers of ten first, then 2 and 5 where there is room; the ends where there are no two of them. */
        private void label() {
            for (int factor : new int[] {1, 2, 5}) {
                for (int power = 0; power < 12; power++) {
                    double ns = factor * Math.pow(10, power);
                    if (ns >= lowNs && ns <= highNs) {
                        label(ns, BigDecimal.valueOf(factor).movePointRight(power - 3).toPlainString());
                    }
                }
            }
            if (Arrays.stream(labels).filter(label -> !label.isEmpty()).count() < 2) {
                label(lowNs, Figures.us(lowNs));
                label(highNs, Figures.us(highNs));
            }
        }

        private void label(double ns, String text) {
            int row = ROWS - 1 - (int) Math.round(height(ns) * (ROWS - 1));
            boolean free = Arrays.stream(labels, Math.max(0, row - 1), Math.min(ROWS, row + 2))
                    .allMatch(String::isEmpty);
            if (free) {
                labels[row] = text;
            }
        }

        private String percentiles() {
            StringBuilder axis = new StringBuilder((terminal.unicode() ? "─" : "-").repeat(width));
            StringBuilder names = new StringBuilder(" ".repeat(width));
            int free = 0;
            for (double percentile : LatencySummary.PERCENTILES) {
                int at = x(percentile) * width / canvas.dotsAcross();
                String name = Percentiles.name(percentile);
                int begin = Math.clamp(at - name.length() / 2, 0, width - name.length());
                axis.setCharAt(at, terminal.unicode() ? '┴' : '+');
                if (begin >= free) {
                    names.replace(begin, begin + name.length(), name);
                    free = begin + name.length() + 1;
                }
            }
            return " ".repeat(gutter - 1) + (terminal.unicode() ? "└" : "+") + axis + "\n" + " ".repeat(gutter) + names
                    + " %\n";
        }
    }

    private String heading() {
        String heading = " latency in us by percentile, log scales";
        int length = modes.stream().mapToInt(mode -> mode.name().length() + 4).sum();
        return heading + (heading.length() + 1 + length <= terminal.columns() ? "   " : "\n ") + legend() + "\n";
    }

    private String legend() {
        StringBuilder legend = new StringBuilder();
        for (Mode mode : modes) {
            legend.append(legend.isEmpty() ? "" : "  ")
                    .append(CurveCanvas.inked(mode.ink(), mode.letter() + " " + mode.name(), terminal));
        }
        return legend.toString();
    }

    private String bars() {
        double most = modes.stream().mapToDouble(Mode::deliveredBps).max().orElse(0);
        int names = Math.clamp(modes.stream().mapToInt(mode -> mode.name().length()).max().orElse(0), 1, NAMES);
        int values = modes.stream().mapToInt(mode -> Figures.gbps(mode.deliveredBps()).length()).max().orElse(0);
        int room = terminal.columns() - names - values - 8;
        StringBuilder text = new StringBuilder("\n delivered in Gb/s\n");
        for (Mode mode : modes) {
            String name = mode.name().length() <= NAMES ? mode.name() : mode.name().substring(0, NAMES);
            String value = Figures.gbps(mode.deliveredBps());
            String bar = bar(most == 0 ? 0 : mode.deliveredBps() / most * room);
            text.append(' ').append(mode.letter()).append(' ').append(name)
                    .append(" ".repeat(names - name.length() + 1))
                    .append(" ".repeat(values - value.length())).append(value).append(' ')
                    .append(CurveCanvas.inked(mode.ink(), bar, terminal)).append('\n');
        }
        return text.toString();
    }

    private String bar(double cells) {
        if (!terminal.unicode()) {
            return "#".repeat((int) Math.round(cells));
        }
        int eighths = (int) Math.round(cells * 8);
        return "█".repeat(eighths / 8) + (eighths % 8 == 0 ? "" : EIGHTHS.charAt(eighths % 8 - 1));
    }
}
