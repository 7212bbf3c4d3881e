/** Moves frames from their source through steering and queues to cores, in virtual time or with real threads. */
@NullMarked
package io.vmq.dispatch.engine;

import org.jspecify.annotations.NullMarked;
