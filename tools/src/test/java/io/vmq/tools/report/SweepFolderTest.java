package io.vmq.tools.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import io.vmq.tools.sweep.CellResult;
import io.vmq.tools.sweep.SweepPlan;
import io.vmq.tools.sweep.Sweeps;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("computed")
class SweepFolderTest {

    private static final int[] IN_ORDER = {0, 1, 2, 3};

    @TempDir
    private Path temporary;

    private final SweepPlan plan = Sweeps.plan(Map.of(Setting.SEED, "7"), "frame-size=1518,\"64:7,1518:1\"",
            "rate=40%,max", "mode=vmq");

    /** Writes the rows that are not there, in this order, as far as they go. */
    private void write(Path folder, boolean resume, List<CellResult> results, int... order) {
        SweepRows rows = new SweepRows(plan);
        try (SweepFolder open = SweepFolder.open(folder, plan, rows, resume)) {
            Arrays.stream(order).filter(row -> !rows.there().get(row)).forEach(row -> {
                rows.add(row, results.get(row));
                open.add(row);
            });
        }
    }

    private Path written(String name, List<CellResult> results, int... order) {
        Path folder = temporary.resolve(name);
        write(folder, false, results, order);
        return folder;
    }

    private void assertRefused(Path folder, SweepPlan asked, boolean resume, String sentence) {
        assertThatExceptionOfType(BadInputException.class)
                .isThrownBy(() -> SweepFolder.open(folder, asked, new SweepRows(asked), resume).close())
                .withMessageContaining(sentence);
    }

    @Test
    void shouldWriteTheRowsToTheCharacter() throws IOException, InterruptedException {
        Path folder = written("out", Sweeps.results(plan), IN_ORDER);

        Golden.assertEqual("sweep.csv", Files.readString(folder.resolve("sweep.csv")));
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("sweep.csv",
                    "sweep.json");
        }
    }

    @Test
    void shouldPutRowsIntoGridOrder() throws IOException, InterruptedException {
        List<CellResult> results = Sweeps.results(plan);
        Path inOrder = written("in-order", results, IN_ORDER).resolve("sweep.csv");
        Path mixed = written("mixed", results, 2, 0, 3, 1).resolve("sweep.csv");

        assertThat(mixed).hasSameBinaryContentAs(inOrder);
    }

    @Test
    void shouldGiveTheSameFileWhereverItWasCut() throws IOException, InterruptedException {
        List<CellResult> results = Sweeps.results(plan);
        Path folder = written("whole", results, IN_ORDER);
        Path csv = folder.resolve("sweep.csv");
        byte[] whole = Files.readAllBytes(csv);
        for (int[] order : new int[][] {IN_ORDER, {3, 2, 1, 0}}) {
            for (int length = 0; length <= whole.length; length++) {
                Files.write(csv, Arrays.copyOf(whole, length));

                write(folder, true, results, order);

                assertThat(Files.readAllBytes(csv)).as("cut after %d bytes", length).isEqualTo(whole);
            }
        }
    }

    @Test
    void shouldKeepRowsWhoseNeighboursAreMissing() throws IOException, InterruptedException {
        List<CellResult> results = Sweeps.results(plan);
        Path folder = written("out", results, 3, 1);
        SweepRows rows = new SweepRows(plan);
        SweepFolder.open(folder, plan, rows, true).close();

        assertThat(rows.there().stream()).containsExactly(1, 3);
        assertThat(rows.isComplete()).isFalse();
        assertThat(Files.readAllLines(folder.resolve("sweep.csv"))).hasSize(3);
    }

    @Test
    void shouldRefuseAFolderThatIsNotForIt() throws IOException, InterruptedException {
        Path folder = written("out", Sweeps.results(plan), IN_ORDER);
        Path strange = Files.createDirectory(temporary.resolve("strange"));
        Files.writeString(strange.resolve("mine.txt"), "mine");

        assertRefused(folder, plan, false, "is not empty (expected a new folder, or --resume");
        assertRefused(strange, plan, false, "is not empty");
        assertRefused(strange, plan, true, "holds no sweep");
        assertRefused(folder, Sweeps.plan("vms=4"), true, "holds another sweep: other values were varied");
        assertRefused(folder, Sweeps.plan(Map.of(Setting.SEED, "8"), "frame-size=1518,\"64:7,1518:1\"", "rate=40%,max",
                "mode=vmq"), true, "it has another seed");
        assertRefused(folder, Sweeps.plan(Map.of(Setting.SEED, "7", Setting.RING, "64"),
                "frame-size=1518,\"64:7,1518:1\"", "rate=40%,max", "mode=vmq"), true,
                "its scenario or its fixed options were others");
        assertRefused(strange.resolve("mine.txt"), plan, false, "cannot be written");
    }

    @Test
    void shouldRefuseLinesThatAreNotOfTheSweep() throws IOException, InterruptedException {
        Path folder = written("out", Sweeps.results(plan), IN_ORDER);
        Path csv = folder.resolve("sweep.csv");
        List<String> lines = Files.readAllLines(csv);

        for (String bad : List.of("", "1518,40%", lines.get(1), lines.get(2).replace("false", "maybe"),
                lines.get(2).replaceFirst(",0,[0-9]+,", ",0,17,"))) {
            Files.writeString(csv, lines.get(0) + "\n" + lines.get(1) + "\n" + bad + "\n");
            assertRefused(folder, plan, true, "sweep.csv:3: not a line of this sweep");
        }
        Files.writeString(csv, "a,b\n");
        assertRefused(folder, plan, true, "sweep.csv:1: not a line of this sweep");
    }

    @Test
    void shouldRefuseAFolderThatIsInUse() {
        Path folder = temporary.resolve("out");
        try (SweepFolder first = SweepFolder.open(folder, plan, new SweepRows(plan), false)) {
            assertRefused(folder, plan, true, "is in use by another sweep");
            assertThat(first).isNotNull();
        }
        write(folder, true, List.of());
    }

    @Test
    void shouldBeginInANewFolderAlsoWhenToldToResume() throws InterruptedException {
        List<CellResult> results = Sweeps.results(plan);
        Path folder = temporary.resolve("out");
        write(folder, true, results, IN_ORDER);

        assertThat(folder.resolve("sweep.csv"))
                .hasSameTextualContentAs(written("other", results, IN_ORDER).resolve("sweep.csv"));
    }
}
