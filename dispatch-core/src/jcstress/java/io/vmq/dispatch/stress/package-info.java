/**
 * Concurrency proofs: small programs of two or three threads that jcstress runs millions of times, and the outcomes that none
 * of them may ever have. What a test promises stands in the descriptions of its outcomes.
 *
 * <p>
 * A thread that finds nothing tries again a bounded number of times, so that every test ends whoever is scheduled; what is
 * left over then, the arbiter, which sees everything, carries to the end.
 */
@NullMarked
package io.vmq.dispatch.stress;

import org.jspecify.annotations.NullMarked;
