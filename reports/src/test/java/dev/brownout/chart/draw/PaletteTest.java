package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaletteTest {

    private static double luminance(Color color) {
        double[] parts = {color.getRed() / 255.0, color.getGreen() / 255.0, color.getBlue() / 255.0};
        for (int i = 0; i < 3; i++) {
            parts[i] = parts[i] <= 0.03928 ? parts[i] / 12.92 : StrictMath.pow((parts[i] + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2];
    }

    private static double contrast(Color one, Color other) {
        double light = Math.max(luminance(one), luminance(other));
        double dark = Math.min(luminance(one), luminance(other));
        return (light + 0.05) / (dark + 0.05);
    }

    private static Color shadedPaper() {
        Color fault = Palette.FAULT;
        double share = fault.getAlpha() / 255.0;
        return new Color(
                (int) (fault.getRed() * share + 255 * (1 - share)),
                (int) (fault.getGreen() * share + 255 * (1 - share)),
                (int) (fault.getBlue() * share + 255 * (1 - share)));
    }

    @Test
    void everyTextHasAContrastOfFourAndAHalf() {
        for (Color text : List.of(Palette.INK, Palette.FAINT_INK, Palette.FAULT_INK, Palette.BOUND)) {
            assertThat(contrast(text, Palette.BACKGROUND)).isGreaterThanOrEqualTo(4.5);
            assertThat(contrast(text, shadedPaper())).isGreaterThanOrEqualTo(4.5);
        }
        for (String role : List.of("primary", "replica", "down", "copying", "other")) {
            assertThat(contrast(Palette.INK, Palette.role(role))).isGreaterThanOrEqualTo(4.5);
        }
    }

    @Test
    void linesHaveContrastAndDistinctDashes() {
        List<String> dashes = new ArrayList<>();
        for (int i = 0; i < Palette.LINES; i++) {
            assertThat(contrast(Palette.line(i), Palette.BACKGROUND)).isGreaterThanOrEqualTo(4.5);
            float[] dash = ((BasicStroke) Palette.stroke(i)).getDashArray();
            dashes.add(java.util.Arrays.toString(dash));
        }
        assertThat(dashes).doesNotHaveDuplicates();
    }
}
