/** The rules of Hyper-V for VMQ, RSS and teams, asked of an export, and the plan of settings that keeps all of them. */
@NullMarked
package io.vmq.tools.doctor.hyperv;

import org.jspecify.annotations.NullMarked;
