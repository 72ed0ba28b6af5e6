package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Palette;
import dev.brownout.chart.draw.TextLayout;
import dev.brownout.chart.line.Painter;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.apache.batik.svggen.SVGGraphics2D;
import org.junit.jupiter.api.Test;

/** Placement of the labels of bounds that are close to each other. */
class BoundLabelsTest {
    private static final RunResult NEAR = SampleLines.result(
            "availability",
            SampleLines.of("plain")
                    .add("availability", "ratio", Kind.GAUGE, t -> t < 60 ? 1 : 0.3)
                    .sla("found", "availability >= 99%", 0.98, 0.99, "ratio")
                    .sla("found before", "availability >= 99.9%", 0.98, 0.999, "ratio")
                    .sla("found at all", "availability >= 98.5%", 0.98, 0.985, "ratio")
                    .sla("mostly", "availability >= 97%", 0.98, 0.97, "ratio"));

    @Test
    void labelsAreAtTheirLinesAndDoNotOverlap() throws Exception {
        List<Rectangle2D> labels = new ArrayList<>();
        List<Double> bounds = new ArrayList<>();
        Graphics2D g2 =
                new SVGGraphics2D(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .getDOMImplementation()
                        .createDocument("http://www.w3.org/2000/svg", "svg", null)) {
                    @Override
                    public void draw(Shape shape) {
                        if (getPaint().equals(Palette.line(0)) && getStroke().equals(Palette.limitStroke())) {
                            bounds.add(shape.getBounds2D().getCenterY());
                        }
                    }

                    @Override
                    public void drawString(String text, float x, float y) {
                        if (text.contains("availability >= ")) {
                            labels.add(new Rectangle2D.Double(
                                    x, y - getFont().getSize2D(), TextLayout.width(text, getFont()), 14));
                        }
                    }
                };
        new Painter(ChartModelBuilder.build(ChartBook.plans(NEAR).get(0), NEAR), g2).paint(1280, 720);
        assertThat(labels).hasSize(4);
        for (Rectangle2D label : labels) {
            assertThat(bounds.stream()
                            .mapToDouble(y -> Math.min(Math.abs(label.getY() - y), Math.abs(label.getMaxY() - y))))
                    .as("a label is at its line")
                    .anyMatch(distance -> distance < 12);
        }
        for (Rectangle2D one : labels) {
            assertThat(labels.stream().filter(one::intersects)).containsExactly(one);
        }
    }
}
