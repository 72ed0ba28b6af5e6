package dev.brownout.chart.draw;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.sample.Samples;
import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class LineEndsTest {
    private static final Rectangle2D PLOT = new Rectangle2D.Double(100, 50, 600, 300);

    private static List<Double> heights(List<String> names, double... ends) {
        String svg = Svg.render(1000, 400, "x", "x", g2 -> {
            List<LineEnds.End> all = new ArrayList<>();
            for (int i = 0; i < ends.length; i++) {
                all.add(new LineEnds.End(i, PLOT.getMaxX(), ends[i]));
            }
            new LineEnds(names, 900, 300).paint(g2, PLOT, all);
        });
        Matcher texts = Pattern.compile(" y=\"([0-9.]+)\"").matcher(svg);
        List<Double> heights = new ArrayList<>();
        while (texts.find()) {
            heights.add(Double.valueOf(texts.group(1)));
        }
        return heights;
    }

    @Test
    void nameIsAtTheEndOfItsLine() {
        assertThat(heights(List.of("low", "high"), 300, 100))
                .satisfiesExactly(
                        high -> assertThat(high).isBetween(100.0, 110.0),
                        low -> assertThat(low).isBetween(300.0, 310.0));
    }

    @Test
    void overlappingNamesAreMovedApartBesideThePlot() {
        for (double end : new double[] {50, 120, 350}) {
            List<Double> heights = heights(List.of("a", "b", "c", "d"), end, end, end + 1, end);
            assertThat(heights).hasSize(4).isSorted();
            for (int i = 1; i < heights.size(); i++) {
                assertThat(heights.get(i) - heights.get(i - 1)).isGreaterThanOrEqualTo(17);
            }
            assertThat(heights.get(0)).isGreaterThan(50 + 10);
            assertThat(heights.get(3)).isLessThan(350);
        }
    }

    @Test
    void manyOrLongNamesOrALowPlotNeedALegend() {
        assertThat(new LineEnds(List.of("a", "b"), 900, 300).fit()).isTrue();
        assertThat(new LineEnds(List.of("a", "b"), 900, 30).fit()).isFalse();
        assertThat(new LineEnds(List.of("a", "b"), 100, 300).fit()).isFalse();
        assertThat(new LineEnds(List.of("a", "b", "c", "d", "e", "f", "g"), 900, 300).fit())
                .isFalse();
        assertThat(new LineEnds(List.of("a", "many words ".repeat(12)), 900, 300).fit())
                .isFalse();
        assertThat(new LineEnds(List.of("alone"), 900, 300).fit()).isFalse();
    }

    @Test
    void chartOfFewLinesNamesThemWithoutALegend() {
        Chart chart = ChartBook.of(Samples.secondServer()).charts().stream()
                .filter(one -> one.slug().equals("availability"))
                .findFirst()
                .orElseThrow();
        Matcher names = Pattern.compile("x=\"([0-9.]+)\"[^>]*>two boxes: ").matcher(chart.svg());
        assertThat(names.find()).isTrue();
        assertThat(Double.parseDouble(names.group(1))).isGreaterThan(900);
        assertThat(names.find()).isFalse();
    }

    @Test
    void rasterImagesHaveTheNames() {
        BufferedImage image = new BufferedImage(1000, 400, BufferedImage.TYPE_INT_RGB);
        Graphics2D g2 = image.createGraphics();
        new LineEnds(List.of("a", "b"), 900, 300)
                .paint(g2, PLOT, List.of(new LineEnds.End(0, 700, 100), new LineEnds.End(1, 700, 200)));
        g2.dispose();
        boolean drawn = false;
        for (int x = 730; x < 760; x++) {
            drawn |= (image.getRGB(x, 100) & 0xffffff) != 0;
        }
        assertThat(drawn).isTrue();
    }
}
