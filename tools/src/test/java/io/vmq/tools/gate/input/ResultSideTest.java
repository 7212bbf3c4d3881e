package io.vmq.tools.gate.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.tools.archive.ResultReader;
import io.vmq.tools.gate.Metric;
import io.vmq.tools.gate.Series;
import io.vmq.tools.gate.Side;
import io.vmq.tools.gate.TrialFigures;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Sides that are results of vmq. */
class ResultSideTest {

    @TempDir
    private static Path results = Path.of("");
    private static Path seed5 = Path.of("");
    private static Path seed6 = Path.of("");

    @TempDir
    private Path folder = Path.of("");

    @BeforeAll
    static void run() {
        seed5 = Results.write(results.resolve("seed5"), Map.of());
        seed6 = Results.write(results.resolve("seed6"), Map.of(Setting.SEED, "6"));
    }

    private static Side read(Path place) {
        return new SideReader(SideOptions.DEFAULT).read(place.toString());
    }

    private static Side read(Path place, By by) {
        return new SideReader(new SideOptions(by, false, false, null)).read(place.toString());
    }

    private static Series series(Side side, String name) {
        return side.series().stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
    }

    @Test
    void shouldGiveASeriesAModeWithTheFiguresOfEachTrial() {
        Side side = read(seed5);

        assertThat(side.source()).isEqualTo(seed5.toString());
        assertThat(side.series()).extracting(Series::name).containsExactly("single", "vmq");
        assertThat(side.remarks()).isEmpty();
        Series vmq = series(side, "vmq");
        assertThat(vmq.metrics()).containsExactly(Metric.latency("p50"), Metric.latency("p90"), Metric.latency("p99"),
                Metric.latency("p99.9"), Metric.frameRate());
        List<JsonNode> trees = ResultReader.read(seed5).trials().stream().filter(trial -> trial.mode().equals("vmq"))
                .map(trial -> trial.tree()).toList();
        assertThat(vmq.trials()).hasSize(2);
        for (int i = 0; i < 2; i++) {
            Map<Metric, Double> figures = vmq.trials().get(i).figures();
            assertThat(figures.get(Metric.latency("p99.9")))
                    .isEqualTo(trees.get(i).path("latencyNs").path("p99.9").doubleValue());
            assertThat(figures.get(Metric.frameRate()))
                    .isEqualTo(trees.get(i).path("rate").path("deliveredPps").doubleValue());
        }
    }

    @Test
    void shouldGiveTheWholeDistributionOfTheLogBeside() {
        for (TrialFigures trial : series(read(seed5), "vmq").trials()) {
            List<Double> curve = Objects.requireNonNull(trial.curve()).values();
            assertThat(curve).isSorted();
            assertThat(Objects.requireNonNull(trial.figures().get(Metric.latency("p90"))))
                    .isBetween(curve.get(89) * 0.999, curve.get(90) * 1.001);
        }
    }

    @Test
    void shouldReadADocumentWithoutALog() throws IOException {
        Path alone = Files.copy(seed5.resolve("result.json"), folder.resolve("any.json"));

        Side side = read(alone);

        assertThat(series(side, "vmq").trials()).hasSize(2).allMatch(trial -> trial.curve() == null);
    }

    @Test
    void shouldNotTakeALogForTheDocumentsThatIsNot() throws IOException {
        Files.copy(seed5.resolve("result.json"), folder.resolve("result.json"));
        Files.copy(seed6.resolve("latency.hlog"), folder.resolve("latency.hlog"));

        Side side = read(folder);

        assertThat(series(side, "vmq").trials()).allMatch(trial -> trial.curve() == null);
        assertThat(side.remarks()).containsExactly(folder.resolve("latency.hlog") + " does not have under single what "
                + folder.resolve("result.json") + " says: it is the log of another run, and left out.");
    }

    @Test
    void shouldPairTrialsOfTheSameFramesInVirtualTime() {
        List<TrialFigures> fives = series(read(seed5), "vmq").trials();
        List<TrialFigures> sixes = series(read(seed6), "vmq").trials();

        assertThat(fives.getFirst().block()).matches("virtual seed=5 digest=0x[0-9a-f]{16}");
        assertThat(series(read(seed5), "single").trials().getFirst().block()).isEqualTo(fives.getFirst().block());
        assertThat(sixes).extracting(TrialFigures::block)
                .doesNotContainAnyElementsOf(fives.stream().map(TrialFigures::block).toList());
    }

