package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import io.vmq.dispatch.memory.Memory;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tests on a thread of its own, in a private network with one cable. Where the system does not let them, which is
 * found by trying, they are skipped and the reason is printed; with {@code -Dnic.tests=required} they fail. Any answer that
 * is no such reason fails. {@code Cables} of the tests of tools has the same rules, since tests share no code across modules.
 */
public final class Lab {

    /** What is done with the cable. */
    @FunctionalInterface
    public interface Work {
        void on(PrivateLink cable) throws Exception;
    }

    public static final String NEAR = "lab0";
    public static final String FAR = "lab1";

    private static final int MOST_MINUTES = 3;
    /** Numbers of linux/bpf.h. */
    private static final int BPF_MAP_CREATE = 0;
    private static final int BPF_MAP_TYPE_ARRAY = 2;
    private static final int BPF_ATTRIBUTE_BYTES = 72;
    private static final AtomicInteger THREADS = new AtomicInteger();

    private Lab() {}

    /** Works with a cable whose ends have so many queues. */
    public static void withCable(int queues, Work work) throws Exception {
        inThread(() -> {
            attempt();
            try (PrivateLink cable = PrivateLink.open(NEAR, FAR, queues)) {
                work.on(cable);
            }
        });
    }

    /** Works on a fresh platform thread on a CPU of its own, so that frames cannot overtake each other in the kernel. */
    private static void inThread(ThrowingRunnable work) throws Exception {
        FutureTask<Void> task = new FutureTask<>(() -> {
            int[] cpus = AllowedCpus.ofThisProcess().numbers();
            LinuxThreadPinning.orNone().pinCurrentThread(cpus[THREADS.getAndIncrement() % cpus.length]);
            work.run();
            return null;
        });
        Thread.ofPlatform().name("lab").start(task);
        try {
            task.get(MOST_MINUTES, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            switch (e.getCause()) {
                case Exception exception -> throw exception;
                case Error error -> throw error;
                case null, default -> throw e;
            }
        }
    }

    /** Goes on only where there are system calls. */
    public static void assumeLinux() {
        if (!OperatingSystem.isLinux()) {
            skip("real ports are there on Linux only");
        }
    }

    /** Goes on only where programs can be loaded into the kernel: found out by making a map for them. */
    public static void assumeProgramsPossible() {
        assumeLinux();
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
    }

    /** Goes on only where there are AF_XDP sockets, and programs for them can be loaded. */
    public static void assumeXdpPossible() {
        assumeProgramsPossible();
        int socket = SystemCalls.socket(SystemCalls.AF_XDP, SystemCalls.SOCK_RAW, 0);
        attempt("an AF_XDP socket", socket, Errno.EAFNOSUPPORT, Errno.EPERM);
        SystemCalls.close(socket);
    }

    private static void attempt() throws Exception {
        assumeLinux();
        attempt("a network namespace", SystemCalls.unshare(NetworkNamespace.NEW_NETWORK), Errno.EPERM, Errno.EACCES);
        int socket = SystemCalls.socket(SystemCalls.AF_PACKET, SystemCalls.SOCK_RAW, 0);
        attempt("a packet socket", socket, Errno.EPERM, Errno.EACCES);
        SystemCalls.close(socket);
        try (Links links = Links.open()) {
            attempt("a veth pair", links.addVethPair("try0", "try1", 1), Errno.EOPNOTSUPP);
        }
    }

    static void attempt(String what, long answer, Errno... reasonsToSkip) {
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

    @FunctionalInterface
    private interface ThrowingRunnable {
        void run() throws Exception;
    }
}
