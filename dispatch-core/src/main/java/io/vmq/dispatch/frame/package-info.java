/** Ethernet frames as they come off the wire: their layout, the batch in which they travel, the source that gives them. */
@NullMarked
package io.vmq.dispatch.frame;

import org.jspecify.annotations.NullMarked;
