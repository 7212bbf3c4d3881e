package io.vmq.nic.traffic;

/** A distribution over 0 to n-1 from which random bits pick. Immutable, for any thread; a pick allocates nothing. */
public sealed interface Choice permits AliasTable, EvenChoice {

    /**
     * The pick that belongs to these bits.
     *
     * @param randomBits
     *            64 independent fair bits; equal bits give equal picks
     */
    int pick(long randomBits);
}
