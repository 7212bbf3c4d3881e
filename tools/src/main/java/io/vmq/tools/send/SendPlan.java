package io.vmq.tools.send;

import io.vmq.dispatch.frame.EthernetLayout;
import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.nic.traffic.EmulatedSource;
import io.vmq.nic.traffic.FrameStyle;
import io.vmq.nic.traffic.TrafficModel;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.EmulatedModel;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;

/**
 * What is to be sent, complete and checked.
 *
 * @param scenario
 *            whose traffic it is: emulated, for one NIC, without a warm-up
 * @param model
 *            that traffic
 * @param tags
 *            whether frames say which frame of which flow they are
 */
public record SendPlan(Scenario scenario, TrafficModel model, boolean tags) {

    /**
     * The plan for a scenario.
     *
     * @throws BadInputException
     *             if its frames are not made, or are for more than one NIC, or something is to fail on their way
     */
    public static SendPlan of(Scenario scenario, boolean tags) {
        if (!(scenario.traffic() instanceof Scenario.Emulated emulated)) {
            throw new BadInputException(
                    "--pcap: the frames of a capture cannot be sent (expected emulated traffic, whose "
                            + "frames are made for the VMs of the scenario)");
        }
        if (scenario.nics().size() > 1 || scenario.network().plan().isPresent()) {
            throw new BadInputException("SCENARIO: '" + scenario.name() + "' has " + scenario.nics().size()
                    + " NICs (expected one, since all frames leave through one)");
        }
        if (!scenario.faults().isEmpty()) {
            throw new BadInputException("--fault: nothing can be made to fail while frames are sent (expected none)");
        }
        try {
            return new SendPlan(scenario, EmulatedModel.of(scenario, emulated), tags);
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("traffic", e);
        }
    }

    /** The same frames and times each time. */
    Source newSource() {
        return new EmulatedSource(model, seed());
    }

    public long seed() {
        return scenario.run().seed();
    }

    /** Frames due at or after this are not sent, ns since the first moment. */
    public long durationNs() {
        return scenario.run().durationNs();
    }

    /** Most bytes that a frame has behind the Ethernet header and its first VLAN tag, without FCS: what an MTU counts. */
    public int mostMtuBytes() {
        boolean tagged = model.receivers().vms().stream().anyMatch(VirtualMachine::hasVlan)
                || model.frames().outerVlan() != FrameStyle.NO_OUTER_VLAN;
        return model.frames().sizes().maxBytes() - EthernetLayout.FCS_BYTES - EthernetLayout.HEADER_BYTES
                - (tagged ? EthernetLayout.TAG_BYTES : 0);
    }

    /** Mean rate that the scenario asks for; {@code max} is what the link carries. */
    public double intendedPps() {
        boolean fillsLink = scenario.traffic() instanceof Scenario.Emulated emulated
                && emulated.rate() instanceof Rate.Max;
        return fillsLink ? model.load().link().maxPps(model.frames().meanBytes()) : model.intendedPps(0, durationNs());
    }
}
