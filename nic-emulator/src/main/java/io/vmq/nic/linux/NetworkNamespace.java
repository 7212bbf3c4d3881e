package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A network of its own for one thread: interfaces, addresses and routes that nobody else sees (network_namespaces(7)). */
public final class NetworkNamespace {

    /** The flag CLONE_NEWNET of unshare(2), as linux/sched.h has it. */
    public static final int NEW_NETWORK = 0x4000_0000;

    /** What /proc/sys/net shows is the calling thread's network. */
    private static final Path IPV6_OFF = Path.of("/proc/sys/net/ipv6/conf/default/disable_ipv6");

    private NetworkNamespace() {}

    /**
     * Moves the calling thread into a new, empty network, where it stays until it ends; the network goes when the last
     * thread and the last socket in it are gone. Sockets that the thread opened before stay where they were, and threads
     * that it starts from now on are in the new network too. Interfaces that are made there have no IPv6, since the
     * kernel would send frames of its own to announce them.
     *
     * @throws PortException
     *             if the system refuses
     * @throws IllegalStateException
     *             in a virtual thread, which would take its carrier with it
     */
    public static void enterNew() throws PortException {
        if (Thread.currentThread().isVirtual()) {
            throw new IllegalStateException("a network namespace for a virtual thread: a platform thread expected");
        }
        int answer = SystemCalls.unshare(NEW_NETWORK);
        if (answer < 0) {
            throw new PortException("no network namespace can be made here: the system answered "
                    + Errno.describe(answer)
                    + "; CAP_SYS_ADMIN is needed (sudo ./vmq …, or, without root, unshare -rn ./vmq …)");
        }
        turnIpv6Off();
    }

    private static void turnIpv6Off() throws PortException {
        if (!Files.exists(IPV6_OFF)) {
            return;
        }
        try {
            Files.writeString(IPV6_OFF, "1");
        } catch (IOException e) {
            throw new PortException("IPv6 cannot be turned off in a new network namespace: " + IPV6_OFF
                    + " cannot be written (" + e + "); /proc/sys must be writable, as it is outside of containers");
        }
    }
}
