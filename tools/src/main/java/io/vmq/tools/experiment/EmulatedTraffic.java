package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.port.LinkRate;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.tools.scenario.EmulatedModel;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
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

    /**
     * @param pacedByWire
     *            whether {@code max} means the line rate; otherwise it means no schedule at all
     */
    EmulatedTraffic(Scenario scenario, Scenario.Emulated asked, boolean pacedByWire) {
        this.asked = asked;
        this.pacedByWire = pacedByWire;
        run = scenario.run();
        model = EmulatedModel.of(scenario, asked);
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
            return model.intendedPps(run.warmupNs(), run.warmupNs() + run.durationNs());
        }
        return pacedByWire ? Double.valueOf(model.load().link().maxPps(model.frames().meanBytes())) : null;
    }

    @Override
    public double expectedFrames(long lengthNs) {
        LinkRate link = model.load().link();
        double pps = isCapacityRun() ? link.maxPps(model.frames().meanBytes()) : model.intendedPps(0, lengthNs);
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
        return asked.flowsPerVm() == 1 && !asked.frames().mix().hasIpv6();
    }

    @Override
    public List<HostEvent> events() {
        return List.of();
    }

    @Override
    public Source newSource(long seed) {
        return new EmulatedSource(model, seed);
    }

    @Override
    public void close() {
        // Nothing outlives a trial.
    }
}
