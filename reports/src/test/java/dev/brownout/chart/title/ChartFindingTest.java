package dev.brownout.chart.title;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.result.RunResult;
import dev.brownout.sample.DatabaseSamples;
import dev.brownout.sample.Samples;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ChartFindingTest {

    private static Map<String, String> titles(RunResult result) {
        return ChartBook.of(result).charts().stream().collect(Collectors.toMap(Chart::slug, Chart::title));
    }

    @Test
    void singleVariantIsStatedWithTimes() {
        Map<String, String> titles = titles(Samples.single());
        assertThat(titles.get("page-latency")).matches("page p99: max 7\\d\\.\\d ms at 5:\\d\\d");
        assertThat(titles.get("availability")).matches("Error rate above 1 %: [0-9]+ s from 4:00");
        assertThat(titles.get("page-throughput"))
                .isEqualTo("Failed requests of page: 1,804 of 496,800, mostly refused at web");
    }

    @Test
    void severalVariantsAreCompared() {
        Map<String, String> titles = titles(Samples.secondServer());
        assertThat(titles.get("availability")).isEqualTo("Error rate above 1 %: 76 s (one big box), others 0 s to 6 s");
        assertThat(titles.get("page-latency")).isEqualTo("No page responses: 0 s (one big box: 80 s)");
    }

    @Test
    void manyVariantsAreGrouped() {
        assertThat(titles(DatabaseSamples.hotKey()).get("availability"))
                .isEqualTo("Error rate above 1 %: 70 s (3 variants), 0 s (4 others)");
    }

    @Test
    void promotionIsReportedInTheTitle() {
        RunResult failover = DatabaseSamples.failover();
        RunResult first = new RunResult(
                failover.scenario(),
                failover.name(),
                "",
                "",
                "",
                failover.charts(),
                failover.variants().subList(0, 1));
        assertThat(titles(first).get("db-roles")).isEqualTo("db: replica-1 promoted at 5:28 (28 s without primary)");
        assertThat(titles(first).get("db-lost-writes")).startsWith("Lost writes at db: ");
    }
}
