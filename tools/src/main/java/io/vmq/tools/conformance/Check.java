package io.vmq.tools.conformance;

import io.vmq.dispatch.frame.MacAddress;
import java.util.Optional;

/**
 * One check as it was asked for. All that is sent follows from it.
 *
 * @param interfaceName
 *            where frames are looked for
 * @param interfaceKind
 *            what makes it if it is no NIC, such as {@code veth}; empty for a NIC
 * @param peer
 *            where they are sent
 * @param backend
 *            how they are received
 * @param queues
 *            what the queues of the port mean
 * @param queueCount
 *            how many there are
 * @param source
 *            from whom the frames are
 * @param destination
 *            own address of the interface
 * @param seed
 *            from which flows, VLANs and strange addresses are drawn
 * @param frames
 *            how many are sent
 */
public record Check(String interfaceName, String interfaceKind, String peer, String backend, QueueMeaning queues,
        int queueCount,
        Subject subject, MacAddress source, MacAddress destination, long seed, int frames) {

    /** Most frames that are sent. */
    public static final int MAX_FRAMES = 1_000_000;

    /** The same with as many queues as the port turned out to have. */
    public Check withQueueCount(int count) {
        return new Check(interfaceName, interfaceKind, peer, backend, queues, count, subject, source, destination, seed,
                frames);
    }

    /** Whether frames to any address arrive; a NIC that is not promiscuous takes those of filters and its own. */
    boolean letsAllThrough() {
        return interfaceKind.equals("veth");
    }

    /** Why nothing can be learnt from sending frames, in a few words; empty if something can. */
    public Optional<String> whyNot() {
        Optional<String> unpredictable = subject.whyNot();
        if (unpredictable.isPresent()) {
            return unpredictable;
        }
        return queues == subject.needs() ? unreadable() : Optional.of(unseen());
    }

    private Optional<String> unreadable() {
        int last = subject.lastQueue();
        return last < queueCount ? Optional.empty()
                : Optional.of("frames may arrive at queue " + last + ", and only queues 0 to " + (queueCount - 1)
                        + " are read");
    }

    private String unseen() {
        return switch (queues) {
            case ONE_QUEUE ->
                    backend + " shows all frames in one queue and vmq itself steers them, so that there is nothing "
                            + "of " + interfaceName + " to validate";
            case KERNEL_HASH -> backend + " spreads frames by a hash of the kernel, which is not Toeplitz and tells "
                    + "nothing of " + interfaceName;
            case FILTERS -> backend + " shows where receive filters send frames, not at which queue of "
                    + interfaceName + " they arrive";
            case NIC -> backend + " shows at which queue of " + interfaceName + " frames arrive, not where receive "
                    + "filters send them";
        };
    }
}
