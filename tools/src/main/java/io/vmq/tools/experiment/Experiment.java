package io.vmq.tools.experiment;

import io.vmq.dispatch.core.ServiceCost;
import io.vmq.dispatch.engine.LiveEngine;
import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.engine.ServicePlan;
import io.vmq.dispatch.engine.StopSignal;
import io.vmq.dispatch.engine.TrialPlan;
import io.vmq.dispatch.engine.TrialWatcher;
import io.vmq.dispatch.engine.VirtualEngine;
import io.vmq.dispatch.fault.FaultPlan;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.Processor;
import io.vmq.dispatch.measure.InvalidReason;
import io.vmq.dispatch.measure.Thresholds;
import io.vmq.dispatch.measure.TrialResult;
import io.vmq.dispatch.measure.Window;
import io.vmq.dispatch.ring.DescriptorTable;
import io.vmq.dispatch.steering.SteeringModes;
import io.vmq.dispatch.steering.SteeringProvider;
import io.vmq.dispatch.steering.SteeringProvider.Attachment;
import io.vmq.nic.arrival.PortSource;
import io.vmq.nic.machine.Machine;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Runs a scenario: every trial with every mode, on the same frames.
 *
 * <p>
 * Modes take turns within a trial, so that slow drift of the machine meets all of them alike.
 */
public final class Experiment implements AutoCloseable {

    private static final int REHEARSALS = 2;
    private static final Window REHEARSAL = Window.after(200_000_000, 300_000_000);

    private final Scenario scenario;
    private final List<SteeringProvider> modes;
    /** What NICs of the host itself do in modes of the switch. */
    private final SteeringProvider rss;
    private final CpuPlan cpus;
    private final StopSignal stop;
    private final List<Processor> cores;
    private final Traffic traffic;
    private final MemoryNeed memory;
    private final boolean evenOnDefaultRoute;

    /** As below, and never where a real NIC would cut the machine off. */
    public Experiment(Scenario scenario, SteeringModes known, CpuPlan cpus, StopSignal stop) {
        this(scenario, known, cpus, stop, false);
    }

    /**
     * Finds the modes and opens the traffic, so that whatever can be refused is refused before anything runs.
     *
     * @param evenOnDefaultRoute
     *            whether a real NIC may be one that the machine's own traffic goes through, and be taken away from it
     * @throws BadInputException
     *             if a mode does not exist, or machine or capture cannot give what the scenario asks for
     */
    public Experiment(Scenario scenario, SteeringModes known, CpuPlan cpus, StopSignal stop,
            boolean evenOnDefaultRoute) {
        this.scenario = scenario;
        this.evenOnDefaultRoute = evenOnDefaultRoute;
        this.cpus = cpus;
        this.stop = stop;
        cores = scenario.cores();
        modes = scenario.run().modes().stream().map(mode -> provider(known, mode)).toList();
        rss = provider(known, "rss");
        traffic = openTraffic();
        boolean pinned = cpus.isLive() && cpus.pinsCores();
        refuseTooManyQueues(mostQueues());
        memory = new MemoryNeed(scenario, traffic.vms().size(), mostQueues() + softwareQueues(), cores.size(), pinned,
                pinned ? traffic.bufferBytes() : 0);
        memory.check();
        modes.forEach(this::tryNic);
    }

    /** A NIC that is not there, or may not be used, is refused before anything runs. */
    private void tryNic(SteeringProvider mode) {
        if (traffic instanceof ArrivingTraffic arriving) {
            arriving.newSource(scenario.run().seed(), new PlannedPorts(scenario, mode, rss, arriving)).close();
        }
    }

    /** Descriptors have so much room for the number of a queue. */
    private static void refuseTooManyQueues(int queues) {
        if (queues > DescriptorTable.MAX_FIELD) {
            throw new BadInputException(
                    "--queues: " + queues + " queues on all NICs together are not possible (expected at most "
                            + DescriptorTable.MAX_FIELD + ", those for each VM counted)");
        }
    }

    private int mostQueues() {
        boolean spreads = modes.stream().anyMatch(mode -> mode.attachment() == Attachment.MULTI_QUEUE_SWITCH);
        return scenario.nics().stream().mapToInt(nic -> 1 + nic.queues() * (spreads ? nic.queuesPerVm() : 1)).sum();
    }

    private int softwareQueues() {
        return modes.stream().anyMatch(SteeringProvider::spreadsInSoftware) ? cores.size() : 0;
    }

    private SteeringProvider provider(SteeringModes known, String mode) {
        SteeringProvider provider;
        try {
            provider = known.byName(mode);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--modes", e);
        }
        if (provider.isStateful() && cpus.isLive() && !cpus.pinsCores()) {
            throw new BadInputException(
                    "--modes: '" + mode + "' steers by queue depths, which emulated cores cannot show "
                            + "to the source in time (expected --core-mode pinned or --clock virtual)");
        }
        if (provider.spreadsInSoftware()) {
            refuseForSpreading(mode);
        }
        return provider;
    }

