package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Drawing.Axes;
import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Curve;
import io.vmq.tools.drawing.Shape.Dot;
import io.vmq.tools.drawing.Shape.Line;
import io.vmq.tools.drawing.Shape.Words;
import java.util.ArrayList;
import java.util.List;

/**
 * Lines over an axis, with moments and spans marked on it.
 *
 * @param xUnit
 *            name and unit of the x axis, as it is shown
 * @param yUnit
 *            the same of the y axis
 */
public record LinePlot(String title, String description, Scale x, String xUnit, Scale y, String yUnit,
        List<Series> series, List<Mark> marks) implements Plot {

    private static final double TITLE_LETTERS = 1.2;

    public LinePlot {
        series = List.copyOf(series);
        marks = List.copyOf(marks);
    }

    /**
     * A line.
     *
     * @param values
     *            points of x and y in the units of the axes, in order of x
     * @param behind
     *            thinner lines of the same ink, such as single trials
     * @param dots
     *            whether each point is shown as a dot too
     */
    public record Series(String name, Ink ink, List<Point> values, List<List<Point>> behind, boolean dots) {

        public Series {
            values = List.copyOf(values);
            behind = List.copyOf(behind);
        }
    }

    /** Moments, or spans with a begin and an end, of one kind. */
    public record Mark(String name, Ink ink, List<Span> spans) {

        public Mark {
            spans = List.copyOf(spans);
        }
    }

    /** From one x to another; a moment begins where it ends. */
    public record Span(double from, double to) {}

    @Override
    public Drawing on(Sheet sheet) {
        double em = sheet.letters();
        Legend legend = new Legend(sheet, em * (TITLE_LETTERS + 2.1));
        List<List<Shape>> entries = new ArrayList<>();
        series.forEach(line -> entries.add(legend.line(line.ink(), line.name())));
        marks.forEach(mark -> entries.add(
                isBand(mark) ? legend.area(mark.ink(), mark.name()) : legend.line(mark.ink(), mark.name())));
        double top = legend.bottom() + em * 1.9;
        double left = em + y.ticks().stream().mapToDouble(tick -> sheet.widthOf(tick.label())).max().orElse(0);
        double bottom = Math.max(sheet.height(), top + sheet.height() / 2) - em * 3.2;
        Axes axes = new Axes(x, xUnit, y, yUnit, left, top, sheet.width() - em * 2.2, bottom);

        List<Layer> layers = new ArrayList<>();
        for (int i = 0; i < marks.size(); i++) {
            layers.add(new Layer(marks.get(i).name(), entries.get(series.size() + i), shapes(marks.get(i), axes)));
        }
        for (int i = 0; i < series.size(); i++) {
            layers.add(new Layer(series.get(i).name(), entries.get(i), shapes(series.get(i), axes)));
        }
        return new Drawing(title, description, sheet.width(), bottom + em * 3.2, base(sheet, axes), layers, axes);
    }

    private static boolean isBand(Mark mark) {
        return mark.spans().stream().anyMatch(span -> span.to() > span.from());
    }

    private static List<Shape> shapes(Mark mark, Axes axes) {
        List<Shape> shapes = new ArrayList<>();
        for (Span span : mark.spans()) {
            double left = axes.at(span.from(), 0).x();
            double right = axes.at(span.to(), 0).x();
            shapes.add(isBand(mark)
                    ? new Box(mark.ink(), new Point(left, axes.top()), Math.max(1.5, right - left),
                            axes.bottom() - axes.top(), "")
                    : new Line(mark.ink(), new Point(left, axes.top()), new Point(left, axes.bottom())));
        }
        return shapes;
    }

    private static List<Shape> shapes(Series line, Axes axes) {
        List<Shape> shapes = new ArrayList<>();
        line.behind().forEach(values -> shapes.add(new Curve(line.ink(), true, places(values, axes))));
        List<Point> places = places(line.values(), axes);
        shapes.add(new Curve(line.ink(), false, places));
        if (line.dots()) {
            places.forEach(place -> shapes.add(new Dot(line.ink(), place)));
        }
        return shapes;
    }

    private static List<Point> places(List<Point> values, Axes axes) {
        return values.stream().map(value -> axes.at(value.x(), value.y())).toList();
    }

    private List<Shape> base(Sheet sheet, Axes axes) {
        double em = sheet.letters();
        List<Shape> shapes = new ArrayList<>();
        shapes.add(Plot.heading(sheet, title));
        for (Tick tick : y.ticks()) {
            Point at = axes.at(x.from(), tick.value());
            shapes.add(new Line(Ink.GRID, new Point(axes.left(), at.y()), new Point(axes.right(), at.y())));
            if (!tick.label().isEmpty()) {
                shapes.add(new Words(Ink.TEXT, new Point(axes.left() - em * 0.5, at.y() + em * 0.35), Align.END, em,
                        false, tick.label()));
            }
        }
        double free = 0;
        for (Tick tick : x.ticks()) {
            double place = axes.left() + (axes.right() - axes.left()) * x.at(tick.value());
            shapes.add(new Line(Ink.GRID, new Point(place, axes.top()), new Point(place, axes.bottom())));
            double width = sheet.widthOf(tick.label());
            double middle = Math.min(place, sheet.width() - width / 2);
            if (!tick.label().isEmpty() && middle - width / 2 >= free) {
                shapes.add(new Words(Ink.TEXT, new Point(middle, axes.bottom() + em * 1.4), Align.MIDDLE, em, false,
                        tick.label()));
                free = middle + width / 2 + em * 0.6;
            }
        }
        shapes.add(new Line(Ink.AXIS, new Point(axes.left(), axes.bottom()), new Point(axes.right(), axes.bottom())));
        shapes.add(new Line(Ink.AXIS, new Point(axes.left(), axes.top()), new Point(axes.left(), axes.bottom())));
        shapes.add(new Words(Ink.TEXT, new Point(2, axes.top() - em * 0.8), Align.START, em, false, yUnit));
        shapes.add(new Words(Ink.TEXT, new Point(axes.right(), axes.bottom() + em * 2.8), Align.END, em, false, xUnit));
        return shapes;
    }
}
