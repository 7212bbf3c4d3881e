/**
 * Results that were written earlier, read back and checked: result documents and histogram logs, ours and those of other tools. Prints
 * nothing.
 */
@NullMarked
package io.vmq.tools.archive;

import org.jspecify.annotations.NullMarked;
