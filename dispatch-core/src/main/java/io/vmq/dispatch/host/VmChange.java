package io.vmq.dispatch.host;

import java.util.List;

/**
 * A VM comes to the host, or goes: it is started or stopped, or it migrates.
 *
 * @param atNs
 *            when, ns since the trial began, above 0; a VM whose first change is its arrival is not there before
 * @param vm
 *            index of the VM
 * @param arrives
 *            whether it comes
 */
public record VmChange(long atNs, int vm, boolean arrives) {

    /** Whether a VM is there before the first of these changes, which stand in order of time. */
    public static boolean isThereAtFirst(int vm, List<VmChange> changes) {
        return changes.stream().filter(change -> change.vm() == vm).findFirst().map(change -> !change.arrives())
                .orElse(true);
    }

    /** The same change {@code byNs} later. */
    public VmChange later(long byNs) {
        return new VmChange(atNs + byNs, vm, arrives);
    }
}
