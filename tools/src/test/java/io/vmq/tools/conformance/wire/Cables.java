package io.vmq.tools.conformance.wire;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vmq.dispatch.memory.Memory;
import io.vmq.nic.adapter.KernelAdapters;
import io.vmq.nic.linux.Errno;
import io.vmq.nic.linux.Links;
import io.vmq.nic.linux.NetworkNamespace;
import io.vmq.nic.linux.SystemCalls;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs tests in private networks. Where the system does not let them, which is found by trying, they are skipped and the
 * reason is printed; with {@code -Dnic.tests=required} they fail. Any answer that is no such reason fails. {@code Lab} of the
 * tests of nic-emulator has the same rules, since tests share no code across modules.
 */
public final class Cables {

    private static final int MOST_MINUTES = 3;
    /** Numbers of linux/bpf.h. */
    private static final int BPF_MAP_CREATE = 0;
    private static final int BPF_MAP_TYPE_ARRAY = 2;
    private static final int BPF_ATTRIBUTE_BYTES = 72;

    private Cables() {}

    /** Goes on only where there can be networks of our own, packet sockets and veth pairs. */
    public static void assumePossible() throws Exception {
        inPrivateNetwork(() -> true);
    }

    /** Goes on only where AF_XDP sockets, and programs for them in the kernel, can be had too. */
    public static void assumeXdpPossible() throws Exception {
        assumePossible();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment attributes = arena.allocate(BPF_ATTRIBUTE_BYTES, Long.BYTES);
            Memory map = Memory.of(attributes);
            map.putInt(0, BPF_MAP_TYPE_ARRAY);
            map.putInt(4, Integer.BYTES); // bytes of a key
            map.putInt(8, Long.BYTES); // bytes of a value
            map.putInt(12, 1); // entries
            long answer = SystemCalls.bpf(BPF_MAP_CREATE, attributes);
            attempt("a program in the kernel", answer, Errno.EPERM, Errno.ENOSYS);
            SystemCalls.close((int) answer);
        }
        int socket = SystemCalls.socket(SystemCalls.AF_XDP, SystemCalls.SOCK_RAW, 0);
        attempt("an AF_XDP socket", socket, Errno.EAFNOSUPPORT, Errno.EPERM);
        SystemCalls.close(socket);
    }

    /** Works on a fresh platform thread in a network of its own, and gives what came of it. */
    public static <T> T inPrivateNetwork(Callable<T> work) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            attempt();
            return work.call();
        });
        Thread.ofPlatform().name("cable").start(task);
        try {
            return task.get(MOST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    private static void attempt() throws Exception {
        if (!KernelAdapters.isPossible()) {
            skip("real ports are there on Linux only");
        }
        attempt("a network namespace", SystemCalls.unshare(NetworkNamespace.NEW_NETWORK), Errno.EPERM, Errno.EACCES);
        int socket = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);
        attempt("a packet socket", socket, Errno.EPERM, Errno.EACCES);
        SystemCalls.close(socket);
        try (Links links = Links.open()) {
            attempt("a veth pair", links.addVethPair("try0", "try1", 1), Errno.EOPNOTSUPP);
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
