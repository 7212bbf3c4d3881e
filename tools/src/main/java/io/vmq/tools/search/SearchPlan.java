package io.vmq.tools.search;

import io.vmq.dispatch.measure.Detail;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.nic.load.Load;
import io.vmq.nic.notation.Quantity;
import io.vmq.nic.notation.Refusal;
import io.vmq.nic.notation.TimeSpan;
import io.vmq.tools.experiment.TrialSeeds;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What is searched for, and where.
 *
 * @param scenario
 *            with the largest load as its rate
 * @param goals
 *            one or more
 */
public record SearchPlan(Scenario scenario, List<SearchGoal> goals, LoadRange range, LoadRule rule) {

    private static final double NS_PER_SECOND = 1e9;
    /** Arrivals are random: at the smallest load the shortest trial has a tenth more frames than it needs to be valid. */
    private static final double FRAMES_MARGIN = 1.1;
    /** Three orders of magnitude are searched at most. */
    private static final double SPAN = 1_000;

    public SearchPlan {
        goals = List.copyOf(goals);
    }

    /**
     * What a user may choose about a search, as options spell it.
     *
     * @param maxLoad
     *            {@code --max-load}; empty for all that the link carries
     * @param durationSum
     *            {@code --duration-sum}, live only
     * @param initialDuration
     *            {@code --initial-duration}, live only
     */
    public record Choices(Optional<String> maxLoad, Optional<TimeSpan> durationSum,
            Optional<TimeSpan> initialDuration) {}

    /**
     * Plans a search.
     *
     * @param scenario
     *            with emulated traffic of any rate
     * @throws BadInputException
     *             if the choices contradict the scenario, or its trials are too short to be valid
     */
    public static SearchPlan of(Scenario scenario, List<SearchGoal> goals, Choices choices) {
        if (!scenario.hostTraffic().isEmpty()) {
            throw new BadInputException("search: scenario '" + scenario.name()
                    + "' has traffic to NICs of the host, whose frames would count among those of the load searched for "
                    + "(expected traffic to the VMs alone)");
        }
        if (!scenario.timeline().rates().isEmpty()) {
            throw new BadInputException(
                    scenario.name() + ": timeline: changes the rate, which is what a search looks for "
                            + "(expected a timeline without rates)");
        }
        LoadRule rule = scenario.run().clock() == Scenario.Clock.LIVE ? durationSums(scenario, choices)
                : everySeed(scenario, choices);
        LoadRange range = range(scenario, choices.maxLoad(), rule.shortestTrialNs());
        return new SearchPlan(withRate(scenario, range.maxPps()), goals, range, rule);
    }

    private static LoadRule everySeed(Scenario scenario, Choices choices) {
        choices.durationSum().ifPresent(_ -> {
            throw onlyLive("--duration-sum");
        });
        choices.initialDuration().ifPresent(_ -> {
            throw onlyLive("--initial-duration");
        });
        return new EverySeed(scenario.run().trials(), scenario.run().durationNs());
    }

    private static BadInputException onlyLive(String option) {
        return new BadInputException(option + ": is for noisy trials (expected --clock live, or without it: "
                + "virtual time runs one trial a seed at each load)");
    }

    private static LoadRule durationSums(Scenario scenario, Choices choices) {
        long finalNs = scenario.run().durationNs();
        if (scenario.run().trials() != 1) {
            throw new BadInputException(
                    "--trials: '" + scenario.run().trials() + "' is not possible with the live clock "
                            + "(expected --duration-sum, which says how long a load is tried)");
        }
        OptionalLong asked = choices.durationSum().stream().mapToLong(TimeSpan::ns).findFirst();
        if (asked.isPresent() && asked.getAsLong() < finalNs) {
            throw new BadInputException("--duration-sum: '" + new TimeSpan(asked.getAsLong()).text()
                    + "' is not possible (expected at least one trial, " + new TimeSpan(finalNs).text() + ")");
        }
        long initialNs = choices.initialDuration().map(TimeSpan::ns).orElse(finalNs);
        if (initialNs < 1 || initialNs > finalNs) {
            throw new BadInputException("--initial-duration: '" + new TimeSpan(initialNs).text()
                    + "' is not possible (expected above 0, up to the " + new TimeSpan(finalNs).text()
                    + " of the final trials)");
        }
        if (initialNs < finalNs && !(scenario.faults().isEmpty() && scenario.timeline().isEmpty())) {
            throw new BadInputException(
                    "--initial-duration: is not possible with faults or a timeline, which would fall "
                            + "outside of shorter trials (expected without it)");
        }
        return new DurationSums(initialNs, finalNs, asked.orElse(Math.max(finalNs, DurationSums.USUAL_SUM_NS)));
    }

