package io.vmq.tools.gate.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.time.temporal.TemporalAccessor;
import java.util.Locale;
import java.util.Optional;

/** Times as CSV files of histories have them: ISO dates with or without time and offset, seconds since 1970; without an offset UTC. */
final class CsvTime {

    private static final DateTimeFormatter SPELLINGS = new DateTimeFormatterBuilder()
            .appendPattern("yyyy[-][.][/]MM[-][.][/]dd[['T'][ ]H:mm[:ss]]")
            .optionalStart().appendFraction(ChronoField.NANO_OF_SECOND, 1, 9, true).optionalEnd()
            .appendPattern("[ ][XXX][XX][X]").toFormatter(Locale.ROOT);

    private CsvTime() {}

    /** The time, if it is one. */
    static Optional<Instant> parse(String text) {
        try {
            if (text.matches("\\d{9,10}")) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(text)));
            }
            TemporalAccessor time = SPELLINGS.parseBest(text, OffsetDateTime::from, LocalDateTime::from,
                    LocalDate::from);
            return Optional.of(switch (time) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime local -> local.toInstant(ZoneOffset.UTC);
                default -> LocalDate.from(time).atStartOfDay().toInstant(ZoneOffset.UTC);
            });
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
