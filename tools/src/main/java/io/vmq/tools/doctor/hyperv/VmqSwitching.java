package io.vmq.tools.doctor.hyperv;

import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether VMQ is switched on where the switch uses it. From 2012 on the switch leaves it off on links below 10 Gb/s, although
 * Get-NetAdapterVmq shows it as enabled (TUNE); unless queues are seen to be allocated, it is then better seen to be off.
 */
final class VmqSwitching implements Check {

    @Override
    public Remedy remedy() {
        return Remedy.VMQ_SWITCHED;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        List<Finding> findings = new ArrayList<>();
        for (Uplink uplink : host.uplinks()) {
            for (Adapter adapter : host.adaptersOf(uplink)) {
                if (isIdle(adapter)) {
                    findings.add(idle(adapter));
                } else if (isMissing(adapter, uplink)) {
                    findings.add(missing(adapter, uplink));
                }
            }
        }
        return findings;
    }

    private static boolean isIdle(Adapter adapter) {
        return adapter.hasVmqEnabled() && adapter.isBelowTenGigabit() && adapter.queuesInUse() == 0;
    }

    private static boolean isMissing(Adapter adapter, Uplink uplink) {
        return adapter.vmq().isPresent() && !adapter.hasVmqEnabled() && !uplink.iov() && adapter.linkBps().isPresent()
                && !adapter.isBelowTenGigabit();
    }

    private static Finding idle(Adapter adapter) {
        return new Finding("vmq-below-10g", Severity.WARNING,
                adapter.name() + ": VMQ is shown as enabled on a link of " + gbps(adapter) + " Gb/s", null,
                "The switch does not use VMQ on links below 10 Gb/s, so no VM has a queue there and the settings say "
                        + "something that does not hold. One core can take such a link alone.",
                "TUNE", List.of(adapter.name()), List.of());
    }

    private static Finding missing(Adapter adapter, Uplink uplink) {
        return new Finding("vmq-disabled", Severity.WARNING,
                adapter.name() + ": VMQ is disabled on a link of " + gbps(adapter) + " Gb/s under switch "
                        + uplink.vmSwitch().friendlyName(),
                null, "Under a virtual switch RSS is off, and without VMQ one core takes all frames, about 3.5 Gb/s.",
                "SEED; TUNE", List.of(adapter.name()), List.of());
    }

    private static String gbps(Adapter adapter) {
        long mbps = adapter.linkBps().orElse(0) / 1_000_000;
        return mbps % 1_000 == 0 ? Long.toString(mbps / 1_000) : mbps / 1_000 + "." + mbps % 1_000 / 100;
    }
}
