/** Two commands that take turns on this machine, so that what drifts hits both, and are judged as soon as the answer is clear. */
@NullMarked
package io.vmq.tools.gate.run;

import org.jspecify.annotations.NullMarked;
