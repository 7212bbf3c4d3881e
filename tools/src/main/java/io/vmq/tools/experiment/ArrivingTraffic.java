package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.NicTimeline;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.arrival.ArrivalFlows;
import io.vmq.nic.arrival.PortSource;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.backend.PortOpening;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.RealNicRules;
import io.vmq.tools.scenario.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Frames that arrive at a real NIC. The traffic of the scenario is what its sender is expected to send: it says which flows
 * there are, so that the order of tagged frames can be checked. Each trial opens the port anew, on the thread that asks for its
 * source.
 */
final class ArrivingTraffic implements Traffic {

    private final NicAddress nic;
    private final EmulatedTraffic sent;
    private final boolean evenOnDefaultRoute;

    /**
     * @param evenOnDefaultRoute
     *            whether the NIC may be one that the machine's own traffic goes through, and be taken away from it
     */
    ArrivingTraffic(NicAddress nic, EmulatedTraffic sent, boolean evenOnDefaultRoute) {
        this.nic = nic;
        this.sent = sent;
        this.evenOnDefaultRoute = evenOnDefaultRoute;
    }

    @Override
    public List<VirtualMachine> vms() {
        return sent.vms();
    }

    @Override
    public List<Integer> queueRequests() {
        return sent.queueRequests();
    }

    @Override
    public @Nullable Double intendedPps() {
        return null;
    }

    @Override
    public double expectedFrames(long lengthNs) {
        return sent.expectedFrames(lengthNs);
    }

    @Override
    public boolean isCapacityRun() {
        return false;
    }

    @Override
    public boolean isFinite() {
        return false;
    }

    @Override
    public boolean hasOneFlowPerVm() {
        return sent.hasOneFlowPerVm();
    }

    @Override
    public List<HostEvent> events() {
        return List.of(new HostEvent(HostEvent.ARRIVALS, nic.name(), HostEvent.Level.INFO,
                "frames come from outside: other trials and modes saw other frames, at the rate at which they were sent"));
    }

    @Override
    public PortSource newSource(long seed, PlannedPorts planned) {
        NicTimeline attached = planned.ports().nic(0);
        SteeredBy steeredBy = RealNicRules.steeredBy(nic.backend(), planned.mode());
        int queues = steeredBy == SteeredBy.HOST ? 1 : attached.queueCount();
        List<List<ReceiveFilter>> filters = attached.phases().stream().map(phase -> phase.nic().filters()).toList();
        Source sender = sent.newSource(seed);
        ArrivalFlows flows = new ArrivalFlows(vms(), sender.flowCount(), sender::vmOfFlow);
        return new PortSource(open(steeredBy, queues, filters.getFirst()), filters, flows);
    }

    private Port open(SteeredBy steeredBy, int queues, List<ReceiveFilter> filters) {
        try {
            return PortOpening.open(nic, steeredBy, queues, filters,
                    vms().stream().map(VirtualMachine::mac).toList(), evenOnDefaultRoute);
        } catch (PortException e) {
            throw new BadInputException(Setting.NIC.option() + ": " + e.getMessage());
        }
    }

    @Override
    public int bufferBytes() {
        return PortSource.BUFFER_BYTES;
    }

    @Override
    public Traffic rehearsed() {
        return sent;
    }

    @Override
    public void close() {
        sent.close();
    }
}
