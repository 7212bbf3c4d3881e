/** Emulated traffic: whom it is for, what its frames look like, and the frames that follow from them and the load. */
@NullMarked
package io.vmq.nic.traffic;

import org.jspecify.annotations.NullMarked;
