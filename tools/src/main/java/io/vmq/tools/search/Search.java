package io.vmq.tools.search;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.experiment.Tool;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Searches one mode after the other. In real time, the first trial of each mode at the largest load is discarded. */
public final class Search {

    private final SearchPlan plan;
    private final Measurer measurer;
    private final StopSignal stop;
    private final SearchWatcher watcher;

    public Search(SearchPlan plan, Measurer measurer, StopSignal stop, SearchWatcher watcher) {
        this.plan = plan;
        this.measurer = measurer;
        this.stop = stop;
        this.watcher = watcher;
    }

    /** Runs to the end, or until the stop signal; then the result is what was found so far. */
    public SearchResult run() throws InterruptedException {
        List<ModeResult> results = new ArrayList<>();
        for (String mode : plan.scenario().run().modes()) {
            if (!stop.isRaised()) {
                results.add(run(mode, results.size()));
            }
        }
        return new SearchResult(Tool.current(), Machine.current(NanoClock.SYSTEM), plan, results, stop.isRaised());
    }

    private ModeResult run(String mode, int modesDone) throws InterruptedException {
        LoadSearch search = new LoadSearch(plan.goals(), plan.range(), plan.rule());
        List<ModeResult.Trial> trials = new ArrayList<>();
        boolean discard = plan.scenario().run().clock() == Scenario.Clock.LIVE;
        Optional<TrialRequest> wanted = search.next();
        while (wanted.isPresent() && !stop.isRaised()) {
            watcher.trial(mode, wanted.get().loadPps(),
                    (modesDone + search.share()) / plan.scenario().run().modes().size());
            TrialOutcome outcome = measurer.measure(mode, wanted.get());
            if (!outcome.partial()) {
                trials.add(new ModeResult.Trial(outcome, discard));
                if (!discard) {
                    search.add(outcome);
                }
                discard = false;
                wanted = search.next();
            }
        }
        return new ModeResult(mode, search.results(), trials);
    }
}
