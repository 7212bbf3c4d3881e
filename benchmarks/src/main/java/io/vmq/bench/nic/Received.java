package io.vmq.bench.nic;

/**
 * What a reader got of a flood.
 *
 * @param frames
 *            how many frames it received
 * @param lostFrames
 *            frames that found no room, as the kernel counted them for it
 * @param lastNs
 *            when it had its last frames, by {@link System#nanoTime}
 */
record Received(long frames, long lostFrames, long lastNs) {}
