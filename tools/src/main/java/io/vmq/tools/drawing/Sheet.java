package io.vmq.tools.drawing;

/**
 * What a plot is drawn on.
 *
 * @param width
 *            in units of the drawing
 * @param height
 *            of plots with a field of free height
 * @param letters
 *            size of text
 */
public record Sheet(double width, double height, double letters) {

    /** For a screen, a page or a slide. */
    public static final Sheet WIDE = new Sheet(840, 400, 13);
    /** For a phone held upright. */
    public static final Sheet NARROW = new Sheet(380, 330, 12);

    private static final double LETTER_WIDTH = 0.62;

    /** About how wide a text is. */
    double widthOf(String text) {
        return text.length() * letters * LETTER_WIDTH;
    }

    /** The text, or its begin where it is longer than a number of characters. */
    static String cut(String text, int most) {
        return text.length() <= most ? text : text.substring(0, most - 1) + "…";
    }
}
