/** What it costs to hand a descriptor from a producer to a consumer, beside queues that others made. */
@NullMarked
package io.vmq.bench.ring;

import org.jspecify.annotations.NullMarked;
