package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Line;
import io.vmq.tools.drawing.Shape.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Shares of a whole as bars, one below the other.
 *
 * @param unit
 *            what 100 is, such as {@code % busy}
 */
public record BarPlot(String title, String description, String unit, List<Bar> bars) implements Plot {

    private static final int LONGEST_NAME = 22;

    public BarPlot {
        bars = List.copyOf(bars);
    }

    /** A bar, and what stands at its end. */
    public record Bar(String name, double percent, String label) {}

    @Override
    public Drawing on(Sheet sheet) {
        double em = sheet.letters();
        double top = em * 2.6;
        double height = em * 1.6;
        double left = em * 0.6
                + bars.stream().mapToDouble(bar -> sheet.widthOf(Sheet.cut(bar.name(), LONGEST_NAME))).max().orElse(0);
        double right = sheet.width() - em * 6;
        double bottom = top + height * bars.size();
        List<Shape> shapes = new ArrayList<>(List.of(Plot.heading(sheet, title)));
        LinearScale scale = new LinearScale(0, 100);
        for (Tick tick : scale.ticks()) {
            double x = left + (right - left) * scale.at(tick.value());
            shapes.add(new Line(Ink.GRID, new Point(x, top), new Point(x, bottom)));
            shapes.add(new Words(Ink.TEXT, new Point(x, bottom + em * 1.3), Align.MIDDLE, em, false, tick.label()));
        }
        for (int i = 0; i < bars.size(); i++) {
            Bar bar = bars.get(i);
            double y = top + i * height;
            double end = left + (right - left) * scale.at(bar.percent());
            shapes.add(new Words(Ink.TEXT, new Point(left - em * 0.4, y + height * 0.7), Align.END, em, false,
                    Sheet.cut(bar.name(), LONGEST_NAME)));
            shapes.add(new Box(Ink.BAR, new Point(left, y + 2), Math.max(0.5, end - left), height - 4, ""));
            shapes.add(new Words(Ink.TEXT, new Point(end + em * 0.4, y + height * 0.7), Align.START, em, false,
                    bar.label()));
        }
        shapes.add(new Line(Ink.AXIS, new Point(left, top), new Point(left, bottom)));
        shapes.add(new Words(Ink.TEXT, new Point(right, bottom + em * 2.7), Align.END, em, false, unit));
        return new Drawing(title, description, sheet.width(), bottom + em * 3.2, shapes, List.of(), null);
    }
}
