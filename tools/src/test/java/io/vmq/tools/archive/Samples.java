package io.vmq.tools.archive;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;
import org.HdrHistogram.Histogram;

/** The files that other tools wrote, and what they hold: see the README beside them. */
public final class Samples {

    private Samples() {}

    /** Puts the file of that name into a folder. */
    public static Path copy(String name, Path folder) {
        try {
            return Files.write(folder.resolve(name), bytes(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static byte[] bytes(String name) {
        try (InputStream in = Objects.requireNonNull(Samples.class.getResourceAsStream(name), name)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes this the content of a file. Faster than to write it anew, which some file systems take a millisecond for. */
    public static Path put(Path file, byte[] content) {
        try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.CREATE,
                StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(content));
            channel.truncate(content.length);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code count} values from {@code first} on, {@code step} apart. */
    public static Histogram values(long first, long step, int count) {
        Histogram values = new Histogram(1, 3_600_000_000_000L, 3);
        for (int i = 0; i < count; i++) {
            values.recordValue(first + step * i);
        }
        return values;
    }
}
