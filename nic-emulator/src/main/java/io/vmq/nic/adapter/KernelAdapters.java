package io.vmq.nic.adapter;

import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.InterfaceRequests;
import io.vmq.nic.linux.Link;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.OperatingSystem;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The interfaces of the calling thread's network namespace, by the kernel. Needs no privilege and changes nothing. For the
 * thread that opened it.
 */
public final class KernelAdapters implements AdapterSystem, AutoCloseable {

    /** Follows the thread, where /proc/net follows the process and /sys/class/net neither. */
    private static final Path DEVICES = Path.of("/proc/thread-self/net/dev");
    private static final int TITLE_LINES = 2;

    private final InterfaceRequests requests;
    private final Links links;
    private final List<String> names;

    private KernelAdapters(InterfaceRequests requests, Links links, List<String> names) {
        this.requests = requests;
        this.links = links;
        this.names = names;
    }

    /** Whether this system is one whose interfaces can be asked. */
    public static boolean isPossible() {
        return OperatingSystem.isLinux();
    }

    /**
     * Opens a way to ask.
     *
     * @throws PortException
     *             if there is none
     */
    public static KernelAdapters open() throws PortException {
        InterfaceRequests requests = InterfaceRequests.open();
        if (requests.answer() < 0) {
            throw new PortException("no socket to ask for interfaces through: the system answered "
                    + Errno.describe(requests.answer()));
        }
        try {
            List<String> names = namesIn(Files.readAllLines(DEVICES));
            return new KernelAdapters(requests, Links.open(), names);
        } catch (PortException e) {
            requests.close();
            throw e;
        } catch (IOException e) {
            requests.close();
            throw new PortException(DEVICES + ": the names of interfaces cannot be read (" + e.getMessage() + ")");
        }
    }

    /** The names in the lines of a net/dev file. */
    static List<String> namesIn(List<String> lines) {
        return lines.stream().skip(TITLE_LINES).filter(line -> line.contains(":"))
                .map(line -> line.substring(0, line.indexOf(':')).strip()).toList();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public int index(String name) {
        return SystemCalls.interfaceIndex(name);
    }

    @Override
    public Reported<Integer> promiscuity(String name) {
        try {
            return links.find(name).map(Link::promiscuity).map(Reported::of)
                    .orElseGet(() -> Reported.nothing("the interface has gone"));
        } catch (PortException e) {
            return Reported.nothing(String.valueOf(e.getMessage()));
        }
    }

    @Override
    public int ethtool(String name, byte[] inOut) {
        return requests.ethtool(name, inOut);
    }

    @Override
    public int ask(String name, long request, byte[] out) {
        return requests.ask(name, request, out);
    }

    @Override
    public void close() {
        links.close();
        requests.close();
    }
}
