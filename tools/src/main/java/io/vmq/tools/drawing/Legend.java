package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Line;
import io.vmq.tools.drawing.Shape.Words;
import java.util.List;

/** Lays entries of a legend out, row after row. */
final class Legend {

    private static final double SAMPLE = 26;
    private static final double GAP = 6;
    private static final double BETWEEN = 18;
    private static final int LONGEST_NAME = 40;

    private final Sheet sheet;
    private double x = 2;
    private double y;
    private boolean begun;

    Legend(Sheet sheet, double top) {
        this.sheet = sheet;
        y = top;
    }

    /** The next entry: a sample of a line. */
    List<Shape> line(Ink ink, String name) {
        double left = place(name);
        double middle = y - sheet.letters() * 0.33;
        return List.of(new Line(ink, new Point(left, middle), new Point(left + SAMPLE, middle)), words(left, name));
    }

    /** The next entry: a sample of an area. */
    List<Shape> area(Ink ink, String name) {
        double left = place(name);
        return List.of(new Box(ink, new Point(left, y - sheet.letters() * 0.85), SAMPLE, sheet.letters(), ""),
                words(left, name));
    }

    private double place(String name) {
        double width = SAMPLE + GAP + sheet.widthOf(Sheet.cut(name, LONGEST_NAME));
        if (begun && x + width > sheet.width()) {
            x = 2;
            y += sheet.letters() * 1.6;
        }
        double left = x;
        x += width + BETWEEN;
        begun = true;
        return left;
    }

    private Words words(double left, String name) {
        return new Words(Ink.TEXT, new Point(left + SAMPLE + GAP, y), Align.START, sheet.letters(), false,
                Sheet.cut(name, LONGEST_NAME));
    }

    /** Below everything that was laid out. */
    double bottom() {
        return begun ? y + sheet.letters() * 0.8 : y - sheet.letters();
    }
}
