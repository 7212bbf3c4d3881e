package io.vmq.dispatch.balance;

/**
 * Who moves the queues of a trial, and how often.
 *
 * @param balancer
 *            made for this trial alone
 * @param intervalNs
 *            time from one decision to the next, ns; the first comes one interval after the trial began
 */
public record Balancing(Balancer balancer, long intervalNs) {}
