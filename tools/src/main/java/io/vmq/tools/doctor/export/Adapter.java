package io.vmq.tools.doctor.export;

import io.vmq.dispatch.host.ProcessorSetting;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * A network adapter of the host.
 *
 * @param name
 *            as cmdlets take it
 * @param description
 *            its InterfaceDescription, by which switches name it; the name if the export has none
 * @param guid
 *            its InterfaceGuid in capital letters without braces
 * @param virtual
 *            whether it is no hardware, such as a team's own NIC
 * @param linkBps
 *            speed of its link in bits per second; empty if it is down or not known
 * @param vmq
 *            its VMQ settings, if it knows VMQ
 * @param rss
 *            its RSS settings, if it knows RSS
 * @param queuesInUse
 *            VM queues that are allocated on it now, the default queue not counted
 */
public record Adapter(String name, String description, Optional<String> guid, boolean virtual, OptionalLong linkBps,
        Optional<Vmq> vmq, Optional<Rss> rss, int queuesInUse) {

    /**
     * What {@code Get-NetAdapterVmq} says.
     *
     * @param queues
     *            queues that the hardware has beside the default queue
     */
    public record Vmq(boolean enabled, ProcessorSetting setting, OptionalInt queues) {}

    /**
     * What {@code Get-NetAdapterRss} says.
     *
     * @param queues
     *            receive queues that are in use
     */
    public record Rss(boolean enabled, ProcessorSetting setting, OptionalInt queues) {}

    /** Whether VMQ is switched on. */
    public boolean hasVmqEnabled() {
        return vmq.filter(Vmq::enabled).isPresent();
    }

    /** Whether the link is known and slower than 10 Gb/s, so that the switch uses no VMQ on it (TUNE). */
    public boolean isBelowTenGigabit() {
        return linkBps.isPresent() && linkBps.getAsLong() < 10_000_000_000L;
    }

    /** The same adapter with other VMQ settings. */
    public Adapter withVmq(Vmq other) {
        return new Adapter(name, description, guid, virtual, linkBps, Optional.of(other), rss, queuesInUse);
    }

    /** The same adapter with other RSS settings. */
    public Adapter withRss(Rss other) {
        return new Adapter(name, description, guid, virtual, linkBps, vmq, Optional.of(other), queuesInUse);
    }
}
