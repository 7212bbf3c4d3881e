package io.vmq.bench.path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.vmq.dispatch.engine.ThreadPinning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class NativeFiguresTest {

    private static final Path PEERS = Path.of("peers");
    private static final Cores CORES = new Cores(ThreadPinning.NONE, 0, 1);
    private static final List<String> NAMES = List.of("native/lines", "native/descriptors", "native/softrss",
            "native/thash-gfni", "native/distributor-burst", "native/distributor-single", "native/ring-sp-sc-bulk-32");

    @TempDir
    private Path folder;

    @Test
    void shouldHaveEachFigureOrSayWhyNot() throws InterruptedException {
        NativeFigures figures = NativeFigures.in(PEERS, folder);
        List<String> names = figures.figures().stream().map(Figure::name).toList();

        assertThat(NAMES).containsAll(names);
        assertThat(names.size() == NAMES.size()).isEqualTo(figures.missing().isEmpty());
    }

    /** The tests of DPDK take too long for this. */
    @TestFactory
    Stream<DynamicTest> shouldRunEachProgramOfOurs() throws InterruptedException {
        assumeTrue(Runtime.getRuntime().availableProcessors() > 1);
        return NativeFigures.in(PEERS, folder).figures().stream().filter(figure -> NAMES.indexOf(figure.name()) < 4)
                .map(figure -> DynamicTest.dynamicTest(figure.name(), () -> {
                    Round round = figure.run(CORES, Duration.ofMillis(20).toNanos());
                    assertThat(round.framesPerSecond()).isPositive();
                }));
    }

    @Test
    void shouldRunAProgramAgainOnlyForARoundThatWasTaken() throws InterruptedException {
        AtomicInteger runs = new AtomicInteger();
        NativeRounds rounds = new NativeRounds((_, _) -> {
            Round round = new Round(runs.incrementAndGet(), 1, Round.NO_GAPS, 1);
            return Map.of("a", round, "b", round);
        });

        assertThat(Stream.of("a", "b", "b", "a", "a").map(name -> frames(rounds, name))).containsExactly(1L, 1L, 2L, 2L,
                3L);
        assertThatThrownBy(() -> rounds.take("c", CORES, 1)).hasMessage("the program of c does not measure it");
    }

    private static long frames(NativeRounds rounds, String name) {
        try {
            return rounds.take(name, CORES, 1).frames();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
