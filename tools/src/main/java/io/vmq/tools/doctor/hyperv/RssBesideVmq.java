package io.vmq.tools.doctor.hyperv;

import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.Adapter;
import io.vmq.tools.doctor.export.HostExport;
import java.util.List;

/**
 * An adapter uses RSS or VMQ, never both: VMQ under a virtual switch, RSS otherwise (WDD standardized-inf-keywords-for-vmq). That
 * both are enabled is how adapters come and does no harm, so there is nothing to mend; who reads the RSS settings of such an
 * adapter should know.
 */
final class RssBesideVmq implements Check {

    @Override
    public Remedy remedy() {
        return Remedy.NONE;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        return host.uplinks().stream().flatMap(uplink -> host.vmqAdaptersOf(uplink).stream())
                .filter(adapter -> adapter.rss().filter(Adapter.Rss::enabled).isPresent()).map(RssBesideVmq::finding)
                .toList();
    }

    private static Finding finding(Adapter adapter) {
        return new Finding("rss-beside-vmq", Severity.INFO,
                adapter.name() + ": RSS and VMQ are both enabled; under a virtual switch only VMQ is used", null,
                "An adapter cannot use both. Its RSS settings take effect only when it leaves the switch. Where the host's own "
                        + "traffic (live migration) needs RSS, it needs an adapter of its own.",
                "WDD standardized-inf-keywords-for-vmq; SEED", List.of(adapter.name()), List.of());
    }
}
