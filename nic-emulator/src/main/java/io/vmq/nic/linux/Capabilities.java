package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The capabilities that are in effect for a thread (capabilities(7)). Immutable. */
public final class Capabilities {

    private static final Path STATUS = Path.of("/proc/thread-self/status");
    private static final Pattern EFFECTIVE = Pattern.compile("(?m)^CapEff:\\s*(\\p{XDigit}{1,16})$");
    private static final int HEX = 16;

    private final long effective;

    private Capabilities(long effective) {
        this.effective = effective;
    }

    /**
     * Those of the calling thread.
     *
     * @throws PortException
     *             if the system does not say
     */
    public static Capabilities ofThisThread() throws PortException {
        try {
            return parse(Files.readString(STATUS)).orElseThrow(
                    () -> new PortException(
                            "what this process may do cannot be read: " + STATUS + " has no line CapEff"));
        } catch (IOException e) {
            throw new PortException("what this process may do cannot be read: " + STATUS + " (" + e
                    + "); /proc must be mounted");
        }
    }

    /** Reads the text of a status file of /proc (proc_pid_status(5)); empty if it does not name them. */
    public static Optional<Capabilities> parse(String status) {
        Matcher line = EFFECTIVE.matcher(status);
        return line.find() ? Optional.of(new Capabilities(Long.parseUnsignedLong(line.group(1), HEX)))
                : Optional.empty();
    }

    public boolean has(Capability capability) {
        return capability.isIn(effective);
    }

    /**
     * One sentence that says what is missing and what would help; empty if nothing is missing. It is only a forecast: what the
     * system really allows shows when it is tried.
     *
     * @param what
     *            what needs them, such as {@code af-packet on eth1}
     */
    public Optional<String> missing(String what, Capability... needed) {
        List<Capability> missing = Stream.of(needed).filter(each -> !has(each)).sorted().toList();
        return missing.isEmpty() ? Optional.empty()
                : Optional.of(
                        what + " needs " + joined(missing) + ", which this process does not have; " + remedy(needed));
    }

    private static String joined(List<Capability> capabilities) {
        int last = capabilities.size() - 1;
        String head = capabilities.stream().limit(last).map(Capability::toString).collect(Collectors.joining(", "));
        return head.isEmpty() ? capabilities.get(last).toString() : head + " and " + capabilities.get(last);
    }

    /** Not setcap on the java binary: the loader then finds none of Java's libraries, and every program in Java were allowed it. */
    private static String remedy(Capability... needed) {
        String list = Stream.of(needed).sorted().map(Capability::forSetpriv).collect(Collectors.joining(","));
        return "run it as root (sudo ./vmq …), or as yourself with no more than that (sudo setpriv --reuid=$(id -u) --regid=$(id -g) --init-groups --inh-caps="
                + list
                + " --ambient-caps=" + list + " ./vmq …)";
    }
}
