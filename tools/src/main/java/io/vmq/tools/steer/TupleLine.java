package io.vmq.tools.steer;

import io.vmq.dispatch.steering.FlowTuple;

/**
 * A flow as a line of the input names it.
 *
 * @param source
 *            the sender's address as it was written
 * @param destination
 *            the receiver's address as it was written
 * @param flow
 *            what they mean
 */
public record TupleLine(String source, String destination, FlowTuple flow) {}