    /** What the link carries, in the bursts of the arrivals too. */
    private static double linkPps(Scenario scenario) {
        Scenario.Emulated emulated = emulated(scenario);
        return scenario.link().maxPps(emulated.frames().meanBytes()) / emulated.arrivals().peakFactor();
    }

    private static double maxPps(Scenario scenario, String maxLoad) {
        try {
            double meanBytes = emulated(scenario).frames().meanBytes();
            double askedPps = Rate.parse(maxLoad).ratePps(scenario.link(), meanBytes);
            double linkPps = linkPps(scenario);
            if (askedPps < Load.MIN_RATE_PPS || (askedPps > linkPps && Double.isFinite(askedPps))) {
                throw Refusal.impossible(maxLoad, "at least " + Load.MIN_RATE_PPS + " pps, and at most "
                        + Quantity.scaled(LoadRange.plain(LoadRange.rounded(linkPps)), "pps")
                        + ", what the link carries");
            }
            return Math.min(askedPps, linkPps);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--max-load", e);
        }
    }

    private static LoadRange range(Scenario scenario, Optional<String> maxLoad, long shortestNs) {
        double linkPps = LoadRange.rounded(linkPps(scenario));
        double maxPps = maxLoad.map(text -> LoadRange.rounded(maxPps(scenario, text))).orElse(linkPps);
        double neededPps = FRAMES_MARGIN * Thresholds.DEFAULT.minFrames() * NS_PER_SECOND / shortestNs;
        double minPps = LoadRange.rounded(Math.max(neededPps, maxPps / SPAN));
        if (minPps >= maxPps) {
            throw new BadInputException((shortestNs < scenario.run().durationNs() ? "--initial-duration" : "--duration")
                    + ": '" + new TimeSpan(shortestNs).text() + "' is too short (expected longer: a trial needs "
                    + Thresholds.DEFAULT.minFrames() + " frames, and the largest load is "
                    + LoadRange.plain(maxPps).toPlainString() + " pps)");
        }
        return new LoadRange(minPps, maxPps, maxPps == linkPps);
    }

    private static Scenario.Emulated emulated(Scenario scenario) {
        if (scenario.traffic() instanceof Scenario.Emulated emulated) {
            return emulated;
        }
        throw new IllegalArgumentException("a capture: emulated traffic expected");
    }

    private static Scenario withRate(Scenario scenario, double pps) {
        return with(scenario, pps, scenario.run());
    }

    private static Scenario with(Scenario scenario, double pps, Scenario.Run run) {
        Scenario.Emulated asked = emulated(scenario);
        Scenario.Emulated traffic = new Scenario.Emulated(new Rate.Frames(LoadRange.plain(pps)), asked.frames(),
                asked.arrivals(), asked.flowsPerVm(), asked.popularity(), asked.flowPopularity(), asked.adversary());
        return new Scenario(scenario.name(), scenario.host(), scenario.network(), scenario.rss(), scenario.vrss(),
                scenario.vms(), traffic,
                scenario.hostTraffic(),
                scenario.balance(), scenario.timeline(), scenario.faults(), run);
    }

    /** The scenario whose first trial is the one asked for. Only totals are of use, so only they are kept. */
    Scenario trial(String mode, TrialRequest request) {
        Scenario.Run run = scenario.run();
        return with(scenario, request.loadPps(),
                new Scenario.Run(List.of(mode), run.clock(), run.coreMode(), run.cpus(),
                        request.durationNs(), run.warmupNs(), 1, TrialSeeds.of(run.seed(), request.trial()),
                        Detail.TOTAL));
    }

    /** Bits per second on layer 2, FCS counted, of a load in the mean. */
    public double bps(double loadPps) {
        return loadPps * Byte.SIZE * emulated(scenario).frames().meanBytes();
    }
}
