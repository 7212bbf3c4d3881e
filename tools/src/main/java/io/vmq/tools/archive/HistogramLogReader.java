package io.vmq.tools.archive;

import io.vmq.nic.notation.Refusal;
import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads HdrHistogram logs of formats 1.00 to 1.3. The library decodes the histograms; the lines are read here, for the library's own
 * reader takes a line that it cannot read for the end of the log.
 */
public final class HistogramLogReader {

    private static final String LOG = "an HdrHistogram log, with lines of [Tag=NAME,]start,length,max,histogram";
    /** How the comment begins with which every log of ours does. */
    private static final String OUR_COMMENT = "#[latency in ns, from due time to completion;";
    private static final String LEGEND = "\"StartTimestamp\"";
    /** What the legend of HdrHistogram_c calls the second column, whichever of its functions wrote the lines. */
    private static final String END_LEGEND = LEGEND + ",\"EndTimestamp\"";
    private static final Pattern BASE_TIME = Pattern.compile("#\\[BaseTime: ([0-9.]+) \\(seconds since epoch\\).*");
    private static final String TAG = "Tag=";

    private final Path file;
    private final TextFileLines lines;
    private final Map<String, List<Line>> byTag = new LinkedHashMap<>();
    private final MaxColumn maxColumn = new MaxColumn();
    private boolean isOurs;
    private boolean isOfFractions;
    private boolean hasEnds;
    private double baseSeconds;
    private int count;

    /** A line whose second column is a length, or an end. */
    private record Line(double start, double second, EncodedHistogram values) {

        LoggedInterval interval(double baseSeconds, boolean isEnd) {
            double end = isEnd ? second : start + second;
            return new LoggedInterval(baseSeconds + start, baseSeconds + end, values::decoded);
        }
    }

    private HistogramLogReader(Path file, TextFileLines lines) {
        this.file = file;
        this.lines = lines;
    }

    /**
     * Reads a log.
     *
     * @throws BadInputException
     *             with file, line and what was expected, if any line is not whole, or there is no interval in a log that is not ours; a
     *             capacity run leaves one of ours without any
     */
    public static HistogramLog read(Path file) {
        try (TextFileLines lines = new TextFileLines(file)) {
            return new HistogramLogReader(file, lines).log();
        }
    }

    private HistogramLog log() {
        for (String line = lines.next(); line != null; line = lines.next()) {
            if (line.startsWith("#")) {
                comment(line);
            } else if (line.startsWith(LEGEND)) {
                hasEnds = line.startsWith(END_LEGEND);
            } else if (!line.isEmpty()) {
                interval(line);
            }
        }
        if (count == 0 && !isOurs) {
            throw new BadInputException(file + ": " + (lines.number() == 0 ? "is empty" : "holds no interval")
                    + " (expected " + LOG + ")");
        }
        boolean areEnds = hasEnds && byTag.values().stream().flatMap(List::stream)
                .allMatch(line -> line.second() > line.start());
        Map<String, List<LoggedInterval>> intervals = new LinkedHashMap<>();
        byTag.forEach((tag, list) -> intervals.put(tag,
                list.stream().map(line -> line.interval(baseSeconds, areEnds)).toList()));
        return new HistogramLog(file, intervals, isOurs, isOfFractions ? 1 / EncodedHistogram.FRACTION_SCALE : 1,
                maxColumn.ratio());
    }

    private void comment(String line) {
        isOurs |= line.startsWith(OUR_COMMENT);
        Matcher base = BASE_TIME.matcher(line);
        if (base.matches()) {
            baseSeconds = number(base.group(1), "the base time in seconds");
        }
    }

    private void interval(String line) {
        String tag = "";
        String rest = line;
        if (line.startsWith(TAG)) {
            int comma = line.indexOf(',');
            if (comma < 0) {
                throw lines.impossible(line, LOG);
            }
            tag = line.substring(TAG.length(), comma);
            rest = line.substring(comma + 1);
        }
        String[] columns = rest.split(",", -1);
        if (columns.length != 4) {
            throw lines.impossible(line, LOG);
        }
        double start = number(columns[0], "the start of an interval in seconds");
        double second = number(columns[1], "the length of an interval in seconds");
        double max = number(columns[2], "the largest value of an interval");
        byTag.computeIfAbsent(tag, any -> new ArrayList<>())
                .add(new Line(start, second, values(columns[3].strip(), max)));
        count++;
    }

    /** Decodes it once, so that what is wrong with it is found while its line is known. */
    private EncodedHistogram values(String base64, double max) {
        try {
            EncodedHistogram encoded = EncodedHistogram.of(base64);
            if (count > 0 && encoded.isOfFractions() != isOfFractions) {
                throw lines.refusal("fractions and whole numbers in one log", "one or the other");
            }
            isOfFractions = encoded.isOfFractions();
            maxColumn.see(max,
                    encoded.decoded().getMaxValue() * (isOfFractions ? 1 / EncodedHistogram.FRACTION_SCALE : 1));
            return encoded;
        } catch (DamagedHistogramException e) {
            throw lines.refusal("the histogram " + Refusal.quoted(base64) + " " + e.getMessage(),
                    "base64 of a compressed HdrHistogram");
        }
    }

    private double number(String column, String expected) {
        String text = column.strip();
        double value = PlainNumber.of(text);
        if (Double.isNaN(value)) {
            throw lines.impossible(text, expected);
        }
        return value;
    }
}
