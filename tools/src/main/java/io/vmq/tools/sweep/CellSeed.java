package io.vmq.tools.sweep;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * The seeds of cells. A seed depends on the master seed and on the cell's own coordinates as they were given, the mode
 * aside: modes of one cell see the same frames, and a grid that grows or is put in another order keeps the seeds it had.
 */
final class CellSeed {

    /** Seeds are below 2^53, which every reader of JSON and CSV keeps exact. */
    private static final int DROPPED_BITS = Long.SIZE - 53;

    private CellSeed() {}

    /**
     * The first 53 bits of the SHA-256 of {@code seed=MASTER} and one line {@code KEY=VALUE} for each axis but the mode's, by
     * key, each line with a line feed at its end, in UTF-8.
     *
     * @param coordinates
     *            value of each key, without line feeds
     */
    static long of(long masterSeed, Map<String, String> coordinates) {
        StringBuilder text = new StringBuilder("seed=").append(masterSeed).append('\n');
        new TreeMap<>(coordinates).forEach((key, value) -> {
            if (!key.equals(Axis.MODE)) {
                text.append(key).append('=').append(value).append('\n');
            }
        });
        byte[] digest = sha256().digest(text.toString().getBytes(StandardCharsets.UTF_8));
        return ByteBuffer.wrap(digest).getLong() >>> DROPPED_BITS;
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
