/**
 * Several NICs as one behind the virtual switch: which queues a team offers, on which member a VM's frames arrive, and which
 * processor sets its members need.
 */
@NullMarked
package io.vmq.dispatch.team;

import org.jspecify.annotations.NullMarked;
