package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.FileRefusal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.HdrHistogram.AbstractHistogram;

/** Reads HdrHistogram interval logs. */
public final class HistogramLogReader {

    private HistogramLogReader() {}

    /**
     * Reads a whole log.
     *
     * @throws BadInputException
     *             if it cannot be read
     */
    public static HistogramLog read(Path file) {
        Map<String, List<LoggedInterval>> intervals = new LinkedHashMap<>();
        try (var in = Files.newInputStream(file);
                var reader = new org.HdrHistogram.HistogramLogReader(in)) {
            while (reader.hasNext()) {
                if (reader.nextIntervalHistogram() instanceof AbstractHistogram values) {
                    intervals.computeIfAbsent(values.getTag() == null ? "" : values.getTag(), _ -> new ArrayList<>())
                            .add(new LoggedInterval(values.getStartTimeStamp() / 1e3, values.getEndTimeStamp() / 1e3,
                                    values));
                }
            }
        } catch (IOException e) {
            throw new BadInputException(file + ": cannot be read (" + FileRefusal.reason(e) + ")");
        } catch (RuntimeException e) {
            throw new BadInputException(file + ": is cut or no histogram log");
        }
        return new HistogramLog(file, intervals);
    }
}
