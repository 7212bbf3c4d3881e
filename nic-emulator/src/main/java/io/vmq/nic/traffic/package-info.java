/** Emulated traffic: how fast, how bursty, how large, to which VMs and in which flows, and the frames that follow from it. */
@NullMarked
package io.vmq.nic.traffic;

import org.jspecify.annotations.NullMarked;
