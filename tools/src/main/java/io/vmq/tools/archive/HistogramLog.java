package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An HdrHistogram interval log (.hlog, .hdr), whichever implementation wrote it.
 *
 * @param intervals
 *            by tag, in order of the file; intervals without a tag under the empty one
 */
public record HistogramLog(Path file, Map<String, List<LoggedInterval>> intervals) {}
