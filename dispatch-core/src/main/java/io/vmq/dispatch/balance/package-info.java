/** Which core serves which receive queue, and who changes that while frames flow. */
@NullMarked
package io.vmq.dispatch.balance;

import org.jspecify.annotations.NullMarked;
