package io.vmq.tools.conformance;

/** A check and what was seen: all that its report is made of. */
public record Recording(Check check, Observations observations) {}
