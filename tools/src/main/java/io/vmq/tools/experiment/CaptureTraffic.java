package io.vmq.tools.experiment;

import io.vmq.dispatch.frame.Source;
import io.vmq.dispatch.host.HostEvent;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.host.VmqAllocation;
import io.vmq.nic.capture.Capture;
import io.vmq.nic.capture.CaptureException;
import io.vmq.nic.capture.CaptureFlows;
import io.vmq.nic.capture.CaptureReader;
import io.vmq.nic.capture.CaptureSource;
import io.vmq.nic.capture.CaptureVms;
import io.vmq.nic.capture.ReplaySpeed;
import io.vmq.nic.port.LinkRate;
import io.vmq.tools.scenario.BadInputException;
import io.vmq.tools.scenario.Rate;
import io.vmq.tools.scenario.Scenario;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The frames of a capture. The VMs are the unicast destinations that it holds, up to the number of queues. */
final class CaptureTraffic implements Traffic {

    private static final double NS_PER_SECOND = 1e9;

    private final Capture capture;
    private final CaptureFlows flows;
    private final List<VirtualMachine> vms;
    private final Scenario.Capture asked;
    private final LinkRate link;
    private final boolean pacedByWire;

    private CaptureTraffic(Scenario scenario, Scenario.Capture asked, boolean pacedByWire) throws CaptureException {
        this.asked = asked;
        this.pacedByWire = pacedByWire;
        link = scenario.link();
        capture = CaptureReader.read(asked.file());
        flows = CaptureFlows.of(capture);
        vms = CaptureVms.of(capture, scenario.nic().queues());
    }

    /**
     * Reads the capture.
     *
     * @param pacedByWire
     *            whether {@code max} means the line rate; otherwise it means no schedule at all
     * @throws BadInputException
     *             if the file cannot be played as asked
     */
    static CaptureTraffic open(Scenario scenario, Scenario.Capture asked, boolean pacedByWire) {
        try {
            CaptureTraffic traffic = new CaptureTraffic(scenario, asked, pacedByWire);
            traffic.check();
            return traffic;
        } catch (CaptureException e) {
            throw new BadInputException("--pcap: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw BadInputException.of("--pcap-speed", e);
        }
    }

    /** Finds out before any trial whether the capture can be played at the speed asked for. */
    private void check() throws CaptureException {
        boolean ethernet = IntStream.range(0, capture.count()).anyMatch(capture::isEthernet);
        if (!ethernet) {
            throw new CaptureException("'" + capture.name() + "' holds no Ethernet frame (expected link type 1)");
        }
        newSource();
    }

    @Override
    public List<VirtualMachine> vms() {
        return vms;
    }

    @Override
    public List<Integer> queueRequests() {
        return Collections.nCopies(vms.size(), VmqAllocation.NEXT_FREE);
    }

    @Override
    public @Nullable Double intendedPps() {
        if (isCapacityRun()) {
            return pacedByWire ? Double.valueOf(link.maxPps(capture.meanWireBytes())) : null;
        }
        return asked.speed().map(this::pps).orElseGet(this::recordedPps);
    }

    @Override
    public double expectedFrames(long lengthNs) {
        Double scheduledPps = intendedPps();
        double pps = scheduledPps == null ? link.maxPps(capture.meanWireBytes()) : scheduledPps;
        double most = isFinite() ? (double) capture.count() * asked.loops() : Double.POSITIVE_INFINITY;
        return Math.min(pps * lengthNs / NS_PER_SECOND, most);
    }

    private double pps(Rate rate) {
        return rate.ratePps(link, capture.meanWireBytes());
    }

    /** The mean rate of the gaps as they are played: no longer than the longest that is allowed. */
    private double recordedPps() {
        long longestNs = asked.maxGapNs().orElse(Long.MAX_VALUE);
        long spanNs = 0;
        for (int i = 1; i < capture.count(); i++) {
            spanNs += Math.min(longestNs, capture.timestampNs(i) - capture.timestampNs(i - 1));
        }
        return spanNs == 0 ? link.maxPps(capture.meanWireBytes()) : (capture.count() - 1) * NS_PER_SECOND / spanNs;
    }

    @Override
    public boolean isCapacityRun() {
        return asked.speed().orElse(null) instanceof Rate.Max;
    }

    @Override
    public boolean isFinite() {
        return asked.loops() != CaptureSource.ENDLESS;
    }

    @Override
    public boolean hasOneFlowPerVm() {
        return flows.count() <= vms.size();
    }

    @Override
    public List<HostEvent> events() {
        return capture.truncation().map(where -> new HostEvent("capture-truncated", capture.name(),
                HostEvent.Level.WARNING, "the capture " + capture.name() + " is " + where
                        + "; the frames before the cut are played"))
                .stream().toList();
    }

    @Override
    public Source newSource(long seed, PlannedPorts planned) {
        try {
            return newSource();
        } catch (CaptureException e) {
            throw new IllegalStateException("a capture that was checked cannot be played", e);
        }
    }

    @Override
    public int bufferBytes() {
        return 0;
    }

    private CaptureSource newSource() throws CaptureException {
        return new CaptureSource(capture, flows, vms, speed(), asked.loops(), link);
    }

    private ReplaySpeed speed() {
        if (asked.speed().isPresent()) {
            double mostPps = link.maxPps(capture.meanWireBytes());
            return ReplaySpeed.atRate(isCapacityRun() ? mostPps : pps(asked.speed().get()));
        }
        return asked.maxGapNs().isPresent() ? ReplaySpeed.recordedWithGapsUpTo(asked.maxGapNs().getAsLong())
                : ReplaySpeed.recorded();
    }

    @Override
    public void close() {
        capture.close();
    }
}
