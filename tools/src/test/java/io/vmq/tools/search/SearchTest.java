package io.vmq.tools.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.vmq.dispatch.engine.StopSignal;
import io.vmq.tools.experiment.Runs;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Searches of several modes on a made-up device of 300,000 frames per second, some of them stopped. */
class SearchTest {

    private static SearchPlan plan(String clock) {
        return SearchPlan.of(
                Runs.scenario(Map.of(Setting.CLOCK, clock, Setting.MODES, "single,rss", Setting.DURATION, "1s")),
                List.of(SearchGoal.NDR), new SearchPlan.Choices(Optional.empty(), Optional.empty(), Optional.empty()));
    }

    private static TrialOutcome trial(TrialRequest request, boolean partial) {
        TrialOutcome whole = Devices.lossy(request, Devices.overload(request.loadPps(), 300_000));
        return new TrialOutcome(request, whole.seed(), whole.generated(), 0, whole.dropped(), whole.deliveredPps(),
                whole.deliveredBps(), null, List.of(), "here", partial);
    }

    /** Stops in the middle of trial {@code stopIn}, counted from 1; never if it is 0. */
    private static SearchResult run(String clock, int stopIn) throws InterruptedException {
        StopSignal stop = new StopSignal();
        AtomicInteger trials = new AtomicInteger();
        return new Search(plan(clock), (mode, request) -> {
            boolean stopped = trials.incrementAndGet() == stopIn;
            if (stopped) {
                stop.raise();
            }
            return trial(request, stopped);
        }, stop, SearchWatcher.NONE).run();
    }

    @Test
    void shouldLeaveWhatItFoundUntilItWasStopped() throws InterruptedException {
        int trialsOfAMode = run("virtual", 0).modes().getFirst().trials().size();
        SearchResult result = run("virtual", trialsOfAMode + 3);

        assertThat(result.interrupted()).isTrue();
        assertThat(result.modes()).extracting(ModeResult::mode).containsExactly("single", "rss");
        assertThat(result.modes()).extracting(mode -> mode.goals().getFirst().ending()).containsExactly(Ending.FOUND,
                Ending.INTERRUPTED);
        assertThat(result.modes().getLast().trials()).as("without the one that was stopped").hasSize(2)
                .noneMatch(trial -> trial.outcome().partial());
    }

    @Test
    void shouldNotBeginModesAfterItWasStopped() throws InterruptedException {
        SearchResult result = run("virtual", 1);

        assertThat(result.modes()).hasSize(1);
        assertThat(result.modes().getFirst().trials()).isEmpty();
        assertThat(result.modes().getFirst().goals().getFirst().ending()).isEqualTo(Ending.INTERRUPTED);
    }

    @ParameterizedTest
    @CsvSource({"live, true", "virtual, false"})
    void shouldDiscardTheFirstTrialOfEachLiveMode(String clock, boolean discarded) throws InterruptedException {
        assertThat(run(clock, 0).modes()).allSatisfy(mode -> {
            assertThat(mode.trials().getFirst().discarded()).isEqualTo(discarded);
            assertThat(mode.trials().getFirst().outcome().request().loadPps()).isEqualTo(812_743);
            assertThat(mode.trials().stream().skip(1)).noneMatch(ModeResult.Trial::discarded);
        });
    }
}
