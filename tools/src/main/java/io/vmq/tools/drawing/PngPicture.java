package io.vmq.tools.drawing;

import io.vmq.tools.drawing.Shape.Align;
import io.vmq.tools.drawing.Shape.Box;
import io.vmq.tools.drawing.Shape.Curve;
import io.vmq.tools.drawing.Shape.Dot;
import io.vmq.tools.drawing.Shape.Line;
import io.vmq.tools.drawing.Shape.Words;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import javax.imageio.ImageIO;

/** Paints drawings on white paper, {@value #SCALE} pixels for each of their units, as PNG. Needs no screen, but fonts. */
public final class PngPicture {

    private static final int SCALE = 2;
    private static final float THICK = 2.2F;
    private static final float THIN = 0.9F;
    private static final float HAIR = 1;
    private static final double RADIUS = 3;
    private static final int OPAQUE = 255;
    private static final int FAINT = 115;

    private final Graphics2D graphics;

    private PngPicture(Graphics2D graphics) {
        this.graphics = graphics;
    }

    /**
     * The bytes of a PNG file.
     *
     * @throws NoFontsException
     *             if this machine has no fonts, or no library to draw them
     */
    public static byte[] of(Drawing drawing) throws NoFontsException {
        System.setProperty("java.awt.headless", "true");
        BufferedImage image = new BufferedImage((int) Math.ceil(drawing.width() * SCALE),
                (int) Math.ceil(drawing.height() * SCALE), BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            new PngPicture(graphics).paint(drawing);
        } finally {
            graphics.dispose();
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.setUseCache(false);
            ImageIO.write(image, "png", bytes);
        } catch (IOException e) {
            throw new IllegalStateException("memory refuses bytes", e);
        }
        return bytes.toByteArray();
    }

    private void paint(Drawing drawing) throws NoFontsException {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.scale(SCALE, SCALE);
        paint(new Box(Ink.PAPER, new Point(0, 0), drawing.width(), drawing.height(), ""));
        for (Shape shape : drawing.base()) {
            paint(shape);
        }
        for (Layer layer : drawing.layers()) {
            for (Shape shape : layer.legend()) {
                paint(shape);
            }
            for (Shape shape : layer.shapes()) {
                paint(shape);
            }
        }
    }

    private void paint(Shape shape) throws NoFontsException {
        graphics.setColor(new Color(shape.ink().light()));
        switch (shape) {
            case Line line -> {
                graphics.setStroke(stroke(line.ink(), line.ink().isHair() ? HAIR : THICK));
                graphics.draw(new Line2D.Double(line.from().x(), line.from().y(), line.to().x(), line.to().y()));
            }
            case Curve curve -> paint(curve);
            case Dot dot -> graphics.fill(new Ellipse2D.Double(dot.at().x() - RADIUS, dot.at().y() - RADIUS, 2 * RADIUS,
                    2 * RADIUS));
            case Box box -> graphics.fill(
                    new Rectangle2D.Double(box.corner().x(), box.corner().y(), box.width(), box.height()));
            case Words words -> paint(words);
        }
    }

    private void paint(Curve curve) {
        if (curve.points().isEmpty()) {
            return;
        }
        Color color = new Color(curve.ink().light());
        graphics.setColor(
                new Color(color.getRed(), color.getGreen(), color.getBlue(), curve.thin() ? FAINT : OPAQUE));
        graphics.setStroke(stroke(curve.ink(), curve.thin() ? THIN : THICK));
        Path2D path = new Path2D.Double();
        path.moveTo(curve.points().getFirst().x(), curve.points().getFirst().y());
        curve.points().stream().skip(1).forEach(point -> path.lineTo(point.x(), point.y()));
        graphics.draw(path);
    }

    /** Without fonts the library fails in several ways, as errors too. */
    private void paint(Words words) throws NoFontsException {
        try {
            graphics.setFont(new Font(Font.SANS_SERIF, words.bold() ? Font.BOLD : Font.PLAIN, 1)
                    .deriveFont((float) words.size()));
            double width = graphics.getFontMetrics().getStringBounds(words.text(), graphics).getWidth();
            double shift = words.align() == Align.MIDDLE ? width / 2 : words.align() == Align.END ? width : 0;
            graphics.drawString(words.text(), (float) (words.at().x() - shift), (float) words.at().y());
        } catch (OutOfMemoryError | StackOverflowError e) {
            throw e;
        } catch (RuntimeException | Error e) {
            throw new NoFontsException(e);
        }
    }

    private static BasicStroke stroke(Ink ink, float width) {
        if (ink.dash().isEmpty()) {
            return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND);
        }
        String[] lengths = ink.dash().split(" ", -1);
        float[] dash = new float[lengths.length];
        for (int i = 0; i < dash.length; i++) {
            dash[i] = Float.parseFloat(lengths[i]);
        }
        return new BasicStroke(width, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, dash, 0);
    }
}
