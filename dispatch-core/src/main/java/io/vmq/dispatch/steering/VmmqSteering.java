package io.vmq.dispatch.steering;

import io.vmq.dispatch.frame.FrameBatch;

/**
 * Sends each frame to a queue of the VM that it is addressed to: the receive filter finds the VM's port, the hash of the
 * frame picks one of the port's queues through an indirection table (Windows driver docs, "VMMQ send and receive
 * processing"). What is not hashed goes to the port's first queue, what no filter wants to default queue 0. Stateless,
 * but for one thread, as {@link RssSteering}.
 *
 * <p>
 * The queues of a port stand side by side; its filter names the first. All ports have the same table and key: a port of
 * Hyper-V may have its own, but nothing that is measured depends on it.
 */
public final class VmmqSteering implements Steering {

    private static final int DEFAULT_QUEUE = 0;

    private final FilterTable filters;
    private final RssSteering spreading;

    /**
     * @param filters
     *            lead to the first queue of each port
     * @param spreading
     *            says which queue of a port it is, counted from the first
     */
    public VmmqSteering(FilterTable filters, RssSteering spreading) {
        this.filters = filters;
        this.spreading = spreading;
    }

    /** How frames are spread over the queues of a port, counted from its first. */
    public RssSteering spreading() {
        return spreading;
    }

    @Override
    public void steer(FrameBatch in, int[] queueOut) {
        spreading.steer(in, queueOut);
        for (int i = 0; i < in.count(); i++) {
            int first = filters.queueFor(in.memory(), in.address(i), in.storedBytes(i));
            queueOut[i] = first == DEFAULT_QUEUE ? DEFAULT_QUEUE : first + queueOut[i];
        }
    }
}
