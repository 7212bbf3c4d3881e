package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.Load;
import io.vmq.nic.traffic.LoadPhase;
import io.vmq.nic.traffic.Presence;
import io.vmq.nic.traffic.Receivers;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import io.vmq.tools.scenario.Timeline;
import io.vmq.tools.scenario.Timeline.RateChange;
import io.vmq.tools.scenario.Timeline.VmMove;
import java.lang.foreign.Arena;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Frames that are made, at the rate that the scenario asks for. */
final class EmulatedTraffic implements Traffic {

    private final Scenario.Emulated asked;
    private final TrafficModel model;
    private final List<Integer> queueRequests;
    private final Scenario.Run run;
    private final boolean pacedByWire;

    /**
     * @param pacedByWire
     *            whether {@code max} means the line rate; otherwise it means no schedule at all
     */
    EmulatedTraffic(Scenario scenario, Scenario.Emulated asked, boolean pacedByWire) {
        this.asked = asked;
        this.pacedByWire = pacedByWire;
        run = scenario.run();
        Timeline timeline = scenario.timeline();
        FrameStyle frames = new FrameStyle(asked.frameSizes(), asked.protocol());
        model = new TrafficModel(
                new Receivers(scenario.vms().stream().map(Scenario.Vm::machine).toList(), asked.popularity(),
                        asked.flowsPerVm(), asked.flowPopularity(), presence(timeline.moves())),
                frames, load(scenario.nic().link(), frames.meanBytes(), timeline.rates()));
        queueRequests = scenario.vms().stream().map(Scenario.Vm::queueRequest).toList();
    }

    /** A VM whose first move is its arrival is not there before. */
    private Presence presence(List<VmMove> moves) {
        Set<Integer> moved = new HashSet<>();
        Set<Integer> absentAtStart = new HashSet<>();
        for (VmMove move : moves) {
            if (moved.add(move.vm()) && move.arrives()) {
                absentAtStart.add(move.vm());
            }
        }
        return Presence.of(absentAtStart, moves.stream()
                .map(move -> new Presence.Change(run.warmupNs() + move.atNs(), move.vm(), move.arrives())).toList());
    }

    private Load load(LinkRate link, double meanBytes, List<RateChange> rates) {
        List<LoadPhase> phases = rates.stream().map(change -> new LoadPhase(run.warmupNs() + change.atNs(),
                change.rate().map(rate -> rate.ratePps(link, meanBytes)).orElse(0.0))).toList();
        return new Load(link, asked.rate().ratePps(link, meanBytes), asked.arrivals(), phases);
    }

    @Override
    public List<VirtualMachine> vms() {
        return model.receivers().vms();
    }

    @Override
    public List<Integer> queueRequests() {
        return queueRequests;
    }

    @Override
    public @Nullable Double intendedPps() {
        if (!isCapacityRun()) {
            return model.intendedPps(run.warmupNs(), run.warmupNs() + run.durationNs());
        }
        return pacedByWire ? Double.valueOf(model.load().link().maxPps(model.frames().meanBytes())) : null;
    }

    @Override
    public boolean isCapacityRun() {
        return asked.rate() instanceof Rate.Max;
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasOneFlowPerVm() {
        return asked.flowsPerVm() == 1;
    }

    @Override
    public List<HostEvent> events() {
        return List.of();
    }

    @Override
    public Source newSource(long seed, Arena arena) {
        return new EmulatedSource(model, seed, arena);
    }

    @Override
    public void close() {
        // Nothing outlives a trial.
    }
}
