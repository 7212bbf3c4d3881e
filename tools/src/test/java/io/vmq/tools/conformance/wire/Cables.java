package io.vmq.tools.conformance.wire;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.NetworkNamespace;
import io.vmq.nic.linux.SystemCalls;
import io.vmq.nic.port.PortException;
import java.lang.foreign.Arena;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Skips tests where the system does not let them, which is found by trying, and prints the reason; with {@code
 * -Dnic.tests=required} they fail instead.
 */
public final class Cables {

    private static final int BPF_MAP_CREATE = 0;

    private Cables() {}

    /** Networks of our own, packet sockets and veth pairs are needed. */
    public static void assumePossible() throws Exception {
        if (!System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux")) {
            skip("real ports are there on Linux only");
        }
        FutureTask<Void> attempt = new FutureTask<>(Cables::attempt, null);
        Thread.ofPlatform().start(attempt);
        try {
            attempt.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException skipped) {
                throw skipped;
            }
            throw e;
        }
    }

    /** Programs in the kernel are needed too. */
    public static void assumeProgramsPossible() throws Exception {
        assumePossible();
        try (Arena arena = Arena.ofConfined()) {
            // An empty request: EINVAL where maps may be made, EPERM where not.
            long answer = SystemCalls.bpf(BPF_MAP_CREATE, arena.allocate(72, 8));
            if (Errno.EPERM.is(answer) || Errno.ENOSYS.is(answer)) {
                skip("bpf: " + Errno.describe(answer));
            }
        }
        int socket = SystemCalls.socket(SystemCalls.AF_XDP, SystemCalls.SOCK_RAW, 0);
        attempt("an AF_XDP socket", socket, Errno.EAFNOSUPPORT);
        SystemCalls.close(socket);
    }

    private static void attempt() {
        attempt("a network namespace", SystemCalls.unshare(NetworkNamespace.NEW_NETWORK), Errno.EPERM, Errno.EACCES);
        int socket = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);
        attempt("a packet socket", socket, Errno.EPERM, Errno.EACCES);
        SystemCalls.close(socket);
        try (Links links = Links.open()) {
            attempt("a veth pair", links.addVethPair("try0", "try1", 1), Errno.EOPNOTSUPP);
        } catch (PortException e) {
            fail("netlink", e);
        }
    }

    private static void attempt(String what, long answer, Errno... reasonsToSkip) {
        if (List.of(reasonsToSkip).stream().anyMatch(each -> each.is(answer))) {
            skip(what + " cannot be had here: " + Errno.describe(answer));
        }
        if (answer < 0) {
            fail(what + ": " + Errno.describe(answer));
        }
    }

    private static void skip(String reason) {
        if (System.getProperty("nic.tests", "").equals("required")) {
            fail("-Dnic.tests=required, but " + reason);
        }
        System.out.println("test of a real port skipped: " + reason);
        abort(reason);
    }
}
