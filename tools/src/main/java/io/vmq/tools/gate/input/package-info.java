/** Stand-in. */
@NullMarked
package io.vmq.tools.gate.input;

import org.jspecify.annotations.NullMarked;
