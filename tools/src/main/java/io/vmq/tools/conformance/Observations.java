package io.vmq.tools.conformance;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Where the probes of a check arrived. One thread fills it; then anybody may read. */
public final class Observations {

    /** In place of a queue: the probe did not arrive. */
    public static final int MISSING = -1;

    private final int[] queues;
    private final int[] hashes;
    private int seen;
    private long repeated;
    private long foreign;
    private long lost;
    private long refused;
    private @Nullable String failure;

    /** Nothing has arrived of so many probes. */
    public Observations(int count) {
        queues = new int[count];
        hashes = new int[count];
        Arrays.fill(queues, MISSING);
    }

    /**
     * A probe arrived.
     *
     * @param hash
     *            the hash that came with it; 0 if none did
     */
    void arrived(int probe, int queue, int hash) {
        if (queues[probe] != MISSING) {
            repeated++;
            return;
        }
        queues[probe] = queue;
        hashes[probe] = hash;
        seen++;
    }

    /** A frame arrived that is no probe. */
    void foreign() {
        foreign++;
    }

    /** How many frames of others, and how many probes once more, are known to have arrived. */
    void counted(long foreignFrames, long repeatedProbes) {
        foreign = foreignFrames;
        repeated = repeatedProbes;
    }

    /** What the systems counted, and why it ended early if it did. */
    void ended(long lostFrames, long refusedFrames, @Nullable String why) {
        lost = lostFrames;
        refused = refusedFrames;
        failure = why;
    }

    /** Something happened for which nothing of it can be trusted, in a few words; what is known already stays the reason. */
    public void spoiled(String why) {
        failure = failure == null ? why : failure;
    }

    public int count() {
        return queues.length;
    }

    /** How many probes arrived. */
    public int seen() {
        return seen;
    }

    /** Queue at which a probe arrived first, or {@link #MISSING}. */
    public int queue(int probe) {
        return queues[probe];
    }

    /** The hash that came with it; 0 if none did. */
    public int hash(int probe) {
        return hashes[probe];
    }

    /** How often a probe arrived that had arrived before. */
    public long repeated() {
        return repeated;
    }

    /** Frames of others, which say nothing. */
    public long foreignFrames() {
        return foreign;
    }

    /** Frames for which the receiving port had no room. */
    public long lostFrames() {
        return lost;
    }

    /** Frames that the sending system dropped. */
    public long refusedFrames() {
        return refused;
    }

    /** Why sending or receiving ended early, in a few words; null if it did not. */
    public @Nullable String failure() {
        return failure;
    }
}
