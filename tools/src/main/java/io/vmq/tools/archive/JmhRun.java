package io.vmq.tools.archive;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One benchmark, with one set of parameters, of a JMH result.
 *
 * @param benchmark
 *            full name
 * @param mode
 *            {@code thrpt}, {@code avgt}, {@code sample} or {@code ss}
 * @param params
 *            in order of name
 * @param jvm
 *            its name and version; empty if the file does not say
 * @param secondaryMetrics
 *            how many further metrics there are, which are not read
 */
public record JmhRun(Path file, String benchmark, String mode, long threads, Map<String, String> params, String jvm,
        List<String> jvmArgs, String unit, List<JmhFork> forks, int secondaryMetrics) {

    public JmhRun {
        jvmArgs = List.copyOf(jvmArgs);
        forks = List.copyOf(forks);
    }
}
