package io.vmq.tools.drawing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class InkTest {

    /** What WCAG 2.2 asks of graphics, and of text. */
    private static final double GRAPHICS = 3;
    private static final double TEXT = 4.5;

    /** Full loss of red, of green and of blue cones: Machado, Oliveira and Fernandes (2009), severity 1. */
    enum Eye {
        PROTANOPIA(0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998),
        DEUTERANOPIA(0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.011820, 0.042940, 0.968881),
        TRITANOPIA(1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.303900);

        private final String matrix;

        Eye(double... matrix) {
            this.matrix = Arrays.stream(matrix).mapToObj(String::valueOf).collect(Collectors.joining(" "));
        }

        private double[] see(double[] linear) {
            double[] weights = Arrays.stream(matrix.split(" ", -1)).mapToDouble(Double::parseDouble).toArray();
            return IntStream.range(0, 3).mapToDouble(row -> Math.clamp(IntStream.range(0, 3)
                    .mapToDouble(column -> weights[3 * row + column] * linear[column]).sum(), 0, 1)).toArray();
        }
    }

    @Test
    void shouldContrastWithBothPapers() {
        for (int i = 0; i < Ink.SERIES; i++) {
            assertContrast(Ink.series(i), GRAPHICS);
        }
        Stream.of(Ink.BAR, Ink.MOVE, Ink.CHANGE).forEach(ink -> assertContrast(ink, GRAPHICS));
        Stream.of(Ink.TEXT, Ink.TITLE, Ink.AXIS).forEach(ink -> assertContrast(ink, TEXT));
    }

    private static void assertContrast(Ink ink, double least) {
        assertThat(contrast(ink.light(), Ink.PAPER.light())).as(ink + " on light").isGreaterThanOrEqualTo(least);
        assertThat(contrast(ink.dark(), Ink.PAPER.dark())).as(ink + " on dark").isGreaterThanOrEqualTo(least);
    }

    @Test
    void shouldGiveEverySeriesADashOfItsOwn() {
        assertThat(IntStream.range(0, Ink.SERIES).mapToObj(Ink::series).map(Ink::dash)).doesNotHaveDuplicates();
    }

    /** The first four are what most plots have; further ones have their dashes. */
    @ParameterizedTest
    @EnumSource(Eye.class)
    void shouldTellTheFirstSeriesApartForEveryEye(Eye eye) {
        assertApart(eye, Ink::light);
        assertApart(eye, Ink::dark);
    }

    private static void assertApart(Eye eye, ToIntFunction<Ink> colour) {
        List<double[]> seen = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            seen.add(lab(eye.see(linear(colour.applyAsInt(Ink.series(i))))));
        }
        for (int i = 0; i < seen.size(); i++) {
            for (int j = 0; j < i; j++) {
                assertThat(distance(seen.get(i), seen.get(j))).as(eye + ": series " + j + " and " + i)
                        .isGreaterThan(10);
            }
        }
    }

    @Test
    void shouldGetDarkerOrBrighterWithEveryShade() {
        for (int i = 1; i < Ink.SHADES; i++) {
            Ink less = Ink.heat((i - 1) / (Ink.SHADES - 1.0));
            Ink more = Ink.heat(i / (Ink.SHADES - 1.0));
            assertThat(luminance(more.light())).isLessThan(luminance(less.light()));
            assertThat(luminance(more.dark())).isGreaterThan(luminance(less.dark()));
        }
        assertThat(Ink.heat(0)).isEqualTo(Ink.HEAT_0);
        assertThat(Ink.heat(1e-9)).as("something is not nothing").isEqualTo(Ink.HEAT_1);
        assertThat(Ink.heat(1)).isEqualTo(Ink.HEAT_9);
    }

    private static double contrast(int one, int other) {
        double first = luminance(one);
        double second = luminance(other);
        return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
    }

    private static double luminance(int rgb) {
        double[] linear = linear(rgb);
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
    }

    private static double[] linear(int rgb) {
        return IntStream.of(16, 8, 0).mapToDouble(shift -> ((rgb >> shift) & 0xFF) / 255.0)
                .map(value -> value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4)).toArray();
    }

    /** CIE L*a*b* under D65. */
    private static double[] lab(double[] rgb) {
        double x = cube((0.4124 * rgb[0] + 0.3576 * rgb[1] + 0.1805 * rgb[2]) / 0.9505);
        double y = cube(0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]);
        double z = cube((0.0193 * rgb[0] + 0.1192 * rgb[1] + 0.9505 * rgb[2]) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double cube(double value) {
        return value > 0.008856 ? Math.cbrt(value) : 7.787 * value + 16.0 / 116;
    }

    private static double distance(double[] one, double[] other) {
        return Math.sqrt(IntStream.range(0, 3).mapToDouble(i -> Math.pow(one[i] - other[i], 2)).sum());
    }
}
