package io.vmq.tools.drawing;

import java.util.List;

/** A part of a drawing. */
public sealed interface Shape {

    /** Decides the look. */
    Ink ink();

    /** A straight line. */
    record Line(Ink ink, Point from, Point to) implements Shape {}

    /**
     * A line through points.
     *
     * @param thin
     *            whether it stands behind a thicker one
     */
    record Curve(Ink ink, boolean thin, List<Point> points) implements Shape {

        public Curve {
            points = List.copyOf(points);
        }
    }

    /** A small filled circle. */
    record Dot(Ink ink, Point at) implements Shape {}

    /**
     * A filled box.
     *
     * @param note
     *            shown when pointed at; empty for none
     */
    record Box(Ink ink, Point corner, double width, double height, String note) implements Shape {}

    /**
     * A line of text.
     *
     * @param at
     *            where its baseline begins, ends or has its middle
     */
    record Words(Ink ink, Point at, Align align, double size, boolean bold, String text) implements Shape {}

    /** To which side of its place a text lies. */
    enum Align {
        START, MIDDLE, END
    }
}
