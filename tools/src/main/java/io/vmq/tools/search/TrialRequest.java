package io.vmq.tools.search;

/**
 * A trial that a search asks for.
 *
 * @param loadPps
 *            frames per second, as {@link LoadRange#rounded} makes them: short enough to be typed
 * @param durationNs
 *            measured time, ns
 * @param trial
 *            number of the seed, from 0; 0 is the experiment's own
 */
public record TrialRequest(double loadPps, long durationNs, int trial) {}
