package io.vmq.nic.traffic;

import io.vmq.dispatch.steering.RssSettings;

/** Chooses the client of each flow. No two flows of a VM have the same client. Immutable, for any thread. */
sealed interface ClientTuples permits ScatteredTuples, CollidingTuples {

    /**
     * The client's address and port as {@link FlowAddresses} packs them.
     *
     * @param flow
     *            the flow's number within the VM
     */
    int identity(int vm, int flow);

    /**
     * The IPv4 clients that an adversary chooses.
     *
     * @param salt
     *            chooses among what is as good; the same salt gives the same clients
     * @throws IllegalArgumentException
     *             if there are no such clients, or too few
     */
    static ClientTuples of(Adversary adversary, Receivers receivers, Transport transport, RssSettings rss, int salt) {
        return switch (adversary) {
            case Adversary.None() -> new ScatteredTuples(salt);
            case Adversary.RssCollide collide -> {
                TupleHash hash = TupleHash.rss(collide.believedKey(rss), rss.hashTypes(), transport);
                int indexBits = Integer.numberOfTrailingZeros(rss.tableEntries());
                yield new CollisionSearch(collide, receivers, hash, indexBits).tuples(salt);
            }
            case Adversary.XorCollide collide ->
                    new CollisionSearch(collide, receivers, TupleHash.xor(), Short.SIZE).tuples(salt);
        };
    }
}
