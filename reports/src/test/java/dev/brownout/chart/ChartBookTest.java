package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.draw.Chart;
import dev.brownout.chart.draw.Typeface;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.SampleLines;
import dev.brownout.sample.Samples;
import dev.brownout.sample.TinySample;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ChartBookTest {

    private static List<String> slugs(RunResult result) {
        return ChartBook.of(result).charts().stream().map(Chart::slug).toList();
    }

    private static RunResult titled(String title, List<String> charts) {
        RunResult tiny = TinySample.stoppedResult();
        return new RunResult(title, "tiny", "", "", "", charts, tiny.variants());
    }

    @Test
    void scenarioChartsPrecedeTheDefaultCharts() {
        assertThat(slugs(Samples.secondServer()))
                .startsWith("page-latency", "availability", "web-utilization")
                .contains("page-throughput", "web-queue")
                .doesNotHaveDuplicates();
        assertThat(slugs(DatabaseSamples.failover())).contains("db-roles", "db-replica-backlog", "db-lost-writes");
    }

    @Test
    void aChartIsNotDrawnTwice() {
        assertThat(slugs(DatabaseSamples.failover())).doesNotContain("db-backlog");
        assertThat(slugs(titled("twice", List.of("availability", "availability"))))
                .containsOnlyOnce("availability");
    }

    @Test
    @SuppressWarnings("unchecked")
    void chartsOfOneKindShareTheirAxisType() {
        for (double spike : new double[] {50, 5000}) {
            SampleLines lines = SampleLines.of("plain")
                    .latency("page", 1000, t -> t == 84 ? spike : 2)
                    .latency("view", 1000, t -> t == 84 ? 9 : 8)
                    .add("db.lag", "ns", Kind.GAUGE, t -> t + 50);
            List<Chart> charts = ChartBook.of(SampleLines.result("page.latency vs view.latency vs db.lag", lines))
                    .charts();
            for (Chart chart : charts.subList(0, 3)) {
                Map<String, Object> range = (Map<String, Object>) chart.model().get("range");
                boolean latency = chart.slug().endsWith("latency");
                assertThat(range.get("logarithmic")).as(chart.slug()).isEqualTo(latency && spike == 5000);
            }
        }
    }

    @Test
    void listsChartsWithoutData() {
        assertThat(ChartBook.of(Samples.secondServer()).missing()).containsExactly("nothing.known");
    }

    @Test
    void pngHasTheDefaultSize() {
        byte[] png = ChartBook.of(Samples.single()).charts().get(0).png();
        assertThat(png).startsWith(0x89, 'P', 'N', 'G');
        assertThat(new int[] {png[18] << 8 | png[19] & 0xff, png[22] << 8 | png[23] & 0xff})
                .containsExactly(1280, 720);
    }

    @Test
    void everyTextIsAtLeastElevenPixelsHigh() {
        for (Chart chart : ChartBook.of(DatabaseSamples.hotKey()).charts()) {
            List<Double> sizes = Pattern.compile("font-size:([0-9.]+)px")
                    .matcher(chart.svg().substring(Math.max(0, chart.svg().indexOf("</defs"))))
                    .results()
                    .map(match -> Double.parseDouble(match.group(1)))
                    .toList();
            assertThat(sizes).isNotEmpty().allSatisfy(size -> assertThat(size).isGreaterThanOrEqualTo(11));
        }
    }

    @Test
    void faultsAndBoundsAreNamed() {
        String svg = ChartBook.of(Samples.single()).charts().get(0).svg();
        assertThat(svg).contains(">4:00 web/1 crashed<").contains("p99 &lt; 150 ms (bearable)");
    }

    @Test
    void textOfAnyScriptSurvives() {
        Chart chart =
                ChartBook.of(titled("سقوط الموقع 🙂 <&>", List.of())).charts().get(0);
        assertThat(chart.svg()).contains("سقوط الموقع 🙂 &lt;&amp;&gt;");
        assertThat(chart.png()).isNotEmpty();
    }

    @Test
    void hangulIsDrawnInTheBundledFont() {
        Chart chart = ChartBook.of(titled("서버가 멈춘다", List.of())).charts().get(0);
        assertThat(chart.svg()).doesNotContain("서버가");
        assertThat(Typeface.regular(15).canDisplayUpTo("서버가 멈춘다 뷁")).isEqualTo(-1);
    }
}
