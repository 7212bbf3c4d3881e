package io.vmq.dispatch.host;

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
public record VmChange(long atNs, int vm, boolean arrives) {}
