/** The ways in which frames of a real interface can be received, by the names that users give them. */
@NullMarked
package io.vmq.nic.backend;

import org.jspecify.annotations.NullMarked;
