/** Capture files: reading pcap and pcapng without trusting them, replaying them as a source, and writing both. */
@NullMarked
package io.vmq.nic.capture;

import org.jspecify.annotations.NullMarked;
