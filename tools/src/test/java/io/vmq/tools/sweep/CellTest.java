package io.vmq.tools.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.TrialWatcher;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.tools.scenario.Setting;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CellTest {

    private static Cell throughBytes(Cell cell) throws IOException, ClassNotFoundException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(cell);
        }
        try (ObjectInputStream in = new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
            return (Cell) in.readObject();
        }
    }

    /** What a trial says of itself, but for how long it took. */
    private static List<Object> figures(CellResult result) {
        TrialResult trial = result.trial();
        return List.of(trial.mode(), trial.seed(), trial.rate(), trial.frames(), trial.cores(), trial.fairness(),
                trial.source().digest(), String.valueOf(trial.latency()), result.limit());
    }

    private static List<List<Object>> figures(List<CellResult> results) {
        return results.stream().map(CellTest::figures).toList();
    }

    @Test
    void shouldGiveTheSameAfterItWasWrittenDownAndReadBack() throws Exception {
        SweepPlan plan = Sweeps.plan("popularity=zipf:1.2", "frame-size=\"64:7,1518:1\"", "mode=rss,vmq");
        for (int row = 0; row < plan.rows(); row++) {
            Cell cell = plan.cell(row);
            Cell copy = throughBytes(cell);

            assertThat(copy).isEqualTo(cell).isNotSameAs(cell);
            assertThat(figures(copy.run(Sweeps.MODES, new StopSignal(), TrialWatcher.NONE)))
                    .isEqualTo(figures(cell.run(Sweeps.MODES, new StopSignal(), TrialWatcher.NONE)));
        }
    }

    @Test
    void shouldShowModesTheSameFrames() throws InterruptedException {
        List<CellResult> results = Sweeps.results(Sweeps.plan("vms=4,8", "mode=single,rss"));

        assertThat(results.get(0).trial().source().digest()).isEqualTo(results.get(1).trial().source().digest())
                .isNotEqualTo(results.get(2).trial().source().digest());
    }

    @Test
    void shouldNotDependOnHowManyRunAtATime() throws IOException, InterruptedException {
        SweepPlan plan = Sweeps.plan(Map.of(Setting.TRIALS, "2"), "vms=4,8,16", "mode=single,rss,vmq");
        List<List<Object>> inTurn = figures(Sweeps.results(plan));

        assertThat(inTurn).hasSize(18);
        assertThat(figures(Sweeps.results(plan, 1))).isEqualTo(inTurn);
        assertThat(figures(Sweeps.results(plan, 4))).isEqualTo(inTurn);
        assertThat(figures(Sweeps.results(plan, 100))).isEqualTo(inTurn);
    }

    @Test
    void shouldRunOnlyTheRowsThatAreMissing() throws IOException, InterruptedException {
        SweepPlan plan = Sweeps.plan("vms=1,2,3,4", "mode=rss");
        BitSet there = new BitSet();
        there.set(1, 3);
        List<Integer> ran = new ArrayList<>();
        List<Double> shares = new ArrayList<>();

        new Sweep(plan, there, Sweeps.MODES, new StopSignal()).run(1, (row, result) -> ran.add(row),
                (done, rows, share) -> shares.add(share));

        assertThat(ran).containsExactly(0, 3);
        assertThat(shares).last().isEqualTo(1.0);
    }

    @Test
    void shouldEndWhenARowCannotBeKept() {
        StopSignal stop = new StopSignal();
        Sweep sweep = new Sweep(Sweeps.plan("vms=1,2,3,4", "mode=rss"), new BitSet(), Sweeps.MODES, stop);

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> sweep.run(2, (row, result) -> {
            throw new IOException("disk full");
        }, SweepWatcher.NONE));
        assertThat(stop.isRaised()).isTrue();
    }

    @Test
    void shouldHandOutWhatWasFinishedBeforeItWasStopped() throws IOException, InterruptedException {
        StopSignal stop = new StopSignal();
        List<Integer> ran = new ArrayList<>();

        new Sweep(Sweeps.plan("vms=1,2,3,4", "mode=rss"), new BitSet(), Sweeps.MODES, stop).run(1, (row, result) -> {
            ran.add(row);
            stop.raise();
        }, SweepWatcher.NONE);

        assertThat(ran).contains(0).doesNotHaveDuplicates();
    }
}
