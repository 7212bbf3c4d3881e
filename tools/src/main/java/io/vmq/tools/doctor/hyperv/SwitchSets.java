package io.vmq.tools.doctor.hyperv;

import io.vmq.tools.doctor.Finding;
import io.vmq.tools.doctor.Severity;
import io.vmq.tools.doctor.export.HostExport;
import java.util.ArrayList;
import java.util.List;

/** Adapters on different virtual switches must not share processors (TUNE). */
final class SwitchSets implements Check {

    @Override
    public Remedy remedy() {
        return Remedy.PROCESSORS;
    }

    @Override
    public List<Finding> findings(HostExport host) {
        List<VmqNic> nics = VmqNic.of(host);
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < nics.size(); i++) {
            for (VmqNic other : nics.subList(i + 1, nics.size())) {
                if (!nics.get(i).uplink().equals(other.uplink()) && nics.get(i).set().overlaps(other.set())) {
                    findings.add(finding(nics.get(i), other));
                }
            }
        }
        return findings;
    }

    private static Finding finding(VmqNic one, VmqNic other) {
        return new Finding("switch-sets-overlap", Severity.ERROR,
                one.shown() + " on switch " + one.uplink().vmSwitch().friendlyName() + " and " + other.shown()
                        + " on switch " + other.uplink().vmSwitch().friendlyName() + " share processors",
                null, "With adapters of several switches on the same processors, results are impaired and cannot be "
                        + "predicted.",
                "TUNE", List.of(one.name(), other.name()), List.of());
    }
}
