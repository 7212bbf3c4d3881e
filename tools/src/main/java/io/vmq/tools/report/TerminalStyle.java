package io.vmq.tools.report;

/**
 * What may be drawn on the terminal that a text goes to.
 *
 * @param columns
 *            how wide a picture may be
 * @param unicode
 *            whether it shows blocks and Braille
 * @param colour
 *            whether it takes the eight colours of ANSI, and nobody asked for none
 */
public record TerminalStyle(int columns, boolean unicode, boolean colour) {

    /** Narrowest picture; a narrower terminal wraps it. */
    public static final int NARROWEST = 60;
    /** Widest picture: more would not show more. */
    public static final int WIDEST = 100;

    public TerminalStyle {
        columns = Math.clamp(columns, NARROWEST, WIDEST);
    }
}
