package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Drawing.Axes;
import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Curve;
import io.vmq.tools.drawing.Shape.Dot;
import io.vmq.tools.drawing.Shape.Line;
import io.vmq.tools.drawing.Shape.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Drawings as SVG: a file that stands alone and has its colours in it, or a part of a page, whose style sheet has them ({@link #style}).
 */
public final class SvgText {

    private static final double THICK = 2.2;
    private static final double THIN = 0.9;
    private static final double HAIR = 1;
    private static final String FONT = "system-ui,'Segoe UI',Roboto,'DejaVu Sans',Helvetica,Arial,sans-serif";

    private final StringBuilder svg = new StringBuilder();
    private final boolean alone;

    private SvgText(boolean alone) {
        this.alone = alone;
    }

    /** A file of its own, on white paper. */
    public static String file(Drawing drawing) {
        SvgText text = new SvgText(true);
        text.svg.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        text.write(drawing, "plot", "");
        return text.svg.append('\n').toString();
    }

    /**
     * A part of a page.
     *
     * @param id
     *            unique in the page
     * @param classes
     *            further CSS classes
     */
    public static String part(Drawing drawing, String id, String classes) {
        SvgText text = new SvgText(false);
        text.write(drawing, id, classes);
        return text.svg.toString();
    }

    /** Rules of a style sheet that set variables to the colours of all inks. */
    public static String variables(boolean dark) {
        StringBuilder css = new StringBuilder();
        for (Ink ink : Ink.values()) {
            css.append("--").append(ink.css()).append(':').append(hex(dark ? ink.dark() : ink.light())).append(';');
        }
        return css.toString();
    }

    /** Rules of a style sheet for the drawings of a page. */
    public static String style() {
        StringBuilder css = new StringBuilder(".plot{font-family:" + FONT
                + "}.plot line,.plot polyline{fill:none;stroke:var(--c);stroke-width:" + THICK
                + ";stroke-linejoin:round}.plot .hair{stroke-width:" + HAIR + "}.plot .thin{stroke-width:" + THIN
                + ";opacity:.45}.plot rect,.plot circle,.plot text{fill:var(--c)}"
                + ".plot .bold{font-weight:600}.plot .m{text-anchor:middle}.plot .e{text-anchor:end}\n");
        for (Ink ink : Ink.values()) {
            css.append(".plot .").append(ink.css()).append("{--c:var(--").append(ink.css()).append(")}\n");
            if (!ink.dash().isEmpty()) {
                css.append(".plot line.").append(ink.css()).append(",.plot polyline.").append(ink.css())
                        .append("{stroke-dasharray:").append(ink.dash()).append("}\n");
            }
        }
        return css.toString();
    }

    private void write(Drawing drawing, String id, String classes) {
        svg.append("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 ").append(number(drawing.width()))
                .append(' ')
                .append(number(drawing.height())).append('"');
        if (alone) {
            svg.append(" width=\"").append(number(drawing.width())).append("\" height=\"")
                    .append(number(drawing.height())).append("\" font-family=\"").append(FONT).append('"');
        } else {
            svg.append(" class=\"").append(("plot " + classes).strip()).append('"');
            axes(drawing.axes());
        }
        svg.append(" role=\"img\" aria-labelledby=\"").append(id).append("-t ").append(id).append("-d\">\n");
        svg.append("<title id=\"").append(id).append("-t\">").append(Markup.escape(drawing.title()))
                .append("</title>\n<desc id=\"").append(id).append("-d\">").append(Markup.escape(drawing.description()))
                .append("</desc>\n");
        if (alone) {
            shape(new Box(Ink.PAPER, new Point(0, 0), drawing.width(), drawing.height(), ""));
        }
        drawing.base().forEach(this::shape);
        drawing.layers().forEach(this::layer);
        svg.append("</svg>");
    }

    /** What a reader of the drawing needs to turn places into values again. */
    private void axes(@Nullable Axes axes) {
        if (axes == null) {
            return;
        }
        svg.append(" data-field=\"").append(number(axes.left())).append(' ').append(number(axes.top())).append(' ')
                .append(number(axes.right())).append(' ').append(number(axes.bottom())).append('"');
        scale("x", axes.x(), axes.xUnit());
        scale("y", axes.y(), axes.yUnit());
    }

    private void scale(String name, Scale scale, String unit) {
        svg.append(" data-").append(name).append("=\"").append(scale.kind()).append(' ').append(scale.from())
                .append(' ').append(scale.to()).append("\" data-").append(name).append("-unit=\"")
                .append(Markup.escape(unit)).append('"');
    }

    private void layer(Layer layer) {
        svg.append(alone ? "<g>\n<g>\n" : "<g class=\"layer\">\n<g class=\"legend\">\n");
        layer.legend().forEach(this::shape);
        svg.append(alone ? "</g>\n<g>\n" : "</g>\n<g class=\"shapes\">\n");
        layer.shapes().forEach(this::shape);
        svg.append("</g>\n</g>\n");
    }

    private void shape(Shape shape) {
        switch (shape) {
            case Line line -> {
                svg.append("<line");
                stroke(line.ink(), line.ink().isHair(), false);
                svg.append(place("x1", "y1", line.from())).append(place("x2", "y2", line.to())).append("/>\n");
            }
            case Curve curve -> {
                svg.append("<polyline");
                stroke(curve.ink(), false, curve.thin());
                svg.append(" points=\"").append(curve.points().stream()
                        .map(point -> number(point.x()) + "," + number(point.y())).collect(Collectors.joining(" ")))
                        .append("\"/>\n");
            }
            case Dot dot -> {
                svg.append("<circle");
                fill(dot.ink(), "");
                svg.append(place("cx", "cy", dot.at())).append(" r=\"3\"/>\n");
            }
            case Box box -> box(box);
            case Words words -> words(words);
        }
    }

    private void box(Box box) {
        svg.append("<rect");
        fill(box.ink(), "");
        svg.append(place("x", "y", box.corner())).append(" width=\"").append(number(box.width())).append("\" height=\"")
                .append(number(box.height())).append('"');
        if (box.note().isEmpty()) {
            svg.append("/>\n");
        } else {
            svg.append("><title>").append(Markup.escape(box.note())).append("</title></rect>\n");
        }
    }

    private void words(Words words) {
        svg.append("<text");
        String align = words.align() == Align.MIDDLE ? " m" : words.align() == Align.END ? " e" : "";
        fill(words.ink(), align + (words.bold() ? " bold" : ""));
        if (alone) {
            svg.append(words.align() == Align.START
                    ? ""
                    : " text-anchor=\"" + words.align().name().toLowerCase(Locale.ROOT) + "\"")
                    .append(words.bold() ? " font-weight=\"600\"" : "");
        }
        svg.append(place("x", "y", words.at())).append(" font-size=\"").append(number(words.size())).append("\">")
                .append(Markup.escape(words.text())).append("</text>\n");
    }

    private void fill(Ink ink, String classes) {
        if (alone) {
            svg.append(" fill=\"").append(hex(ink.light())).append('"');
        } else {
            svg.append(" class=\"").append(ink.css()).append(classes).append('"');
        }
    }

    private void stroke(Ink ink, boolean hair, boolean thin) {
        if (!alone) {
            svg.append(" class=\"").append(ink.css()).append(hair ? " hair" : thin ? " thin" : "").append('"');
            return;
        }
        svg.append(" fill=\"none\" stroke=\"").append(hex(ink.light())).append("\" stroke-width=\"")
                .append(hair ? HAIR : thin ? THIN : THICK).append("\" stroke-linejoin=\"round\"");
        if (!ink.dash().isEmpty()) {
            svg.append(" stroke-dasharray=\"").append(ink.dash()).append('"');
        }
        svg.append(thin ? " opacity=\"0.45\"" : "");
    }

    private static String place(String x, String y, Point at) {
        return " " + x + "=\"" + number(at.x()) + "\" " + y + "=\"" + number(at.y()) + "\"";
    }

    private static String hex(int rgb) {
        return String.format(Locale.ROOT, "#%06X", rgb);
    }

    /** Two decimals at most. */
    static String number(double value) {
        BigDecimal plain = BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return plain.scale() < 0 ? plain.setScale(0, RoundingMode.UNNECESSARY).toPlainString() : plain.toPlainString();
    }
}
