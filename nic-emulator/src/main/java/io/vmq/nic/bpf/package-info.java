/** Programs and maps in the kernel: made, filled, attached to an interface, and gone with their descriptors. */
@NullMarked
package io.vmq.nic.bpf;

import org.jspecify.annotations.NullMarked;
