/** The {@code vmq} program. */
@NullMarked
package io.vmq.tools;

import org.jspecify.annotations.NullMarked;
