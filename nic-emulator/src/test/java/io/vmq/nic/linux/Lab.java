package io.vmq.nic.linux;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs tests on a thread of its own, in a private network with one cable. Where the system does not let them, which is
 * found by trying, they are skipped and the reason is printed; with {@code -Dnic.tests=required} they fail.
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

    private static void attempt() throws Exception {
        if (!OperatingSystem.isLinux()) {
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
