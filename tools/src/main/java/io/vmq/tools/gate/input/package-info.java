/** Reads what one side of a gate is made of, whichever tool wrote it, into series of trials. Prints nothing. */
@NullMarked
package io.vmq.tools.gate.input;

import org.jspecify.annotations.NullMarked;
