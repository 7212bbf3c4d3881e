package io.vmq.tools.page;

import io.vmq.tools.drawing.Plot;

/**
 * A plot of the page.
 *
 * @param name
 *            for files and anchors; may come from outside
 * @param note
 *            what to know when looking at it; may be empty
 */
record Shown(String name, Plot plot, String note) {}
