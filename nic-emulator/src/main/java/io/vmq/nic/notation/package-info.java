/** How people write quantities: numbers with units, lengths of time, and the sentence that refuses what is none. */
@NullMarked
package io.vmq.nic.notation;

import org.jspecify.annotations.NullMarked;
