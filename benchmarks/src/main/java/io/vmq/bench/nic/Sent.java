package io.vmq.bench.nic;

/**
 * What a flood sent.
 *
 * @param frames
 *            how many the system took
 * @param beganNs
 *            when the first one was sent, by {@link System#nanoTime}
 */
record Sent(long frames, long beganNs) {}