    @Test
    void shouldNotPairTrialsInRealTime() {
        Path live = Results.changed(seed5, folder, Results::live);

        assertThat(series(read(live), "vmq").trials()).allMatch(trial -> trial.block() == null);
    }

    @Test
    void shouldTakeResultsOfAFolderForTrialsOfOneSide() throws IOException {
        Results.changed(seed5, folder.resolve("run-10"), root -> {});
        Results.changed(seed6, folder.resolve("run-2"), root -> {});
        Files.writeString(folder.resolve("README.md"), "what these are");
        Files.writeString(folder.resolve("notes.txt"), "warm");
        Files.writeString(folder.resolve(".hidden"), "nobody sees it");

        Side side = read(folder);

        assertThat(side.series()).extracting(Series::name).containsExactly("single", "vmq");
        assertThat(series(side, "vmq").trials()).extracting(trial -> String.valueOf(trial.block()).substring(0, 14))
                .startsWith("virtual seed=6").hasSize(4);
    }

    @Test
    void shouldCountATrialThatIsRepeatedExactlyOnce() {
        Results.changed(seed5, folder.resolve("1"), root -> {});
        Results.changed(seed5, folder.resolve("2"), root -> {});

        Side side = read(folder);

        assertThat(series(side, "vmq").trials()).hasSize(2);
        assertThat(side.remarks())
                .contains("2 trials of vmq in virtual time left out: each repeats another one exactly.");
    }

    @Test
    void shouldLeaveOutInvalidAndPartialTrialsAndSayWhy() {
        Path place = Results.changed(seed5, folder, root -> {
            Results.eachTrial(root, trial -> {
                if (trial.get("mode").asString().equals("vmq")) {
                    boolean isFirst = trial.get("trial").intValue() == 0;
                    trial.put("valid", !isFirst).put("partial", true);
                    if (isFirst) {
                        trial.putArray("invalidReasons").add("host-stall").add("source-late");
                    }
                }
            });
        });

        Side strict = read(place);
        assertThat(series(strict, "vmq").trials()).isEmpty();
        assertThat(series(strict, "vmq").metrics()).hasSize(5);
        assertThat(series(strict, "single").trials()).hasSize(2);
        assertThat(strict.remarks())
                .containsExactly("2 of 2 trials of vmq left out: 1 INVALID (host-stall, source-late), 1 partial.");

        Side lenient = new SideReader(new SideOptions(By.MODE, true, false, null)).read(place.toString());
        assertThat(series(lenient, "vmq").trials()).hasSize(2);
        assertThat(lenient.remarks()).isEmpty();
    }

    @Test
    void shouldKeepTheRateOfATrialThatDeliveredNothing() {
        Path place = Results.changed(seed5, folder, root -> Results.eachTrial(root, trial -> {
            trial.putNull("latencyNs");
            ((ObjectNode) trial.get("rate")).put("deliveredPps", 0);
        }));

        assertThat(series(read(place), "vmq").trials()).allSatisfy(
                trial -> assertThat(trial.figures()).isEqualTo(Map.of(Metric.frameRate(), 0.0)));
    }

    @Test
    void shouldTakeTheLogForAnotherOneIfTheDocumentHasNoLatencies() throws IOException {
        Results.changed(seed5, folder, root -> Results.eachTrial(root, trial -> trial.putNull("latencyNs")));
        Files.copy(seed5.resolve("latency.hlog"), folder.resolve("latency.hlog"));

        assertThat(read(folder).remarks()).containsExactly(folder.resolve("latency.hlog")
                + " does not have under single what " + folder.resolve("result.json")
                + " says: it is the log of another run, and left out.");
    }

    @Test
    void shouldNotTakeTheLogOfInvalidTrialsForThemUnseen() throws IOException {
        Results.changed(seed5, folder, root -> Results.eachTrial(root, trial -> trial.put("valid", false)));
        Files.copy(seed6.resolve("latency.hlog"), folder.resolve("latency.hlog"));

        Side lenient = new SideReader(new SideOptions(By.MODE, true, false, null)).read(folder.toString());
        assertThat(series(lenient, "vmq").trials()).allMatch(trial -> trial.curve() == null);
    }

