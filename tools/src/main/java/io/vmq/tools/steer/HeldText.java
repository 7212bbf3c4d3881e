package io.vmq.tools.steer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Text that is kept until it is known that all of it may be shown. Kept in pieces, so that it may outgrow any array.
 * For one thread.
 */
public final class HeldText {

    private static final int PIECE_CHARS = 1 << 16;

    private final List<StringBuilder> pieces = new ArrayList<>();
    private StringBuilder last = newPiece();

    private StringBuilder newPiece() {
        StringBuilder piece = new StringBuilder(PIECE_CHARS);
        pieces.add(piece);
        return piece;
    }

    void write(CharSequence text) {
        if (last.length() + text.length() > PIECE_CHARS) {
            last = newPiece();
        }
        last.append(text);
    }

    /** Writes all of it, in the order in which it came. */
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
