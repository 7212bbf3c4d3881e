/** Sweeps: a grid of settings, its cells as pure functions of scenario and seed, and running them on many CPUs. */
@NullMarked
package io.vmq.tools.sweep;

import org.jspecify.annotations.NullMarked;
