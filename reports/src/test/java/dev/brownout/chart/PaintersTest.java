package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.line.Painter;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.PathIterator;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.batik.svggen.SVGGraphics2D;
import org.junit.jupiter.api.Test;

/** Equality of the points of a chart as PNG and as SVG, including zeros on a logarithmic axis. */
class PaintersTest {
    /** Tolerance for coordinates with one decimal. */
    private static final double ROUNDED = 0.051;

    private static final Pattern OUTLINE = Pattern.compile(" d=\"([MLHVZ0-9. ]+)\"");
    private static final Pattern PART = Pattern.compile("([MLHV])([0-9. ]+)");

    private static final RunResult ANSWERS = SampleLines.result(
            "page.p99",
            SampleLines.of("plain").add("page.p99", "ns", Kind.PERCENTILE, t -> t % 8 == 0 ? 100_000 * (1 + t) : 0));

    private static Chart chart() {
        return ChartBook.of(ANSWERS).charts().get(0);
    }

    /** Returns the corners of the first line of the chart, as passed to a painter. */
    private static List<double[]> corners() throws Exception {
        List<double[]> corners = new ArrayList<>();
        Graphics2D g2 =
                new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .getDOMImplementation()
                        .createDocument("http://www.w3.org/2000/svg", "svg", null)) {
                    @Override
                    public void draw(Shape shape) {
                        if (getPaint().equals(Palette.line(0)) && getStroke().equals(Palette.stroke(0))) {
                            double[] position = new double[6];
                            for (PathIterator i = shape.getPathIterator(getTransform()); !i.isDone(); i.next()) {
                                i.currentSegment(position);
                                corners.add(new double[] {position[0], position[1]});
                            }
                        }
                    }
                };
        new Painter(ChartModelBuilder.build(ChartBook.plans(ANSWERS).get(0), ANSWERS), g2).paint(1280, 720);
        return corners;
    }

    @Test
    void zerosAreDrawnBelowALogarithmicAxis() throws Exception {
        List<double[]> corners = corners();
        assertThat(corners)
                .as("120 points; each of the 15 runs of zeros is drawn by its ends")
                .hasSize(45)
                .allSatisfy(corner -> assertThat(corner)
                        .doesNotContain(Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY));
        double lowest = corners.stream().mapToDouble(corner -> corner[1]).max().orElseThrow();
        assertThat(corners.stream().filter(corner -> corner[1] == lowest)).hasSize(30);
        assertThat(chart().svg()).contains(">0<");
    }

    @Test
    void pngAndSvgShowThePointsOfThePainter() throws Exception {
        BufferedImage png = ImageIO.read(new ByteArrayInputStream(chart().png()));
        List<double[]> drawn = points(chart().svg());
        for (double[] corner : corners()) {
            assertThat(inked(png, corner)).as("(%s, %s)", corner[0], corner[1]).isTrue();
            assertThat(drawn).as("(%s, %s)", corner[0], corner[1]).anyMatch(point -> isClose(point, corner));
        }
    }

    private static boolean isClose(double[] point, double[] other) {
        return Math.abs(point[0] - other[0]) < ROUNDED && Math.abs(point[1] - other[1]) < ROUNDED;
    }

    /** Returns the points of the outlines that consist of straight lines. */
    private static List<double[]> points(String svg) {
        List<double[]> points = new ArrayList<>();
        Matcher outline = OUTLINE.matcher(svg);
        while (outline.find()) {
            double[] position = new double[2];
            Matcher part = PART.matcher(outline.group(1));
            while (part.find()) {
                String[] numbers = part.group(2).strip().split(" ", -1);
                for (int i = 0; i < numbers.length; i++) {
                    char command = part.group(1).charAt(0);
                    position = position.clone();
                    position[command == 'V' || command != 'H' && i % 2 == 1 ? 1 : 0] = Double.parseDouble(numbers[i]);
                    if (command == 'H' || command == 'V' || i % 2 == 1) {
                        points.add(position);
                    }
                }
            }
        }
        return points;
    }

    /** Returns whether a pixel next to a point has nearly the colour of the line. */
    private static boolean inked(BufferedImage png, double[] position) {
        Color color = Palette.line(0);
        for (int x = (int) position[0] - 1; x <= position[0] + 1; x++) {
            for (int y = (int) position[1] - 1; y <= position[1] + 1; y++) {
                Color found = new Color(png.getRGB(x, y));
                if (Math.abs(found.getRed() - color.getRed()) + Math.abs(found.getBlue() - color.getBlue()) < 100) {
                    return true;
                }
            }
        }
        return false;
    }
}
