package io.vmq.dispatch.balance;

/**
 * Who moves the entries of a trial's indirection table, how often, and how.
 *
 * @param balancer
 *            made for this trial alone
 * @param intervalNs
 *            time from one decision to the next, ns; the first comes one interval after the trial began
 * @param drains
 *            whether frames for the new queue wait until the old one has completed the entry's frames, so that nothing is
 *            overtaken; otherwise the new queue begins at once
 */
public record TableBalancing(TableBalancer balancer, long intervalNs, boolean drains) {}
