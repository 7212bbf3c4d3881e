/** The vmq command. */
@NullMarked
package io.vmq.tools;

import org.jspecify.annotations.NullMarked;
