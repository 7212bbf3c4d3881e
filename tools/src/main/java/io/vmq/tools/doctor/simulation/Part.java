package io.vmq.tools.doctor.simulation;

import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import io.vmq.tools.doctor.hyperv.HyperVDoctor;
import io.vmq.tools.scenario.Scenario;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A part of a host that is simulated by itself.
 *
 * @param before
 *            with the settings of the export; empty if there is a gap
 * @param after
 *            with those of the plan; the same if the plan changes nothing that matters to it
 * @param eventBefore
 *            whether the switch logs Event 106
 */
record Part(String name, String traffic, Optional<String> gap, Optional<Scenario> before, Optional<Scenario> after,
        boolean eventBefore, boolean eventAfter) {

    /** Every switch, and the NICs of the host whose RSS the plan changes. */
    static List<Part> of(HostExport host, HostExport mended, SimulatedLoad load) {
        Stream<Part> switches = host.uplinks().stream().map(uplink -> ofSwitch(host, mended, uplink, load));
        Stream<Part> nics = host.adapters().stream().filter(nic -> !host.isBoundToSwitch(nic))
                .flatMap(nic -> mended.adapter(nic.name()).filter(other -> !other.rss().equals(nic.rss()))
                        .map(other -> ofHostNic(host, nic, other, load)).stream());
        return Stream.concat(switches, nics).toList();
    }

    private static Part ofSwitch(HostExport host, HostExport mended, Uplink uplink, SimulatedLoad load) {
        int vms = uplink.vms().size();
        String name = "switch " + uplink.vmSwitch().friendlyName();
        String traffic = vms + (vms == 1 ? " VM adapter" : " VM adapters");
        Optional<String> gap = Gaps.of(host, uplink).or(() -> Gaps.of(mended, uplink));
        return gap.isPresent() ? withGap(name, traffic, gap.get())
                : new Part(name, traffic, gap, Optional.of(SwitchScenario.of(host, uplink, load)),
                        Optional.of(SwitchScenario.of(mended, uplink, load)), logsEvent(host, uplink),
                        logsEvent(mended, uplink));
    }

    private static Part ofHostNic(HostExport host, Adapter nic, Adapter mended, SimulatedLoad load) {
        String name = "host NIC " + nic.name();
        String traffic = Drafts.traffic().flowsPerVm() + " flows";
        return HostNicScenario.gap(host.topology(), nic).map(gap -> withGap(name, traffic, gap))
                .orElseGet(() -> new Part(name, traffic, Optional.empty(),
                        Optional.of(HostNicScenario.of(host.topology(), nic, load)),
                        Optional.of(HostNicScenario.of(host.topology(), mended, load)), false, false));
    }

    private static Part withGap(String name, String traffic, String gap) {
        return new Part(name, traffic, Optional.of(gap), Optional.empty(), Optional.empty(), false, false);
    }

    private static boolean logsEvent(HostExport host, Uplink uplink) {
        return HyperVDoctor.examine(host).findings().stream()
                .anyMatch(finding -> isEvent106(finding) && uplink.adapters().containsAll(finding.adapters()));
    }

    private static boolean isEvent106(Finding finding) {
        String event = finding.event();
        return event != null && event.startsWith("Event 106");
    }

    /** Trials that it takes. */
    int runs() {
        return before.isEmpty() ? 0 : changes() ? 2 : 1;
    }

    /** Whether the plan changes something that matters to it. */
    boolean changes() {
        return !before.equals(after);
    }

    Comparison incomparable(String missing) {
        return new Comparison(name, traffic, Optional.of(missing), Optional.empty(), Optional.empty());
    }
}
