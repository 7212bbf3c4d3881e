/** The highest load that meets a goal: goals, bounds, and the order in which loads are tried. Prints nothing. */
@NullMarked
package io.vmq.tools.search;

import org.jspecify.annotations.NullMarked;
