/** Plots as small drawings: lines, curves, boxes and words, each with an ink, written as SVG or painted as PNG. Knows nothing of results. */
@NullMarked
package io.vmq.tools.drawing;

import org.jspecify.annotations.NullMarked;
