package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** What a file holds, found by what it begins with; an empty one is what its name says. */
public enum FileKind {
    /** One JSON object: a document of ours, whichever. */
    DOCUMENT,
    /** An HdrHistogram interval log. */
    LOG,
    /** A table of percentiles as text. */
    PERCENTILES,
    /** A JSON array, as JMH writes it. */
    JMH,
    /** None of these. */
    OTHER;

    private static final int HEAD_BYTES = 1 << 16;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final Pattern LOG_LINE = Pattern
            .compile("#\\[.*|\"StartTimestamp\".*|(Tag=[^,]*,)?\\s*[0-9.]+,\\s*[0-9.]+,\\s*[0-9.]+,D?HIST.*");
    private static final Pattern LOG_COMMENT = Pattern.compile("#.*");

    /**
     * Looks at the beginning of a file.
     *
     * @throws BadInputException
     *             if it cannot be read, or is compressed
     */
    public static FileKind of(Path file) {
        byte[] head = FileContent.first(file, HEAD_BYTES);
        if (head.length >= 2 && Byte.toUnsignedInt(head[0]) == 0x1F && Byte.toUnsignedInt(head[1]) == 0x8B) {
            throw new BadInputException(file + ": is compressed with gzip (expected the file as it was before: unpack"
                    + " it with gunzip)");
        }
        FileKind byContent = byContent(new String(head, StandardCharsets.UTF_8));
        return byContent == OTHER ? byName(file) : byContent;
    }

    private static FileKind byContent(String head) {
        String text = (head.startsWith(String.valueOf(BYTE_ORDER_MARK)) ? head.substring(1) : head).stripLeading();
        if (text.startsWith("{")) {
            return DOCUMENT;
        }
        if (text.startsWith("[")) {
            return JMH;
        }
        if (text.lines().anyMatch(PercentileTextReader::isHeading)) {
            return PERCENTILES;
        }
        return text.lines().dropWhile(FileKind::saysNothing).findFirst()
                .filter(line -> LOG_LINE.matcher(line.strip()).matches()).isPresent() ? LOG : OTHER;
    }

    private static boolean saysNothing(String line) {
        return line.isBlank() || (LOG_COMMENT.matcher(line).matches() && !LOG_LINE.matcher(line).matches());
    }

    private static FileKind byName(Path file) {
        String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".hlog") || name.endsWith(".hdr")) {
            return LOG;
        }
        return name.endsWith(".hgrm") ? PERCENTILES : name.endsWith(".json") ? DOCUMENT : OTHER;
    }
}
