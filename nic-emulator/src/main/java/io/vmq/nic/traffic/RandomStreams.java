package io.vmq.nic.traffic;

import java.util.SplittableRandom;

/**
 * One stream of random numbers for each thing that is drawn, split from the seed, so that another setting for one
 * leaves the draws of the others alone. New streams go to the end: they would shift the ones behind them.
 */
record RandomStreams(SplittableRandom arrivals, SplittableRandom vms, SplittableRandom flows, SplittableRandom sizes,
        SplittableRandom addresses, SplittableRandom kinds, SplittableRandom groups) {

    static RandomStreams of(long seed) {
        SplittableRandom root = new SplittableRandom(seed);
        return new RandomStreams(root.split(), root.split(), root.split(), root.split(), root.split(),
                root.split(), root.split());
    }
}