    @Test
    void shouldGiveARateOfZeroToAVmThatLostAllFrames() {
        Path place = Results.changed(seed5, folder, root -> Results.eachTrial(root, trial -> {
            ObjectNode vm = (ObjectNode) trial.get("vms").get(0);
            vm.put("delivered", 0).putNull("latencyNs");
        }));

        assertThat(series(read(place, By.VM), "vmq/vm1").trials()).hasSize(2).allSatisfy(
                trial -> assertThat(trial.figures()).isEqualTo(Map.of(Metric.frameRate(), 0.0)));
        assertThat(read(place, By.VM).remarks()).isEmpty();
    }

    @Test
    void shouldSayOfWhatTrialsAPartHasNoFigures() {
        Path some = Results.changed(seed5, folder.resolve("some"), root -> Results.eachTrial(root, trial -> {
            if (trial.get("trial").intValue() == 1) {
                ((ObjectNode) trial.get("vms").get(0)).put("generated", 0).put("delivered", 0).putNull("latencyNs");
            }
        }));
        Path none = Results.changed(seed5, folder.resolve("none"), root -> Results.eachTrial(root,
                trial -> ((ObjectNode) trial.get("vms").get(0)).put("generated", 0)));

        assertThat(series(read(some, By.VM), "vmq/vm1").trials()).hasSize(1);
        assertThat(read(some, By.VM).remarks()).containsExactly(
                "single/vm1 has no figures of 1 trial, in which no frame came for it.",
                "vmq/vm1 has no figures of 1 trial, in which no frame came for it.");
        assertThat(read(none, By.VM).series()).extracting(Series::name).doesNotContain("vmq/vm1").contains("vmq/vm2");
        assertThat(read(none, By.VM).remarks()).isEmpty();
    }

    @Test
    void shouldLeaveOutDurationsOfZero() {
        Path place = Results.changed(seed5, folder,
                root -> Results.eachTrial(root, trial -> ((ObjectNode) trial.get("latencyNs")).put("p50", 0)));

        Side side = read(place);

        assertThat(series(side, "vmq").trials()).allMatch(trial -> !trial.figures().containsKey(Metric.latency("p50")));
        assertThat(side.remarks())
                .contains("p50 of vmq is 0 in 2 trials, and left out there: zero has no ratio.");
    }

    @Test
    void shouldGiveASeriesForEachVm() {
        Side side = read(seed5, By.VM);

        assertThat(side.series()).extracting(Series::name).containsExactly("single", "single/vm1", "single/vm2", "vmq",
                "vmq/vm1", "vmq/vm2");
        JsonNode trial = ResultReader.read(seed5).trials().getFirst().tree();
        TrialFigures figures = series(side, trial.path("mode").asString() + "/vm1").trials().getFirst();
        JsonNode vm = trial.path("vms").path(0);
        assertThat(figures.figures()).containsEntry(Metric.latency("p50"),
                vm.path("latencyNs").path("p50").doubleValue());
        assertThat(figures.figures()).containsEntry(Metric.frameRate(),
                vm.path("delivered").doubleValue() / trial.path("durationNs").doubleValue() * 1e9);
        assertThat(figures.curve()).isNull();
    }

    @Test
    void shouldGiveASeriesForEachQueue() {
        Side side = read(seed5, By.QUEUE);

        assertThat(side.series()).extracting(Series::name).contains("single/q0", "vmq/q1", "vmq/q2")
                .doesNotContain("vmq/vm1");
        assertThat(series(side, "vmq/q1").trials()).hasSize(2).allMatch(trial -> trial.curve() != null);
    }

    @Test
    void shouldRefuseMixedScenariosAndMachinesInOneSide() {
        Path dear = Results.scenario(seed5, folder.resolve("b"), Map.of(Setting.SERVICE, "2.64us+0.7ns"));
        Path plain = Results.changed(seed5, folder.resolve("a"), root -> {});

        assertRefused(folder, "scenario host.service.fixed is 2.4us in " + plain.resolve("result.json")
                + " and 2.64us in " + dear.resolve("result.json")
                + " (expected the same in all of one side, or --allow-different)");

        Side mixed = new SideReader(new SideOptions(By.MODE, false, true, null)).read(folder.toString());
        assertThat(mixed.circumstances()).containsEntry("scenario host.service.fixed", "2.4us and 2.64us");
        assertThat(mixed.remarks()).anyMatch(remark -> remark
                .startsWith("One side holds different things: scenario host.service.fixed is 2.4us in "));
    }

