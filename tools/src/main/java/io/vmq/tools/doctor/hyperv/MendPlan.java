package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.ProcessorSet;
import io.vmq.dispatch.host.ProcessorSetting;
import io.vmq.dispatch.team.QueueMode;
import io.vmq.dispatch.team.SetPlan;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import io.vmq.tools.doctor.export.Uplink;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The changes that together mend all that commands can mend, in the order of their commands.
 *
 * <p>
 * Where any processor set breaks a rule, the sets of all adapters with VMQ are planned anew, as one: members of a team in min
 * mode share a set, all others have one of their own. A host with too few cores for that keeps its sets.
 *
 * @param changes
 *            each adapter and kind once
 */
record MendPlan(List<Change> changes) {

    MendPlan {
        changes = List.copyOf(changes);
    }

    static MendPlan of(HostExport host, List<Check> checks) {
        List<Change> changes = new ArrayList<>(switched(host, checks));
        HostExport after = new MendPlan(changes).apply(host);
        if (findings(after, checks, Check.Remedy.PROCESSORS).findAny().isPresent()) {
            changes.addAll(processors(after));
        }
        for (Adapter adapter : host.adapters()) {
            RssQueues.missing(host, adapter)
                    .ifPresent(queues -> changes.add(new Change.RssQueueCount(adapter.name(), queues)));
        }
        return new MendPlan(changes.stream().filter(change -> !isSlowRss(host, change)).toList());
    }

    /** What a link below 10 Gb/s does without needs no command. */
    private static boolean isSlowRss(HostExport host, Change change) {
        return change instanceof Change.RssQueueCount
                && host.adapter(change.adapter()).filter(Adapter::isBelowTenGigabit).isPresent();
    }

    private static Stream<Finding> findings(HostExport host, List<Check> checks, Check.Remedy remedy) {
        return checks.stream().filter(check -> check.remedy() == remedy)
                .flatMap(check -> check.findings(host).stream());
    }

    private static List<Change> switched(HostExport host, List<Check> checks) {
        return findings(host, checks, Check.Remedy.VMQ_SWITCHED).flatMap(finding -> finding.adapters().stream())
                .distinct()
                .flatMap(name -> host.adapter(name).stream())
                .<Change>map(adapter -> new Change.VmqEnabled(adapter.name(), !adapter.hasVmqEnabled())).toList();
    }

    /** Each group shares a set. */
    private static List<List<Adapter>> groups(HostExport host) {
        List<List<Adapter>> groups = new ArrayList<>();
        for (Uplink uplink : host.uplinks()) {
            List<Adapter> adapters = host.vmqAdaptersOf(uplink);
            if (uplink.team().filter(team -> team.queueMode() == QueueMode.MIN_QUEUES).isPresent()) {
                groups.add(adapters);
            } else {
                adapters.forEach(adapter -> groups.add(List.of(adapter)));
            }
        }
        return groups.stream().filter(group -> !group.isEmpty()).toList();
    }

    private static List<Change> processors(HostExport host) {
        List<List<Adapter>> groups = groups(host);
        Optional<List<ProcessorSetting>> settings = groups.isEmpty() ? Optional.empty()
                : SetPlan.disjoint(host.topology(), groups.size());
        List<Change> changes = new ArrayList<>();
        for (int group = 0; settings.isPresent() && group < groups.size(); group++) {
            ProcessorSetting setting = settings.get().get(group);
            groups.get(group).forEach(adapter -> change(host, adapter, setting).ifPresent(changes::add));
        }
        return changes;
    }

    private static Optional<Change> change(HostExport host, Adapter adapter, ProcessorSetting after) {
        ProcessorSetting before = adapter.vmq().orElseThrow().setting();
        boolean same = before.baseGroup() == after.baseGroup() && before.baseNumber() == after.baseNumber()
                && before.numaNode().isEmpty()
                && ProcessorSet.of(host.topology(), before).equals(ProcessorSet.of(host.topology(), after));
        return same ? Optional.empty() : Optional.of(new Change.VmqProcessors(adapter.name(), before, after));
    }

    /** The host after all of it. */
    HostExport apply(HostExport host) {
        HostExport after = host;
        for (Change change : changes) {
            after = change.apply(after);
        }
        return after;
    }

    List<String> commands() {
        return changes.stream().map(Change::command).toList();
    }
}
