package io.vmq.tools.drawing;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A plot, ready to be written or painted.
 *
 * @param title
 *            what it shows, in a few words
 * @param description
 *            what there is to see, for people who cannot
 * @param base
 *            axes, grid and words, below the layers
 * @param axes
 *            how places and values go together; null where there is nothing to read out
 */
public record Drawing(String title, String description, double width, double height, List<Shape> base,
        List<Layer> layers, @Nullable Axes axes) {

    public Drawing {
        base = List.copyOf(base);
        layers = List.copyOf(layers);
    }

    /**
     * The field of a plot and its scales.
     *
     * @param left
     *            edge of the field; likewise the others
     */
    public record Axes(Scale x, String xUnit, Scale y, String yUnit, double left, double top, double right,
            double bottom) {

        /** Where a pair of values lies. */
        public Point at(double xValue, double yValue) {
            return new Point(left + (right - left) * x.at(xValue), bottom - (bottom - top) * y.at(yValue));
        }
    }
}
