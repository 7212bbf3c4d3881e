package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.tools.doctor.Diagnosis;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.export.HostExport;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Judges the VMQ, RSS and team settings of a Hyper-V host. */
public final class HyperVDoctor {

    private static final List<Check> CHECKS = Stream.concat(Stream.of(new TeamSets(), new SwitchSets()),
            Stream.concat(SetRule.ALL.stream(),
                    Stream.of(new VmqSwitching(), new QueueSupply(), new RssQueues(), new RssBesideVmq())))
            .toList();

    private HyperVDoctor() {}

    /** What is wrong with a host; its commands together mend all that commands can. */
    public static Diagnosis examine(HostExport host) {
        MendPlan plan = MendPlan.of(host, CHECKS);
        List<Finding> findings = new ArrayList<>();
        Set<String> named = CHECKS.stream().filter(check -> mends(check, true))
                .flatMap(check -> check.findings(host).stream()).flatMap(finding -> finding.adapters().stream())
                .collect(Collectors.toSet());
        for (Check check : CHECKS) {
            check.findings(host).forEach(finding -> findings.add(finding.withFix(fix(plan, check, finding, named))));
        }
        findings.sort(Comparator.comparing(Finding::severity));
        return new Diagnosis(heading(host), findings, plan.commands(), host.notes(),
                VmqNic.of(host).size());
    }

    /** The host after the commands of its diagnosis. */
    public static HostExport mended(HostExport host) {
        return MendPlan.of(host, CHECKS).apply(host);
    }

    /** Commands on the adapters of the finding, and on those that only have to make room. */
    private static List<String> fix(MendPlan plan, Check check, Finding finding, Set<String> named) {
        return plan.changes().stream().filter(change -> mends(check, !(change instanceof Change.RssQueueCount)))
                .filter(change -> finding.adapters().contains(change.adapter())
                        || !named.contains(change.adapter()))
                .map(Change::command).toList();
    }

    private static boolean mends(Check check, boolean vmq) {
        return switch (check.remedy()) {
            case PROCESSORS, VMQ_SWITCHED -> vmq;
            case RSS_QUEUES -> !vmq;
            case NONE -> false;
        };
    }

    private static String heading(HostExport host) {
        HostTopology topology = host.topology();
        return "Hyper-V host: " + topology.processors() + " logical processors, "
                + topology.processors() / topology.smt()
                + " cores, " + topology.numaNodes() + (topology.numaNodes() == 1 ? " NUMA node; " : " NUMA nodes; ")
                + host.uplinks().size() + (host.uplinks().size() == 1 ? " switch" : " switches") + " with "
                + counted(VmqNic.of(host).size());
    }

    private static String counted(int adapters) {
        return adapters == 1 ? "1 adapter that uses VMQ" : adapters + " adapters that use VMQ";
    }
}
