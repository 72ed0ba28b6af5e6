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
    void aSingleVariantIsDescribedInOneSentence() {
        Map<String, String> titles = titles(Samples.single());
        assertThat(titles.get("page-latency")).matches("p99 of page rose from 4\\d\\.\\d ms to 71\\.0 ms during fault");
        assertThat(titles.get("availability")).matches("Availability 99\\.6 %, lowest 5\\d\\.\\d % at 4:00");
        assertThat(titles.get("page-throughput"))
                .isEqualTo("page: 1,804 of 496,800 requests failed, most of them refused at web");
    }

    @Test
    void severalVariantsAreCompared() {
        Map<String, String> titles = titles(Samples.secondServer());
        assertThat(titles.get("availability"))
                .isEqualTo("More than 1 % of requests fail after web/1 crashed at 4:00: for 6 s from 4:00 (two boxes)"
                        + " · for 76 s from 4:00 (one big box) · never (two boxes and redispatch)");
        assertThat(titles.get("page-latency"))
                .isEqualTo("p99 of page is above 150 ms after web/1 crashed at 4:00: for 80 s from 4:00, without any"
                        + " answer (one big box) · never (two boxes, two boxes and redispatch)");
    }

    @Test
    void manyVariantsAreGrouped() {
        assertThat(titles(DatabaseSamples.hotKey()).get("availability"))
                .isEqualTo("More than 1 % of requests fail: all the time (3 variants)" + " · never (4 others)");
    }

    @Test
    void promotionIsReportedInTheTitle() {
        RunResult failover = DatabaseSamples.failover();
        RunResult first = new RunResult(
                1,
                failover.scenario(),
                failover.name(),
                "",
                "",
                "",
                failover.charts(),
                failover.variants().subList(0, 1));
        assertThat(titles(first).get("db-roles"))
                .isEqualTo("db: replica-1 became primary at 5:28, after 28 s without one");
        assertThat(titles(first).get("db-lost-writes")).startsWith("Lost writes at db: ");
    }
}
