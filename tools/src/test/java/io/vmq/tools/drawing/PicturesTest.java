package io.vmq.tools.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class PicturesTest {

    private static final String HOSTILE = "</text><script>alert(1)</script>\u202E\u0007&\"";
    private static final LinePlot PLOT = new LinePlot(HOSTILE, HOSTILE, new LinearScale(0, 10), "x, s",
            new LogScale(1, 100), "y, us",
            List.of(new LinePlot.Series(HOSTILE, Ink.SERIES_1,
                    List.of(new Point(0, 1), new Point(5, 10), new Point(10, 100)), List.of(), true)),
            List.of(new LinePlot.Mark("fault", Ink.BAND, List.of(new LinePlot.Span(2, 3)))));

    @Test
    void shouldWriteSvgThatParsersTakeWhateverNamesAre() throws Exception {
        for (String svg : List.of(SvgText.file(PLOT.on(Sheet.WIDE)), SvgText.part(PLOT.on(Sheet.NARROW), "p", "x"))) {
            Element root = DocumentBuilderFactory.newInstance().newDocumentBuilder()
                    .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8))).getDocumentElement();
            assertThat(root.getElementsByTagName("script").getLength()).isZero();
            assertThat(root.getElementsByTagName("title").item(0).getTextContent())
                    .isEqualTo("</text><script>alert(1)</script>??&\"");
            assertThat(root.getElementsByTagName("polyline").getLength()).isEqualTo(1);
            assertThat(root.getElementsByTagName("desc").getLength()).isEqualTo(1);
        }
    }

    @Test
    void shouldPutPointsWhereTheAxesSay() {
        Drawing drawing = PLOT.on(Sheet.WIDE);
        Drawing.Axes axes = drawing.axes();
        assertThat(axes).isNotNull();
        if (axes != null) {
            assertThat(axes.at(5, 10).x()).isCloseTo((axes.left() + axes.right()) / 2, within(1e-9));
            assertThat(axes.at(5, 10).y()).isCloseTo((axes.top() + axes.bottom()) / 2, within(1e-9));
            assertThat(SvgText.part(drawing, "p", "")).contains(SvgText.number((axes.left() + axes.right()) / 2) + ","
                    + SvgText.number((axes.top() + axes.bottom()) / 2));
        }
    }

    @Test
    void shouldGiveAFileItsOwnColoursAndAPageThoseOfItsStyle() {
        assertThat(SvgText.file(PLOT.on(Sheet.WIDE))).contains("stroke=\"#0072B2\"", "fill=\"#FFFFFF\"")
                .doesNotContain("class=", "var(");
        assertThat(SvgText.part(PLOT.on(Sheet.WIDE), "p", "")).contains("class=\"series1\"").doesNotContain("#0072B2");
        assertThat(SvgText.style()).contains(".plot .series1{--c:var(--series1)}");
        assertThat(SvgText.variables(false)).contains("--series1:#0072B2;");
        assertThat(SvgText.variables(true)).contains("--series1:#56B4E9;");
    }

    @Test
    void shouldPaintTheSameOnWhitePaper() throws Exception {
        Drawing drawing = PLOT.on(Sheet.WIDE);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngPicture.of(drawing)));

        assertThat(image.getWidth()).isEqualTo(2 * 840);
        assertThat(image.getRGB(0, 0) & 0xFFFFFF).isEqualTo(Ink.PAPER.light());
        Drawing.Axes axes = drawing.axes();
        assertThat(axes).isNotNull();
        if (axes != null) {
            Point middle = axes.at(5, 10);
            assertThat(image.getRGB((int) (2 * middle.x()), (int) (2 * middle.y())) & 0xFFFFFF)
                    .isEqualTo(Ink.SERIES_1.light());
        }
    }

    @ParameterizedTest
    @CsvSource({"12345, 12350", "288.7512, 288.8", "0, 0", "0.00012367, 0.0001237"})
    void shouldShowFourDigits(double value, String shown) {
        assertThat(HeatPlot.figure(value)).isEqualTo(shown);
    }

    @Test
    void shouldDrawLoadsOfManyAsOfOne() {
        HeatPlot one = new HeatPlot("t", "d", "kpps", List.of(0.0, 1.0), List.of(new HeatPlot.Row("q0", List.of(0.0))));
        assertThat(one.on(Sheet.NARROW).base().stream().map(Shape::ink)).contains(Ink.HEAT_0);
        BarPlot bars = new BarPlot("t", "d", "%", List.of(new BarPlot.Bar("core 0", 120, "120 %")));
        assertThat(bars.on(Sheet.NARROW).base().stream().filter(Shape.Box.class::isInstance).map(Shape.Box.class::cast))
                .allMatch(box -> box.corner().x() + box.width() <= Sheet.NARROW.width());
    }
}
