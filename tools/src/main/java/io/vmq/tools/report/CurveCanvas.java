package io.vmq.tools.report;

import java.util.Arrays;

/**
 * A grid of characters on which lines and marks are drawn, each in the ink of one mode: Braille dots, two by four a character, where the
 * terminal has them, else the small letter of the mode. Marks cover lines, and what is drawn first stays. One thread.
 */
final class CurveCanvas {

    private static final int[] COLOURS = {36, 35, 33, 32, 34, 31};
    private static final int NOBODY = -1;
    private static final char EMPTY_BRAILLE = '\u2800';
    /** Bits of a Braille character: row by row, left dot and right dot. */
    private static final int[][] DOTS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};

    private final int width;
    private final int height;
    private final TerminalStyle terminal;
    private final char[][] cells;
    private final int[][] inks;
    private final boolean[][] marked;

    CurveCanvas(int width, int height, TerminalStyle terminal) {
        this.width = width;
        this.height = height;
        this.terminal = terminal;
        cells = new char[height][width];
        inks = new int[height][width];
        marked = new boolean[height][width];
        for (int row = 0; row < height; row++) {
            Arrays.fill(cells[row], ' ');
            Arrays.fill(inks[row], NOBODY);
        }
    }

    /** Points from left to right. */
    int dotsAcross() {
        return terminal.unicode() ? 2 * width : width;
    }

    /** Points from bottom to top. */
    int dotsUp() {
        return terminal.unicode() ? 4 * height : height;
    }

    /** A vertical piece of line, from the bottom up. */
    void line(int ink, char letter, int x, int from, int to) {
        for (int y = Math.min(from, to); y <= Math.max(from, to); y++) {
            dot(ink, letter, x, y);
        }
    }

    private void dot(int ink, char letter, int x, int y) {
        int down = dotsUp() - 1 - y;
        int row = terminal.unicode() ? down / 4 : down;
        int column = terminal.unicode() ? x / 2 : x;
        char there = cells[row][column];
        if (inks[row][column] == NOBODY) {
            inks[row][column] = ink;
        }
        if (!terminal.unicode()) {
            cells[row][column] = there == ' ' ? Character.toLowerCase(letter) : there;
        } else {
            cells[row][column] = (char) ((there == ' ' ? EMPTY_BRAILLE : there) | DOTS[down % 4][x % 2]);
        }
    }

    /** A letter at a point, or as near to its right or left as another mark lets it. */
    void mark(int ink, char letter, int x, int y) {
        int row = (dotsUp() - 1 - y) / (terminal.unicode() ? 4 : 1);
        int column = x / (terminal.unicode() ? 2 : 1);
        int[] steps = {0, 1, -1, 2, -2, 3};
        for (int step : steps) {
            int at = column + step;
            if (at >= 0 && at < width && !marked[row][at]) {
                marked[row][at] = true;
                cells[row][at] = letter;
                inks[row][at] = ink;
                return;
            }
        }
    }

    /** A row from the top, without blanks at its end. */
    String row(int row) {
        StringBuilder text = new StringBuilder();
        int end = width;
        while (end > 0 && cells[row][end - 1] == ' ') {
            end--;
        }
        for (int column = 0; column < end;) {
            int next = column;
            while (next < end && inks[row][next] == inks[row][column]) {
                next++;
            }
            text.append(inked(inks[row][column], new String(cells[row], column, next - column), terminal));
            column = next;
        }
        return text.toString();
    }

    /** A text in the colour of an ink, where there are colours. */
    static String inked(int ink, String text, TerminalStyle terminal) {
        return ink == NOBODY || !terminal.colour() ? text
                : "\u001b[" + COLOURS[ink % COLOURS.length] + "m" + text + "\u001b[0m";
    }
}
