package io.vmq.tools.experiment;

/**
 * The seeds of an experiment's trials. Trial k of every mode has the same one, so modes are compared on the same frames; trial
 * 0 has the experiment's own, so {@code --seed S --trials 1} repeats any trial whose seed is S.
 */
public final class TrialSeeds {

    private static final long GOLDEN = 0x9E37_79B9_7F4A_7C15L;

    private TrialSeeds() {}

    /** The seed of trial {@code trial}: from 0 on, and for derived ones below 2^53, which every JSON reader keeps exact. */
    public static long of(long seed, int trial) {
        return trial == 0 ? seed : mix(seed + trial * GOLDEN) >>> 11;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood, "Fast splittable pseudorandom number generators", 2014). */
    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58_476D_1CE4_E5B9L;
        z = (z ^ z >>> 27) * 0x94D0_49BB_1331_11EBL;
        return z ^ z >>> 31;
    }
}
