package io.vmq.nic.linux;

import io.vmq.nic.port.PortException;
import java.lang.foreign.MemorySegment;

/**
 * A cable with an interface at both ends, in a network of its own that only the opening thread sees: what is sent into one
 * end comes out at the other, and nothing of it reaches the machine's interfaces. It goes with {@link #close}, and at the
 * latest when the thread has ended and its sockets are closed; the process leaves nothing behind, however it ends.
 */
public final class PrivateLink implements AutoCloseable {

    /** The kernel activates an interface a moment after it was set up; until then frames vanish without an error. */
    private static final int MOST_LOOKS = 5_000;
    private static final int LOOK_AGAIN_MS = 1;

    private final Links links;
    private final String near;
    private final String far;

    private PrivateLink(Links links, String near, String far) {
        this.links = links;
        this.near = near;
        this.far = far;
    }

    /**
     * Puts the calling platform thread into a new network namespace, where it stays until it ends, and makes the cable
     * there; both ends are up.
     *
     * @param near
     *            name of one end, 1 to 15 characters
     * @param queues
     *            how many receive queues and how many transmit queues each end has
     * @throws PortException
     *             if the system refuses; the thread may be in a new network then
     */
    public static PrivateLink open(String near, String far, int queues) throws PortException {
        NetworkNamespace.enterNew();
        PrivateLink link = new PrivateLink(Links.open(), near, far);
        try {
            check("cannot be made", near, link.links.addVethPair(near, far, queues));
            check("cannot be set up", near, link.links.setUp(near));
            check("cannot be set up", far, link.links.setUp(far));
            link.awaitUp(near);
            link.awaitUp(far);
            return link;
        } catch (PortException e) {
            link.close();
            throw e;
        }
    }

    private static void check(String what, String name, long answer) throws PortException {
        if (answer < 0) {
            throw new PortException(name + ", an end of a private veth pair, " + what + ": the system answered "
                    + Errno.describe(answer) + (Errno.EOPNOTSUPP.is(answer)
                            ? "; the kernel must have been built with veth (modprobe veth)" : ""));
        }
    }

    private void awaitUp(String name) throws PortException {
        for (int look = 0; look < MOST_LOOKS; look++) {
            if (links.get(name).state() == OperationalState.UP) {
                return;
            }
            SystemCalls.poll(MemorySegment.NULL, 0, LOOK_AGAIN_MS);
        }
        throw new PortException(name + ", an end of a private veth pair, was set up and is still "
                + links.get(name).state());
    }

    /** The name of one end. */
    public String near() {
        return near;
    }

    /** The name of the other end. */
    public String far() {
        return far;
    }

    /** The interfaces of the private network, for the opening thread. */
    public Links links() {
        return links;
    }

    /** Removes the cable; the thread stays in its network. */
    @Override
    public void close() {
        links.delete(near);
        links.close();
    }
}
