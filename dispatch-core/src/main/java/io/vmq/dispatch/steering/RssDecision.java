package io.vmq.dispatch.steering;

import org.jspecify.annotations.Nullable;

/**
 * Where RSS sends a frame, and why.
 *
 * @param protocol
 *            what the IP packet says it carries, also in a fragment; null if the frame is not IP
 * @param hashType
 *            the type that applied; null if the frame is not hashed
 * @param hash
 *            the Toeplitz hash; 0 if the frame is not hashed
 * @param entry
 *            the entry of the indirection table; -1 if the frame is not hashed
 * @param queue
 *            the queue that the frame goes to
 */
public record RssDecision(@Nullable IpProtocol protocol, @Nullable HashType hashType, int hash, int entry, int queue) {}
