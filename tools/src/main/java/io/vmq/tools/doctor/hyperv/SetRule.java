package io.vmq.tools.doctor.hyperv;

import io.vmq.dispatch.host.HostTopology;
import io.vmq.dispatch.host.ProcessorSetting.Fault;
import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.HostExport;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Function;

/** A rule for the processors of one adapter, whatever the others have. */
record SetRule(String id, Severity severity, Function<VmqNic, String> title, String why, String source,
        BiPredicate<VmqNic, HostTopology> broken) implements Check {

    /** All of them. */
    static final List<Check> ALL = List.of(firstCore(), siblingBase(), noProcessor(), numaSpan());

    /** Core 0 is where default queues and the root partition work (TUNE; TIPS). */
    private static SetRule firstCore() {
        return new SetRule("first-core-used", Severity.WARNING, nic -> nic.shown() + " uses the first core",
                "The root partition and the default queues of all adapters work there, so VM queues compete with them.",
                "TUNE; TIPS", (nic, host) -> host.usable().size() > 1 && nic.set().hasFirstCore());
    }

    /** With hyper-threading only even processors may be a base (KB2974384). */
    private static SetRule siblingBase() {
        return new SetRule("base-is-a-sibling", Severity.WARNING,
                nic -> nic.name() + ": base processor " + base(nic) + " is not the first thread of its core",
                "VMQ uses one logical processor a core, with two threads the even ones; the set begins at the next core, "
                        + "not where it was asked to.",
                "KB2974384", (nic, host) -> nic.setting().faultsOn(host).contains(Fault.BASE_NOT_FIRST_SIBLING));
    }

    /** No processor is left of what was asked for. */
    private static SetRule noProcessor() {
        return new SetRule("no-processor", Severity.ERROR,
                nic -> nic.name() + ": no processor fits base " + base(nic) + " and the other limits",
                "Base, maximum and preferred NUMA node leave nothing on this host, so its queues are not served where they "
                        + "should be.",
                "WDD standardized-inf-keywords-for-rss", (nic, host) -> nic.set().isEmpty());
    }

    /** A set should stay within a NUMA node (TIPS). */
    private static SetRule numaSpan() {
        return new SetRule("set-spans-nodes", Severity.WARNING,
                nic -> nic.shown() + " spans NUMA nodes " + nic.set().numaNodes(),
                "Frames that are served on another node than their memory is on cross the link between the nodes.",
                "TIPS",
                (nic, host) -> nic.set().numaNodes().size() > 1);
    }

    private static String base(VmqNic nic) {
        return nic.setting().baseGroup() + ":" + nic.setting().baseNumber();
    }

    @Override
    public Remedy remedy() {
        return Remedy.PROCESSORS;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        return VmqNic.of(host).stream().filter(nic -> broken.test(nic, host.topology()))
                .map(nic -> new Finding(id, severity, title.apply(nic), null, why, source, List.of(nic.name()),
                        List.of()))
                .toList();
    }
}
