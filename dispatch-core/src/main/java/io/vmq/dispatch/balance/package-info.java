/** Which core serves which receive queue, and, later, who changes that while frames flow. */
@NullMarked
package io.vmq.dispatch.balance;

import org.jspecify.annotations.NullMarked;
