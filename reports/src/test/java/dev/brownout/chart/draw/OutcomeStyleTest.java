package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Distances of the colours of outcomes and of lines: CIE76 differences in CIELAB (D65) for normal vision and for
 * deuteranopes, in light pages and in dark ones, which invert the charts. Deuteranopia is simulated with the matrix of
 * G. M. Machado et al., "A Physiologically-based Model for Simulation of Color Vision Deficiency", IEEE Transactions on
 * Visualization and Computer Graphics 15(6), 2009, severity 1.0, on linear RGB.
 */
class OutcomeStyleTest {
    private static final double MIN_DIFFERENCE = 20;

    private static final double[][] DEUTERANOPIA = {
        {0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}
    };
    private static final double[][] XYZ = {
        {0.4124564, 0.3575761, 0.1804375}, {0.2126729, 0.7151522, 0.0721750}, {0.0193339, 0.1191920, 0.9503041}
    };
    /** Matrix of the CSS filter {@code hue-rotate(180deg)}, on sRGB values. */
    private static final double[][] ROTATED = {{-0.574, 1.430, 0.144}, {0.426, 0.430, 0.144}, {0.426, 1.430, -0.856}};

    private static double[] times(double[][] matrix, double[] vector) {
        return Arrays.stream(matrix)
                .mapToDouble(row -> IntStream.range(0, 3)
                        .mapToDouble(i -> row[i] * vector[i])
                        .sum())
                .toArray();
    }

    private static double[] clipped(double[] rgb) {
        return Arrays.stream(rgb).map(part -> Math.max(0, Math.min(1, part))).toArray();
    }

    private static double[] rgb(Color color) {
        return new double[] {color.getRed() / 255.0, color.getGreen() / 255.0, color.getBlue() / 255.0};
    }

    /** Applies {@code filter: invert(0.92) hue-rotate(180deg)}. */
    private static double[] dark(double[] rgb) {
        return clipped(times(
                ROTATED, Arrays.stream(rgb).map(part -> 0.92 - 0.84 * part).toArray()));
    }

    private static double[] linear(double[] rgb) {
        return Arrays.stream(rgb)
                .map(part -> part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4))
                .toArray();
    }

    private static double[] lab(double[] linear) {
        double[] xyz = times(XYZ, linear);
        double[] white = {0.95047, 1, 1.08883};
        double[] f = IntStream.range(0, 3)
                .mapToDouble(i -> xyz[i] / white[i])
                .map(t -> t > Math.pow(6 / 29.0, 3) ? Math.cbrt(t) : t / (3 * 36 / 841.0) + 4 / 29.0)
                .toArray();
        return new double[] {116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])};
    }

    private static double difference(double[] one, double[] other) {
        return Math.sqrt(IntStream.range(0, 3)
                .mapToDouble(i -> (one[i] - other[i]) * (one[i] - other[i]))
                .sum());
    }

    private static void areDistinguishable(List<Color> colors, UnaryOperator<double[]> page) {
        for (boolean deuteranope : new boolean[] {false, true}) {
            List<double[]> seen = colors.stream()
                    .map(color -> linear(page.apply(rgb(color))))
                    .map(linear -> lab(deuteranope ? clipped(times(DEUTERANOPIA, linear)) : linear))
                    .toList();
            for (int i = 0; i < seen.size(); i++) {
                for (int j = 0; j < i; j++) {
                    assertThat(difference(seen.get(i), seen.get(j)))
                            .as("%s and %s, deuteranope: %s", colors.get(i), colors.get(j), deuteranope)
                            .isGreaterThanOrEqualTo(MIN_DIFFERENCE);
                }
            }
        }
    }

    private static final List<Color> OUTCOMES =
            Arrays.stream(OutcomeStyle.values()).map(OutcomeStyle::color).toList();
    private static final List<Color> LINES =
            IntStream.range(0, Palette.LINES).mapToObj(Palette::line).toList();

    @Test
    void outcomesAreDistinguishable() {
        areDistinguishable(OUTCOMES, rgb -> rgb);
        areDistinguishable(OUTCOMES, OutcomeStyleTest::dark);
    }

    @Test
    void linesAreDistinguishable() {
        areDistinguishable(LINES, rgb -> rgb);
        areDistinguishable(LINES, OutcomeStyleTest::dark);
    }

    @Test
    void darkPagesInvertTheChartsAsAssumed() throws IOException {
        try (InputStream css = OutcomeStyle.class.getResourceAsStream("/dev/brownout/html/report.css")) {
            assertThat(new String(css.readAllBytes(), StandardCharsets.UTF_8))
                    .contains("figure svg { filter: invert(0.92) hue-rotate(180deg); }");
        }
    }

    @Test
    void timeoutsAndRejectionsAreHatched() {
        assertThat(Arrays.stream(OutcomeStyle.values()).filter(OutcomeStyle::isHatched))
                .containsExactly(OutcomeStyle.TIMED_OUT, OutcomeStyle.REJECTED);
        assertThat(OutcomeStyle.of("timed out")).isEqualTo(OutcomeStyle.TIMED_OUT);
        assertThat(OutcomeStyle.of("a new outcome")).isEqualTo(OutcomeStyle.OTHER);
        assertThat(OutcomeStyle.label("good")).isEqualTo("success");
    }
}
