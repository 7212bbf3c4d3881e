/** The one seam to raw memory: every off-heap byte of the product is read and written through {@link Memory}. */
@NullMarked
package io.vmq.dispatch.memory;

import org.jspecify.annotations.NullMarked;
