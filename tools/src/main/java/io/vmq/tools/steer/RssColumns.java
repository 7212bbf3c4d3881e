package io.vmq.tools.steer;

import io.vmq.dispatch.steering.HashType;
import io.vmq.dispatch.steering.RssDecision;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The columns {@code hashType}, {@code hash} and {@code entry}, which tuples and captured frames share. */
final class RssColumns {

    /** In the place of a hash type: RSS does not hash such frames. */
    static final String NOT_HASHED = "none";

    private static final HexFormat HEX = HexFormat.of();

    private RssColumns() {}

    /** The columns of a frame that RSS steers. */
    static void write(RssDecision rss, RowWriter out) {
        HashType type = rss.hashType();
        if (type == null) {
            writeWithoutHash(NOT_HASHED, out);
            return;
        }
        out.text(type.label());
        out.text("0x" + HEX.toHexDigits(rss.hash()));
        out.number(rss.entry());
    }

    /** The columns of a frame without a hash, with what stands for the hash type. */
    static void writeWithoutHash(@Nullable String hashType, RowWriter out) {
        out.text(hashType);
        out.missing();
        out.missing();
    }
}
