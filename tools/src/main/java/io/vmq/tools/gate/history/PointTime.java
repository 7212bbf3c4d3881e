package io.vmq.tools.gate.history;

import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** When a result is from: the ISO date that its name begins with, and the time if there is one, in UTC; else when its file was written. */
final class PointTime {

    private static final Pattern DATE = Pattern
            .compile("^(\\d{4})-?(\\d\\d)-?(\\d\\d)(?:[T_ -](\\d\\d)[:.-]?(\\d\\d)(?:[:.-]?(\\d\\d))?)?(?!\\d).*");

    private PointTime() {}

    /** The time that a name begins with, if it does. */
    static Optional<Instant> inName(String name) {
        Matcher date = DATE.matcher(name);
        if (!date.matches()) {
            return Optional.empty();
        }
        try {
            LocalDate day = LocalDate.of(part(date, 1), part(date, 2), part(date, 3));
            LocalTime time = LocalTime.of(part(date, 4), part(date, 5), part(date, 6));
            return Optional.of(LocalDateTime.of(day, time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** When the document in a result folder was written, or any other file or folder. */
    static Instant ofFile(Path path) {
        Path document = path.resolve(ResultReader.DOCUMENT);
        Path file = Files.isRegularFile(document) ? document : path;
        try {
            return Files.getLastModifiedTime(file).toInstant();
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + FileRefusal.reason(e) + ")");
        }
    }

    private static int part(Matcher date, int group) {
        String text = date.group(group);
        return text == null ? 0 : Integer.parseInt(text);
    }
}
