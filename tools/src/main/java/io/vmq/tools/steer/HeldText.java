package io.vmq.tools.steer;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that is kept until it is known that all of it may be shown. Kept in pieces, so that it may outgrow any array. For one
 * thread.
 */
public final class HeldText extends Writer {

    private static final int PIECE_CHARS = 1 << 16;

    private final List<StringBuilder> pieces = new ArrayList<>();
    private StringBuilder last = newPiece();

    private StringBuilder newPiece() {
        StringBuilder piece = new StringBuilder(PIECE_CHARS);
        pieces.add(piece);
        return piece;
    }

    private StringBuilder room(int chars) {
        if (last.length() + chars > PIECE_CHARS && !last.isEmpty()) {
            last = newPiece();
        }
        return last;
    }

    @Override
    public void write(int c) {
        room(1).append((char) c);
    }

    @Override
    public void write(char[] text, int from, int length) {
        room(length).append(text, from, length);
    }

    @Override
    public void write(String text) {
        room(text.length()).append(text);
    }

    @Override
    public void write(String text, int from, int length) {
        room(length).append(text, from, from + length);
    }

    @Override
    public void flush() {
        // Nothing is shown before copyTo.
    }

    @Override
    public void close() {
        // The text stays.
    }

    /** Writes all of it. */
    public void copyTo(Appendable out) throws IOException {
        for (StringBuilder piece : pieces) {
            out.append(piece);
        }
    }

    @Override
    public String toString() {
        return String.join("", pieces);
    }
}
