/** Sends the emulator's traffic: paced by due times to a {@code FrameSender}, or without a clock to a capture file. Free of printing. */
@NullMarked
package io.vmq.tools.send;

import org.jspecify.annotations.NullMarked;
