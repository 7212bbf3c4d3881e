/**
 * The product's data path between two cores, beside the queues of other libraries on the same path and beside what the
 * machine can do at all, in interleaved rounds.
 */
@NullMarked
package io.vmq.bench.path;

import org.jspecify.annotations.NullMarked;
