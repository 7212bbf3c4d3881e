package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A file's bytes, all at once or the first of them. */
final class FileContent {

    /** What a tree takes in memory, at most, for each byte of its text. */
    private static final int MEMORY_PER_BYTE = 8;
    private static final long MOST_BYTES = 512L << 20;

    private FileContent() {}

    /**
     * All bytes of a file.
     *
     * @throws BadInputException
     *             if it cannot be read, or is larger than the memory of this process allows for
     */
    static byte[] all(Path file) {
        int most = (int) Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / MEMORY_PER_BYTE);
        byte[] bytes = first(file, most + 1);
        if (bytes.length > most) {
            throw new BadInputException(file + ": is too large to be held in memory (expected at most " + most
                    + " bytes; a Java heap of -Xmx with more allows more)");
        }
        return bytes;
    }

    /**
     * The first bytes of a file.
     *
     * @throws BadInputException
     *             if it cannot be read
     */
    static byte[] first(Path file, int most) {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(most);
        } catch (IOException e) {
            throw unreadable(file, e);
        }
    }

    static BadInputException unreadable(Path file, IOException e) {
        return new BadInputException("'" + file + "' cannot be read (" + FileRefusal.reason(e) + ")");
    }
}
