package io.vmq.tools.archive;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The lines of a text file, numbered from 1, read as it goes; no more than one is held. For one thread. */
final class TextFileLines implements Closeable {

    /** Longest line that is read. */
    static final int MOST_BYTES = 32 << 20;

    private static final int END = -1;

    private final Path file;
    private final InputStream in;
    private int number;
    private boolean isCut;

    TextFileLines(Path file) {
        this.file = file;
        try {
            in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }

    /** The next line without its end and without blanks around it; null at the end. */
    @Nullable
    String next() {
        try {
            ByteArrayOutputStream line = new ByteArrayOutputStream(128);
            int c = in.read();
            if (c == END) {
                return null;
            }
            number++;
            for (; c != '\n' && c != END; c = in.read()) {
                append(line, c);
            }
            isCut = c == END;
            String text = line.toString(StandardCharsets.UTF_8).strip();
            return number == 1 && text.startsWith("\uFEFF") ? text.substring(1).strip() : text;
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }

    private void append(ByteArrayOutputStream line, int c) {
        if (line.size() == MOST_BYTES) {
            throw refusal("a line of more than " + MOST_BYTES + " bytes is not possible", "a text file");
        }
        line.write(c);
    }

    /** Number of the line that was read last. */
    int number() {
        return number;
    }

    /** The refusal of something in the line that was read last. */
    BadInputException refusal(String sentence, String expected) {
        String where = isCut ? ", the last one, which has no end: was the file cut?" : "";
        return new BadInputException(
                file + ":" + number + ": " + sentence + " (expected " + expected + ")" + where);
    }

    /** The refusal of a value in the line that was read last. */
    BadInputException impossible(String value, String expected) {
        return refusal(value.isEmpty() ? "no value" : Refusal.quoted(value) + " is not possible", expected);
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw FileContent.unreadable(file, e);
        }
    }
}
