package io.vmq.dispatch.host;

/**
 * A VM comes to the host, or goes: it is started or stopped, or it migrates.
 *
 * @param atNs
 *            when, ns since the trial began; 0 for a VM that is not there at first
 * @param vm
 *            index of the VM
 * @param arrives
 *            whether it comes
 */
public record VmChange(long atNs, int vm, boolean arrives) {}
