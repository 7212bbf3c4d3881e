package io.vmq.tools.conformance.wire;

import io.vmq.nic.linux.PrivateLink;
import io.vmq.nic.port.PortException;
import io.vmq.tools.conformance.Recording;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Runs a check over a cable of software in a network of its own, on a thread of its own: nothing of it reaches the machine's
 * interfaces, and nothing of it is left.
 */
public final class RehearsalCable {

    /** The end that is checked. */
    public static final String NEAR = "vmq0";
    /** The end out of which frames are sent. */
    public static final String FAR = "vmq1";

    private RehearsalCable() {}

    /**
     * Runs a check of {@link #NEAR} by {@link #FAR}.
     *
     * @throws PortException
     *             if the system refuses the network, the cable or a port
     * @throws InterruptedException
     *             if the calling thread is interrupted; the check then ends by itself
     */
    public static Recording run(WireCheck check, WireEnds ends) throws PortException, InterruptedException {
        FutureTask<Recording> task = new FutureTask<>(() -> {
            try (PrivateLink _ = PrivateLink.open(NEAR, FAR, 1)) {
                return check.run(ends);
            }
        });
        Thread.ofPlatform().name("vmq-rehearsal").daemon().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw refusal(e);
        }
    }

    private static PortException refusal(ExecutionException e) {
        return switch (e.getCause()) {
            case PortException refused -> refused;
            case RuntimeException failed -> throw failed;
            case null, default -> throw new AssertionError("a check ended with neither result nor refusal", e);
        };
    }
}
