/** Whether frames arrive at the queues that were predicted: known frames, where they were seen, and what explains the rest. */
@NullMarked
package io.vmq.tools.conformance;

import org.jspecify.annotations.NullMarked;
