package io.vmq.nic.adapter;

/**
 * An interrupt of a device.
 *
 * @param number
 *            as {@code /proc/interrupts} has it
 * @param name
 *            what the driver calls it; empty if nobody has asked for it
 * @param allowed
 *            CPUs that it may go to, as the kernel writes them, such as {@code 0-3,8}; empty if it does not say
 * @param effective
 *            CPUs that it goes to; empty if the kernel does not say
 */
public record Interrupt(int number, String name, String allowed, String effective) {

    /** Where it goes, as well as the kernel knows. */
    public String cpus() {
        return effective.isEmpty() ? allowed : effective;
    }
}
