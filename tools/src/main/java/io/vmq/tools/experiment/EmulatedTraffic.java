package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.MergedSource;
import io.vmq.nic.traffic.MergedSource.Part;
import io.vmq.nic.traffic.TeamLinks;
import io.vmq.nic.traffic.TeamSource;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.tools.scenario.EmulatedModel;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Frames that are made, at the rate that the scenario asks for. */
final class EmulatedTraffic implements Traffic {

    private static final double NS_PER_SECOND = 1e9;

    private final Scenario.Emulated asked;
    private final TrafficModel model;
    private final List<Integer> queueRequests;
    private final Scenario.Run run;
    private final boolean pacedByWire;
    private final List<TrafficModel> hostModels;
    private final List<Integer> hostPorts;
    private final @Nullable TeamLinks team;

    /**
     * @param pacedByWire
     *            whether {@code max} means the line rate; otherwise it means no schedule at all
     */
    EmulatedTraffic(Scenario scenario, Scenario.Emulated asked, boolean pacedByWire) {
        this.asked = asked;
        this.pacedByWire = pacedByWire;
        run = scenario.run();
        model = EmulatedModel.of(scenario, asked);
        hostModels = EmulatedModel.ofHost(scenario);
        hostPorts = scenario.hostTraffic().stream().map(each -> scenario.network().portOf(each.nic())).toList();
        team = scenario.network().plan().isPresent() ? new PlannedTeam(scenario).links() : null;
        queueRequests = scenario.vms().stream().map(Scenario.Vm::queueRequest).toList();
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
            return intendedPps(run.warmupNs(), run.warmupNs() + run.durationNs());
        }
        return pacedByWire ? Double.valueOf(model.load().link().maxPps(model.frames().meanBytes())) : null;
    }

    private double intendedPps(long fromNs, long toNs) {
        return model.intendedPps(fromNs, toNs)
                + hostModels.stream().mapToDouble(host -> host.intendedPps(fromNs, toNs)).sum();
    }

    @Override
    public double expectedFrames(long lengthNs) {
        LinkRate link = model.load().link();
        double pps = isCapacityRun() ? link.maxPps(model.frames().meanBytes()) : intendedPps(0, lengthNs);
        return pps * lengthNs / NS_PER_SECOND;
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
        return hostModels.isEmpty() && asked.flowsPerVm() == 1 && !asked.frames().mix().hasIpv6();
    }

    @Override
    public List<HostEvent> events() {
        return List.of();
    }

    @Override
    public Source newSource(long seed, PlannedPorts planned) {
        return newSource(seed);
    }

    @Override
    public int bufferBytes() {
        return newSource(run.seed()).bufferBytes();
    }

    /** A source that depends on nothing but the scenario and the seed. */
    Source newSource(long seed) {
        if (hostModels.isEmpty()) {
            return team == null ? new EmulatedSource(model, seed) : new TeamSource(model, team, seed);
        }
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(team == null ? EmulatedSource.amongOthers(model, seed) : new TeamSource(model, team, seed),
                0, false));
        for (int i = 0; i < hostModels.size(); i++) {
            // Other frames than those of the VMs, whatever the trial.
            long own = TrialSeeds.of(~seed, i + 1);
            parts.add(new Part(EmulatedSource.amongOthers(hostModels.get(i), own), hostPorts.get(i), true));
        }
        return new MergedSource(parts);
    }

    @Override
    public void close() {
        // Nothing outlives a trial.
    }
}
