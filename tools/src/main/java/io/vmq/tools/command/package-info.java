/** The command line: commands that parse their options, call what does the work, and print what it gives. */
@NullMarked
package io.vmq.tools.command;

import org.jspecify.annotations.NullMarked;
