package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;

/**
 * Loads over time: a row for each thing that is loaded, a column for each interval, the darker (on dark paper the brighter) the more.
 *
 * @param unit
 *            of the loads
 * @param bounds
 *            begins of the columns in s and the end of the last, one more than there are columns
 */
public record HeatPlot(String title, String description, String unit, List<Double> bounds, List<Row> rows)
        implements
        Plot {

    /** With so many boxes each says its value when pointed at; more would make the page large. */
    private static final int MOST_NOTES = 900;
    private static final int LONGEST_NAME = 22;

    public HeatPlot {
        bounds = List.copyOf(bounds);
        rows = List.copyOf(rows);
    }

    /** Loads of one thing, one for each column. */
    public record Row(String name, List<Double> loads) {

        public Row {
            loads = List.copyOf(loads);
        }
    }

    @Override
    public Drawing on(Sheet sheet) {
        double em = sheet.letters();
        double top = em * 4.6;
        double height = em * 1.5;
        double left = em * 0.6
                + rows.stream().mapToDouble(row -> sheet.widthOf(Sheet.cut(row.name(), LONGEST_NAME))).max().orElse(0);
        double right = sheet.width() - em * 1.5;
        double bottom = top + height * rows.size();
        List<Shape> shapes = new ArrayList<>(List.of(Plot.heading(sheet, title)));
        addRamp(shapes, sheet);
        LinearScale time = new LinearScale(bounds.getFirst(), bounds.getLast());
        for (int i = 0; i < rows.size(); i++) {
            addRow(shapes, sheet, rows.get(i), top + i * height, height, left, right, time);
        }
        addTime(shapes, sheet, time, left, right, bottom);
        return new Drawing(title, description, sheet.width(), bottom + em * 3.2, shapes, List.of(), null);
    }

    private double most() {
        return rows.stream().flatMap(row -> row.loads().stream()).mapToDouble(Double::doubleValue).max().orElse(0);
    }

    private void addRamp(List<Shape> shapes, Sheet sheet) {
        double em = sheet.letters();
        double baseline = em * 3.4;
        double x = 2;
        shapes.add(new Words(Ink.TEXT, new Point(x, baseline), Align.START, em, false, "0"));
        x += em;
        for (int shade = 0; shade < Ink.SHADES; shade++) {
            shapes.add(new Box(Ink.heat(shade / (Ink.SHADES - 1.0)), new Point(x, baseline - em * 0.9), em * 1.2, em,
                    ""));
            x += em * 1.2;
        }
        shapes.add(new Words(Ink.TEXT, new Point(x + em * 0.4, baseline), Align.START, em, false,
                figure(most()) + " " + unit));
    }

    private void addRow(List<Shape> shapes, Sheet sheet, Row row, double y, double height, double left, double right,
            LinearScale time) {
        double em = sheet.letters();
        double most = most();
        boolean notes = rows.size() * row.loads().size() <= MOST_NOTES;
        shapes.add(new Words(Ink.TEXT, new Point(left - em * 0.4, y + height * 0.7), Align.END, em, false,
                Sheet.cut(row.name(), LONGEST_NAME)));
        for (int i = 0; i < row.loads().size(); i++) {
            double from = left + (right - left) * time.at(bounds.get(i));
            double to = left + (right - left) * time.at(bounds.get(i + 1));
            double load = row.loads().get(i);
            String note = notes
                    ? row.name() + ", " + figure(bounds.get(i)) + " to " + figure(bounds.get(i + 1)) + " s: "
                            + figure(load) + " " + unit
                    : "";
            shapes.add(new Box(Ink.heat(most == 0 ? 0 : load / most), new Point(from, y),
                    Math.max(0.5, to - from - (notes ? 1 : 0)), height - 1, note));
        }
    }

    private static void addTime(List<Shape> shapes, Sheet sheet, LinearScale time, double left, double right,
            double bottom) {
        double em = sheet.letters();
        for (Tick tick : time.ticks()) {
            double x = left + (right - left) * time.at(tick.value());
            shapes.add(new Words(Ink.TEXT, new Point(x, bottom + em * 1.3), Align.MIDDLE, em, false, tick.label()));
        }
        shapes.add(new Words(Ink.TEXT, new Point(right, bottom + em * 2.7), Align.END, em, false,
                "time since the trial began, s"));
    }

    /** Four significant digits. */
    static String figure(double value) {
        return LinearScale.label(new BigDecimal(value).round(new MathContext(4)).doubleValue());
    }
}
