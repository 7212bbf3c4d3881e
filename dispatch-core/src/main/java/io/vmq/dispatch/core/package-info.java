/**
 * The modelled core that serves receive queues, one frame at a time: its cost of service and its rules of time. The same
 * model stands behind virtual time and behind emulated cores of a live run.
 */
@NullMarked
package io.vmq.dispatch.core;

import org.jspecify.annotations.NullMarked;
