package io.vmq.tools.drawing;

import java.util.List;

/**
 * One series of a plot, with its entry in the legend.
 *
 * @param name
 *            as the legend has it
 * @param legend
 *            stays where the series is switched off
 * @param shapes
 *            the series itself
 */
public record Layer(String name, List<Shape> legend, List<Shape> shapes) {

    public Layer {
        legend = List.copyOf(legend);
        shapes = List.copyOf(shapes);
    }
}
