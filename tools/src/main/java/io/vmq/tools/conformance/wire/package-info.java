/** Checks on interfaces of this machine: what a driver tells of RSS, both ends opened, a cable of our own to rehearse with. */
@NullMarked
package io.vmq.tools.conformance.wire;

import org.jspecify.annotations.NullMarked;
