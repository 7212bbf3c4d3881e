package io.vmq.tools.archive;

import io.vmq.tools.scenario.BadInputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Reads what JMH writes with {@code -rf json}. */
public final class JmhReader {

    private static final String EXPECTED = "JMH's JSON, a list of benchmarks, as -rf json writes it";

    /** A mean over larger ones could be none. */
    private static final double MOST_SCORE = 1e150;

    private final Path file;

    private JmhReader(Path file) {
        this.file = file;
    }

    /**
     * Reads all benchmarks of the file.
     *
     * @throws BadInputException
     *             in one sentence if it is none of JMH's, or not whole
     */
    public static List<JmhRun> read(Path file) {
        JsonPlace document = new JsonPlace(file, "", JsonFile.read(file, EXPECTED));
        if (!document.node().isArray()) {
            throw document.refusal(EXPECTED);
        }
        List<JmhRun> runs = document.elements().stream().map(new JmhReader(file)::run).toList();
        if (runs.isEmpty()) {
            throw new BadInputException(file + ": holds no benchmark (expected " + EXPECTED + ")");
        }
        return runs;
    }

    private JmhRun run(JsonPlace run) {
        run.members();
        JsonPlace metric = run.member("primaryMetric", EXPECTED);
        JsonNode secondary = run.node().path("secondaryMetrics");
        return new JmhRun(file, run.member("benchmark", EXPECTED).text(), run.member("mode", EXPECTED).text(),
                run.member("threads", EXPECTED).whole(1), params(run), jvm(run.node()), jvmArgs(run),
                metric.member("scoreUnit", EXPECTED).text(), forks(metric), secondary.size());
    }

    private static Map<String, String> params(JsonPlace run) {
        Map<String, String> params = new TreeMap<>();
        if (run.node().has("params")) {
            run.member("params", "").members().forEach((name, value) -> params.put(name, value.text()));
        }
        return params;
    }

    private static String jvm(JsonNode run) {
        return (run.path("vmName").asString("") + " " + run.path("vmVersion").asString("")).strip();
    }

    private static List<String> jvmArgs(JsonPlace run) {
        return run.node().has("jvmArgs")
                ? run.member("jvmArgs", "").elements().stream().map(JsonPlace::text).toList()
                : List.of();
    }

    private static List<JmhFork> forks(JsonPlace metric) {
        boolean isSampled = metric.node().has("rawDataHistogram");
        JsonPlace data = metric.member(isSampled ? "rawDataHistogram" : "rawData", "the data of each fork");
        List<JmhFork> forks = new ArrayList<>();
        for (JsonPlace fork : data.elements()) {
            List<JmhFork.Weighted> values = fork.elements().stream()
                    .flatMap(each -> (isSampled ? samples(each) : List.of(new JmhFork.Weighted(score(each), 1)))
                            .stream())
                    .toList();
            if (values.isEmpty()) {
                throw fork.refusal("at least one value");
            }
            forks.add(new JmhFork(values, isSampled));
        }
        if (forks.isEmpty()) {
            throw data.refusal("at least one fork");
        }
        return forks;
    }

    private static List<JmhFork.Weighted> samples(JsonPlace iteration) {
        return iteration.elements().stream().map(JmhReader::sample).toList();
    }

    private static JmhFork.Weighted sample(JsonPlace pair) {
        List<JsonPlace> both = pair.elements();
        if (both.size() != 2) {
            throw pair.refusal("a value and how often it was seen");
        }
        return new JmhFork.Weighted(score(both.getFirst()), both.getLast().whole(1));
    }

    private static double score(JsonPlace value) {
        double score = value.number();
        if (score < 0 || score > MOST_SCORE) {
            throw value.refusal("a number from 0 to 1e150");
        }
        return score;
    }
}
