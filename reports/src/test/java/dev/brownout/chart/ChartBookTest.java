package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.sample.Samples;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChartBookTest {

    @Test
    void everyChartIsDrawnAsPngAndSvg() throws Exception {
        for (Chart chart : ChartBook.of(Samples.secondServer())) {
            byte[] png = chart.png();
            assertThat(png).startsWith(0x89, 'P', 'N', 'G');
            assertThat(chart.svg()).startsWith("<svg ").contains("<title").contains("</svg");
            look("second-" + chart.slug() + ".png", png);
            look("second-" + chart.slug() + ".svg", chart.svg().getBytes(StandardCharsets.UTF_8));
        }
        for (Chart chart : ChartBook.of(dev.brownout.sample.DatabaseSamples.failover())) {
            look("failover-" + chart.slug() + ".png", chart.png());
        }
        for (Chart chart : ChartBook.of(dev.brownout.sample.DatabaseSamples.hotKey())) {
            look("hot-" + chart.slug() + ".png", chart.png());
        }
        for (Chart chart : ChartBook.of(Samples.single())) {
            look("single-" + chart.slug() + ".png", chart.png());
        }
    }

    private static void look(String name, byte[] content) throws Exception {
        Files.createDirectories(Path.of("target/look"));
        Files.write(Path.of("target/look", name), content);
    }

    @Test
    void chartsOfTheScenarioComeFirst() {
        List<String> slugs =
                ChartBook.of(Samples.secondServer()).stream().map(Chart::slug).toList();
        assertThat(slugs)
                .startsWith("page-latency", "availability", "web-utilization")
                .doesNotHaveDuplicates();
        assertThat(ChartBook.missing(Samples.secondServer())).containsExactly("nothing.known");
    }
}