    @Test
    void shouldTakeWhatOneLacksForADifference() {
        Path lacks = Results.changed(seed5, folder.resolve("a"), root -> {}).resolve("result.json");
        Path has = Results
                .changed(seed5, folder.resolve("b"), root -> ((ObjectNode) root.get("scenario")).put("new", 7))
                .resolve("result.json");

        assertRefused(folder, "scenario new is not set in " + lacks + " and 7 in " + has);

        Side one = read(lacks);
        Side other = read(has);
        assertThat(Circumstances.difference(one, other))
                .containsExactly("scenario new is not set in " + lacks + " and 7 in " + has);
        assertThat(Circumstances.difference(other, one))
                .containsExactly("scenario new is 7 in " + has + " and not set in " + lacks);
    }

    @Test
    void shouldRefuseMixedMachinesInRealTimeOnly() {
        Results.changed(seed5, folder.resolve("a"), Results::live);
        Path other = Results.changed(seed5, folder.resolve("b"), root -> {
            Results.live(root);
            ((ObjectNode) root.get("machine")).put("cpu", "Another CPU");
        });
        assertRefused(folder, "machine cpu is Some CPU in ", " and Another CPU in " + other.resolve("result.json"));

        assertThat(read(seed5).circumstances().keySet()).noneMatch(key -> key.startsWith("machine"));
    }

    @Test
    void shouldTakeKernelsThatDifferInAFixForTheSame() {
        Results.changed(seed5, folder.resolve("a"), Results::live);
        Results.changed(seed5, folder.resolve("b"), root -> {
            Results.live(root);
            ((ObjectNode) root.get("machine")).put("os", "Linux 6.1.99").put("jvm", "Another JVM");
        });

        assertThat(read(folder).circumstances()).containsEntry("machine os", "Linux 6.1")
                .containsEntry("noted jvm", "A JVM 25 and Another JVM");
    }

    @Test
    void shouldSayInWhatTwoSidesDiffer() {
        Path dear = Results.scenario(seed5, folder.resolve("dear"),
                Map.of(Setting.SERVICE, "2.64us+0.7ns", Setting.SEED, "9",
                        Setting.TRIALS, "1", Setting.MODES, "vmq"));

        assertThat(Circumstances.difference(read(seed5), read(dear))).containsExactly(
                "scenario host.service.fixed is 2.4us in " + seed5 + " and 2.64us in " + dear);
        assertThat(Circumstances.difference(read(seed5), read(seed6))).isEmpty();
        assertThat(Circumstances.difference(read(dear), read(dear))).isEmpty();
    }

    @Test
    void shouldNotTakeAKeyThatOneModeNeedsForADifference() {
        Path more = Results.scenario(seed5, folder.resolve("more"), Map.of(Setting.MODES, "vmq,vmmq,vrss"));

        assertThat(Circumstances.difference(read(seed5), read(more))).isEmpty();
        assertThat(Circumstances.difference(read(more), read(seed5))).isEmpty();
    }

    @Test
    void shouldSayAtMostFiveDifferences() {
        Path other = Results.scenario(seed5, folder.resolve("other"),
                Map.of(Setting.SERVICE, "3us+1ns", Setting.VMS, "3",
                        Setting.QUEUES, "3", Setting.RING, "64", Setting.DURATION, "3ms", Setting.FRAME_SIZE, "64"));

        assertThat(Circumstances.difference(read(seed5), read(other))).hasSize(6).endsWith("and 2 more")
                .first().asString().startsWith("scenario host.service.fixed is 2.4us in ");
    }

    @Test
    void shouldRemarkOnAnotherJvm() {
        Path one = Results.changed(seed5, folder.resolve("a"), Results::live);
        Path other = Results.changed(seed5, folder.resolve("b"), root -> {
            Results.live(root);
            ((ObjectNode) root.get("machine")).put("jvm", "Another\u001b[31m JVM");
        });

        assertThat(Circumstances.difference(read(one), read(other))).isEmpty();
        assertThat(Circumstances.remarks(read(one), read(other)))
                .containsExactly("jvm is A JVM 25 in " + one + " and Another?[31m JVM in " + other + ".");
    }

    @Test
    void shouldRemarkOnResultsInsideAResult() {
        Results.changed(seed5, folder, root -> {});
        Results.changed(seed6, folder.resolve("inner"), root -> {});

        assertThat(read(folder).remarks())
                .containsExactly(folder + " is a result itself: 1 result in folders inside it left out.");
    }

    private static void assertRefused(Path place, String... parts) {
        assertThatExceptionOfType(BadInputException.class).isThrownBy(() -> read(place))
                .satisfies(refusal -> assertThat(refusal).hasMessageContainingAll(parts));
    }
}
