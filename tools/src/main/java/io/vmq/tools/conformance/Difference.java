package io.vmq.tools.conformance;

import org.jspecify.annotations.Nullable;

/**
 * A probe that arrived at another queue than predicted.
 *
 * @param frame
 *            its number in the order of sending, from 1
 * @param what
 *            the frame in a few words
 * @param predictedHash
 *            null if it is not hashed
 * @param reportedHash
 *            null if none came with the frame
 * @param likely
 *            what was tried and explains it; a sentence that says so if nothing does
 */
public record Difference(int frame, Rule rule, String what, int predicted, int actual,
        @Nullable Integer predictedHash, @Nullable Integer reportedHash, String likely) {}