    private void refuseForSpreading(String mode) {
        if (cpus.isLive() && cpus.pinsCores()) {
            throw new BadInputException("--core-mode: pinned cores do not hand frames on, as mode '" + mode
                    + "' does (expected --core-mode emulated or --clock virtual)");
        }
        if (scenario.nic().moderation().isOn()) {
            throw new BadInputException("--moderation: mode '" + mode
                    + "' wakes its cores at once for frames that are handed on (expected off, or without this mode)");
        }
    }

    /**
     * Runs to the end, or until the stop signal; then the result is what was measured so far.
     *
     * @param sinks
     *            receive the interval histograms of each mode
     */
    public ExperimentResult run(ExperimentWatcher watcher, IntervalSinks sinks) throws InterruptedException {
        List<TrialResult> results = new ArrayList<>();
        boolean works = true;
        rehearse();
        for (int trial = 0; trial < scenario.run().trials(); trial++) {
            for (SteeringProvider mode : modes) {
                if (!stop.isRaised() && works) {
                    works = run(mode, trial, results, watcher, sinks);
                }
            }
        }
        List<Verdict> verdicts = results.isEmpty() ? List.of() : judge().judge(ExperimentResult.byMode(results));
        return new ExperimentResult(Tool.current(), Machine.current(NanoClock.SYSTEM), scenario, results, verdicts,
                stop.isRaised());
    }

    /** Adds the result of a trial; returns whether others can follow: where a real NIC has failed they cannot. */
    private boolean run(SteeringProvider mode, int trial, List<TrialResult> results, ExperimentWatcher watcher,
            IntervalSinks sinks) throws InterruptedException {
        int total = scenario.run().trials() * modes.size();
        TrialResult result;
        try {
            result = run(traffic, mode, trial, window(), faults(), sinks,
                    progressOf(watcher, mode, trial, results.size(), total));
        } catch (BadInputException e) {
            if (results.isEmpty()) {
                throw e;
            }
            // The NIC went away between two trials: what was measured before stays.
            return false;
        }
        boolean stoppedInWarmUp = stop.isRaised() && result.partial() && result.frames().generated() == 0;
        if (!stoppedInWarmUp) {
            results.add(result);
        }
        return !result.invalidReasons().contains(InvalidReason.NIC_FAILED);
    }

    /**
     * Runs the first trial of the first mode and nothing else, for those who put trials together themselves. A live trial
     * wants a {@link #rehearse()} of its mode before it, once in the life of the process.
     *
     * @return what was measured; {@link TrialResult#partial()} if the stop signal came first
     */
    public TrialResult runFirst(TrialWatcher watcher) throws InterruptedException {
        return run(traffic, modes.getFirst(), 0, window(), faults(), IntervalSinks.NONE, watcher);
    }

    /**
     * Runs every mode of a live experiment for a moment, without faults, and forgets it. Code that the virtual machine has
     * not seen at work is slow at first, and is compiled anew when it takes a turn for the first time, such as from warm-up
     * to measuring: that must not meet a trial. In virtual time nothing depends on it, and nothing is done.
     */
    public void rehearse() throws InterruptedException {
        for (int round = 0; round < REHEARSALS && cpus.isLive(); round++) {
            for (SteeringProvider mode : modes) {
                if (!stop.isRaised()) {
                    run(traffic.rehearsed(), mode, 0, REHEARSAL, FaultPlan.NONE, IntervalSinks.NONE, TrialWatcher.NONE);
                    CompilerRest.await();
                }
            }
        }
    }

    private Judge judge() {
        return new Judge(linkBps(), traffic.hasOneFlowPerVm());
    }

    /** What the links carry that traffic is for. */
    private long linkBps() {
        List<Scenario.Nic> ports = scenario.network().ports();
        return scenario.link().bps() + scenario.hostTraffic().stream()
                .mapToLong(each -> ports.get(scenario.network().portOf(each.nic())).link().bps()).sum();
    }

    /** What kept the mode of a trial of this experiment from delivering more. */
    public Verdict.Limit limitOf(TrialResult trial) {
        return judge().limitOf(trial);
    }

    /** Where a trial of this experiment lost frames, however few, in a few words; empty if it lost none. */
    public String lossOf(TrialResult trial) {
        return judge().lossOf(trial);
    }

    /** About how many frames a trial sends, those of the warm-up too: what its length on this machine goes by. */
    public double expectedFrames() {
        return traffic.expectedFrames(scenario.run().warmupNs() + scenario.run().durationNs());
    }

    /** How many trials like those of this experiment the heap holds at a time, about; 1 or more. */
    public int trialsThatFit() {
        return memory.trialsThatFit();
    }

    private Window window() {
        return Window.after(scenario.run().warmupNs(), scenario.run().durationNs());
    }

