package io.vmq.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark once, as briefly as can be, so that none can rot. Its figures mean nothing. */
class SmokeTest {

    @TestFactory
    Stream<DynamicTest> shouldRunEveryBenchmark() {
        SortedSet<String> classes = benchmarkClasses();
        assertThat(classes).isNotEmpty();
        return classes.stream().map(name -> DynamicTest.dynamicTest(name, () -> run(name)));
    }

    private static SortedSet<String> benchmarkClasses() {
        OutputFormat silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        SortedSet<String> classes = new TreeSet<>();
        BenchmarkList.defaultList().getAll(silent, List.of())
                .forEach(benchmark -> classes.add(benchmark.getUserClassQName()));
        return classes;
    }

    private static void run(String className) throws RunnerException {
        Options options = new OptionsBuilder().include("^" + Pattern.quote(className) + "\\.").forks(0)
                .warmupIterations(0).measurementIterations(1).measurementTime(TimeValue.milliseconds(5))
                .shouldFailOnError(true).verbosity(VerboseMode.SILENT).build();
        Collection<RunResult> results = new Runner(options).run();

        assertThat(results).isNotEmpty()
                .allSatisfy(result -> assertThat(result.getPrimaryResult().getScore()).isPositive());
    }
}
