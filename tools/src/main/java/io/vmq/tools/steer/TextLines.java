package io.vmq.tools.steer;

import io.vmq.tools.scenario.BadInputException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The lines of a text that say something: stripped, without blank ones and those that start with {@code #}. Reads as it
 * goes, and never holds more than one line of at most {@value #MAX_LINE_CHARS} characters.
 */
final class TextLines implements Closeable {

    static final int MAX_LINE_CHARS = 1_000;

    private static final int MAX_SHOWN_CHARS = 80;
    private static final int MAX_DIGITS = 9;
    private static final int END = -1;
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String name;
    private final Reader in;
    private final char[] buffer = new char[1 << 14];
    private final StringBuilder line = new StringBuilder();
    private int at;
    private int filled;
    private long number;

    /**
     * @param name
     *            what refusals call the text
     */
    TextLines(String name, InputStream in) {
        this.name = name;
        this.in = new InputStreamReader(in, StandardCharsets.UTF_8);
    }

    /** The next line, or null at the end. */
    @Nullable
    String next() {
        while (readLine()) {
            String text = line.toString().strip();
            if (!text.isEmpty() && text.charAt(0) != '#') {
                return text;
            }
        }
        return null;
    }

    private boolean readLine() {
        line.setLength(0);
        number++;
        int c = read();
        if (number == 1 && c == BYTE_ORDER_MARK) {
            c = read();
        }
        if (c == END) {
            return false;
        }
        for (; c != '\n' && c != END; c = read()) {
            if (line.length() == MAX_LINE_CHARS) {
                throw refusal("line", quoted(line.toString()) + " is too long (expected at most " + MAX_LINE_CHARS
                        + " characters)");
            }
            line.append((char) c);
        }
        return true;
    }

    private int read() {
        if (at == filled) {
            at = 0;
            filled = readBuffer();
            if (filled <= 0) {
                filled = 0;
                return END;
            }
        }
        return buffer[at++];
    }

    private int readBuffer() {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new BadInputException(name + ": cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The whole number from 0 to {@code max} that a value in the line writes in plain digits. */
    int whole(String key, String value, int max, String expected) {
        long number = value.isEmpty() || value.length() > MAX_DIGITS ? -1 : 0;
        for (int i = 0; i < value.length() && number >= 0; i++) {
            char digit = value.charAt(i);
            number = digit >= '0' && digit <= '9' ? 10 * number + digit - '0' : -1;
        }
        if (number < 0 || number > max) {
            throw impossible(key, value, expected);
        }
        return (int) number;
    }

    /** A refusal of the value of {@code key} in the line that {@link #next()} gave last. */
    BadInputException impossible(String key, String value, String expected) {
        String shown = value.isEmpty() ? "no value" : quoted(value) + " is not possible";
        return refusal(key, shown + " (expected " + expected + ")");
    }

    /** A refusal of what the text says together with something else. */
    BadInputException disagreement(String key, String sentence) {
        return refusal(key, sentence);
    }

    private BadInputException refusal(String key, String sentence) {
        return new BadInputException(name + ":" + number + ": " + key + ": " + sentence);
    }

    private static String quoted(String text) {
        return "'" + (text.length() <= MAX_SHOWN_CHARS ? text : text.substring(0, MAX_SHOWN_CHARS) + "…") + "'";
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