    private FaultPlan faults() {
        return PlannedFaults.plan(scenario, scenario.run().warmupNs());
    }

    private Traffic openTraffic() {
        boolean pacedByWire = !(cpus.isLive() && cpus.pinsCores());
        return switch (scenario.traffic()) {
            case Scenario.Emulated emulated -> arriving(emulated(emulated, pacedByWire));
            case Scenario.Capture capture -> CaptureTraffic.open(scenario, capture, pacedByWire);
        };
    }

    /** Where the NIC is a real one, what would be made is what its sender is expected to send. */
    private Traffic arriving(EmulatedTraffic sent) {
        return scenario.nic().real().isPresent()
                ? new ArrivingTraffic(scenario.nic().real().get(), sent, evenOnDefaultRoute) : sent;
    }

    private EmulatedTraffic emulated(Scenario.Emulated emulated, boolean pacedByWire) {
        try {
            return new EmulatedTraffic(scenario, emulated, pacedByWire);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("traffic", e);
        }
    }

    private TrialWatcher progressOf(ExperimentWatcher watcher, SteeringProvider mode, int trial, int done, int total) {
        double lengthNs = (double) scenario.run().warmupNs() + scenario.run().durationNs();
        return reachedNs -> watcher.progress(mode.mode(), trial,
                (done + Math.clamp(reachedNs / lengthNs, 0.0, 1.0)) / total);
    }

    private TrialResult run(Traffic frames, SteeringProvider mode, int trial, Window window, FaultPlan faults,
            IntervalSinks sinks, TrialWatcher watcher) throws InterruptedException {
        long seed = TrialSeeds.of(scenario.run().seed(), trial);
        watcher.reached(0);
        PlannedPorts planned = new PlannedPorts(scenario, mode, rss, frames);
        Source source = frames.newSource(seed, planned);
        try {
            return run(plan(frames, source, planned, mode, seed, trial, window, faults, sinks), watcher);
        } finally {
            if (source instanceof PortSource arriving) {
                arriving.close();
            }
        }
    }

    private TrialResult run(TrialPlan plan, TrialWatcher watcher) throws InterruptedException {
        if (!cpus.isLive()) {
            return new VirtualEngine(NanoClock.SYSTEM).run(plan, watcher, stop);
        }
        LiveEngine engine = new LiveEngine(NanoClock.SYSTEM, cpus.pinning(), cpus.cpus(), cpus.pinsCores());
        return engine.run(plan, watcher, stop);
    }

    private TrialPlan plan(Traffic frames, Source source, PlannedPorts planned, SteeringProvider mode, long seed,
            int trial, Window window, FaultPlan faults, IntervalSinks sinks) {
        Scenario.Nic nic = scenario.nic();
        List<HostEvent> events = new ArrayList<>(planned.events());
        events.addAll(frames.events());
        events.addAll(PlannedChanges.events(scenario));
        events.addAll(PlannedFaults.events(scenario));
        events.addAll(balanceNote(mode.mode()));
        ServicePlan service = new ServicePlan(nic.ring(), nic.whenFull(), scenario.host().service(), nic.moderation(),
                planned.assignment(), planned.balancing(), planned.tableBalancing(), cores)
                .spreading(planned.spreading());
        Thresholds thresholds = thresholds(frames);
        return new TrialPlan(mode.mode(), planned.providers(), scenario.rss(), planned.ports(), service, frames.vms(),
                faults, source, window, frames.intendedPps(),
                frames.isCapacityRun(), scenario.run().detail(), seed, trial, thresholds, events,
                sinks.of(mode.mode()));
    }

    private static Thresholds thresholds(Traffic frames) {
        return switch (frames) {
            case CaptureTraffic capture when capture.isFinite() -> Thresholds.DEFAULT.withoutMinFrames();
            case ArrivingTraffic _ -> Thresholds.DEFAULT.ofArrivals();
            default -> Thresholds.DEFAULT;
        };
    }

    /**
     * A policy says nothing of modes that it does not know, and sees no load where frames cost nothing, which a reader of the result
     * might not expect.
     */
    private List<HostEvent> balanceNote(String mode) {
        Scenario.BalancePolicy policy = scenario.balance().policy();
        String name = policy.name().toLowerCase(Locale.ROOT);
        String things = policy.movesEntries() ? "table entries" : "queues";
        if (!policy.moves(mode)) {
            return policy.mode().stream().map(moved -> balanceEvent("balance policy " + name + " moves " + things
                    + " of mode " + moved + " alone; those of other modes stay")).toList();
        }
        if (scenario.host().service().equals(ServiceCost.FREE)) {
            return List.of(balanceEvent("frames cost nothing, so balance policy " + name
                    + " sees no load and all " + things + " stay where they begin"));
        }
        return List.of();
    }

    private static HostEvent balanceEvent(String text) {
        return new HostEvent("balance", "host", HostEvent.Level.INFO, text);
    }

    @Override
    public void close() {
        traffic.close();
    }
}
