package io.vmq.tools.conformance;

/**
 * One frame that is sent to see where it arrives.
 *
 * @param number
 *            from 0 on, in the order of sending
 * @param rule
 *            what it shows
 * @param group
 *            probes of the same rule with equal numbers here may share a reason to arrive elsewhere: the filter that has their
 *            address, or {@link #NO_GROUP}
 * @param what
 *            the frame in a few words
 */
public record Probe(int number, Rule rule, int group, String what) {

    public static final int NO_GROUP = -1;
}
