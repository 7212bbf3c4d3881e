package io.vmq.tools.conformance.wire;

import io.vmq.dispatch.engine.NanoClock;
import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.steering.ReceiveFilter;
import io.vmq.nic.adapter.AdapterReader;
import io.vmq.nic.adapter.KernelAdapters;
import io.vmq.nic.backend.NicAddress;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.port.FrameSender;
import io.vmq.nic.port.Port;
import io.vmq.nic.port.PortException;
import io.vmq.nic.port.SteeredBy;
import io.vmq.tools.conformance.Check;
import io.vmq.tools.conformance.ConformanceRun;
import io.vmq.tools.conformance.Observations;
import io.vmq.tools.conformance.ProbeSet;
import io.vmq.tools.conformance.QueueMeaning;
import io.vmq.tools.conformance.Recording;
import io.vmq.tools.conformance.RssFacts;
import io.vmq.tools.conformance.Subject;
import io.vmq.tools.conformance.TooFewFramesException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * A check of an interface of this machine, by frames that are sent out of another.
 *
 * @param nic
 *            the interface, and how its frames are received
 * @param peer
 *            the interface at the other end of the cable
 * @param filters
 *            receive filters of the mode vmq; empty for rss
 * @param queueCount
 *            queues of the mode vmq, the default queue counted; without meaning for rss
 * @param frames
 *            how many are sent; empty for as many as are usual
 * @param evenOnDefaultRoute
 *            also on interfaces that the machine's own traffic goes through
 */
public record WireCheck(NicAddress nic, String peer, Mode mode, List<ReceiveFilter> filters, int queueCount, long seed,
        OptionalInt frames, boolean evenOnDefaultRoute) {

    /** What can be checked. */
    public enum Mode {
        VMQ, RSS
    }

    private static final Path ROOT = Path.of("/");
    private static final MacAddress NOBODY = new MacAddress(0);
    /** What frames may take on cables, through switches and in queues, beside what the port says of itself. */
    private static final long PATIENCE_NS = 1_000_000_000;

    public WireCheck {
        filters = List.copyOf(filters);
    }

    /**
     * Sends the frames and looks where they arrive; sends none if nothing could be learnt from them.
     *
     * @throws PortException
     *             if an interface is not there or may not be used, or the system refuses
     * @throws TooFewFramesException
     *             if the frames would be too few, with how many there have to be
     */
    public Recording run(WireEnds ends) throws PortException {
        Check check = check();
        if (check.whyNot().isPresent()) {
            return new Recording(check, new Observations(0));
        }
        List<MacAddress> macs = ProbeSet.of(check).unicastDestinations();
        try (Port port = open(ends, check, macs);
                FrameSender sender = ends.sender(peer, evenOnDefaultRoute)) {
            // Opening may have reset the NIC, and its table with it.
            Subject found = subject();
            Check opened = check.opened(port.queueCount(), found, framesFor(found));
            ProbeSet probes = ProbeSet.of(opened);
            Observations seen = new ConformanceRun(probes, port, sender, NanoClock.SYSTEM, PATIENCE_NS).run();
            if (!subject().equals(found)) {
                seen.spoiled(
                        "what the driver of " + nic.name() + " says of RSS changed while frames were on their way");
            }
            return new Recording(opened, seen);
        }
    }

    private Check check() throws PortException {
        try (Links links = Links.open()) {
            Link arriving = links.get(nic.name());
            Link sending = links.get(peer);
            Subject subject = subject();
            // Of RSS the table says until the port is open how many queues there have to be.
            int queues = mode == Mode.VMQ ? queueCount : subject.lastQueue() + 1;
            return new Check(nic.name(), arriving.kind(), peer, nic.backend().label(), meaning(), queues, subject,
                    macOf(sending), macOf(arriving), seed, framesFor(subject));
        }
    }

    private int framesFor(Subject subject) {
        return frames.orElse(ProbeSet.usual(subject));
    }

    private static MacAddress macOf(Link link) {
        MacAddress mac = link.mac();
        return mac == null ? NOBODY : mac;
    }

    private Subject subject() throws PortException {
        return mode == Mode.VMQ ? new Subject.Filters(filters) : new Subject.Rss(facts());
    }

    private RssFacts facts() throws PortException {
        try (KernelAdapters kernel = KernelAdapters.open()) {
            return ReportedRss.of(new AdapterReader(kernel, ROOT).read(nic.name()));
        }
    }

    private Port open(WireEnds ends, Check check, List<MacAddress> macs) throws PortException {
        try {
            return check.queues() == QueueMeaning.NIC ? ends.queuesOfNic(nic, macs, evenOnDefaultRoute)
                    : ends.port(nic, SteeredBy.FILTERS, check.queueCount(), filters, macs, evenOnDefaultRoute);
        } catch (IllegalArgumentException e) {
            throw new PortException(nic.name() + " cannot be opened by " + nic.backend().label() + " with "
                    + check.queueCount() + " queues and " + filters.size() + " receive filters: " + e.getMessage());
        }
    }

    private QueueMeaning meaning() {
        return switch (nic.backend()) {
            case AF_PACKET, VXLAN -> QueueMeaning.ONE_QUEUE;
            case AF_PACKET_FANOUT -> mode == Mode.VMQ ? QueueMeaning.FILTERS : QueueMeaning.KERNEL_HASH;
            case AF_XDP -> mode == Mode.VMQ ? QueueMeaning.FILTERS : QueueMeaning.NIC;
        };
    }
}
