package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.frame.MacAddress;
import io.vmq.dispatch.host.SwitchEvents;
import io.vmq.dispatch.host.VirtualMachine;
import io.vmq.dispatch.team.QueueMode;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/**
 * A VM for which no queue is left shares the default queue, and the switch logs Event 113 when it starts (KB3001783). Counted are
 * the VM adapters of a switch whose VMQ weight is not 0, running or not, against what its team or adapter offers.
 */
final class QueueSupply implements Check {

    private static final MacAddress ANY_MAC = MacAddress.parse("00:15:5d:00:00:01");

    @Override
    public Remedy remedy() {
        return Remedy.NONE;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        return host.uplinks().stream().flatMap(uplink -> finding(host, uplink).stream()).toList();
    }

    private static Optional<Finding> finding(HostExport host, Uplink uplink) {
        OptionalInt queues = queues(host, uplink);
        if (uplink.iov() || queues.isEmpty() || uplink.vms().size() <= queues.getAsInt()) {
            return Optional.empty();
        }
        int without = uplink.vms().size() - queues.getAsInt();
        VirtualMachine first = new VirtualMachine(uplink.vms().get(queues.getAsInt()), ANY_MAC, VirtualMachine.NO_VLAN);
        return Optional.of(new Finding("more-vms-than-queues", Severity.WARNING,
                "switch " + uplink.vmSwitch().friendlyName() + ": " + uplink.vms().size() + " VM adapters and "
                        + queues.getAsInt() + " queues",
                "Event 113: " + SwitchEvents.queuesExhausted(first, uplink.vmSwitch()).text(),
                without + " of them share the default queue with all broadcasts, on one core, when all run. Queues go to those "
                        + "that start first; Set-VMNetworkAdapter -VmqWeight 0 for VMs with little traffic leaves them to "
                        + "the others." + Finding.MADE_UP_IDENTIFIERS,
                "KB3001783; PS Set-VMNetworkAdapter", host.adaptersOf(uplink).stream().map(Adapter::name).toList(),
                List.of()));
    }

    /** Empty if an adapter does not say how many it has, or none has VMQ. */
    private static OptionalInt queues(HostExport host, Uplink uplink) {
        List<OptionalInt> known = host.vmqAdaptersOf(uplink).stream()
                .map(adapter -> adapter.vmq().map(Adapter.Vmq::queues).orElse(OptionalInt.empty())).toList();
        if (known.isEmpty() || known.stream().anyMatch(OptionalInt::isEmpty)) {
            return OptionalInt.empty();
        }
        IntStream queues = known.stream().mapToInt(OptionalInt::getAsInt);
        boolean least = uplink.team().filter(team -> team.queueMode() == QueueMode.MIN_QUEUES).isPresent();
        return least ? queues.min() : OptionalInt.of(queues.sum());
    }
}
