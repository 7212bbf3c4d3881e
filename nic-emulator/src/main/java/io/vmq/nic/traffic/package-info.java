/** Emulated traffic: its rate, its gaps, its sizes, its VMs and flows, and the frames that follow from them. */
@NullMarked
package io.vmq.nic.traffic;

import org.jspecify.annotations.NullMarked;
