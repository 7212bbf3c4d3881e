/** What the collecting script saves on a Hyper-V host: the script, the reader, and the host as it was read. */
@NullMarked
package io.vmq.tools.doctor.export;

import org.jspecify.annotations.NullMarked;
