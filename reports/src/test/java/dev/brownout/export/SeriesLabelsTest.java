package dev.brownout.export;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SeriesLabelsTest {
    @ParameterizedTest
    @CsvSource({
        "availability, '', '', '', '', availability",
        "p99.9, '', '', '', '', p99.9",
        "page.p99.9, page, '', '', '', p99.9",
        "page.failed@web, page, '', '', '', failed@web",
        "web.depth.max, web, '', '', '', depth.max",
        "web/1.utilization, web, '', 1, '', utilization",
        "db/shard-3/primary.queue, db, '', shard-3/primary, '', queue",
        "web@east.utilization, web, east, '', '', utilization",
        "region/east.availability, '', east, '', '', availability",
        "region/east.page.p99.9, page, east, '', '', p99.9",
        "key/j.b.availability, '', '', '', j.b, availability",
        "key/j.b.p99.9, '', '', '', j.b, p99.9"
    })
    void labelsAreParsedFromTheColumnName(
            String name, String component, String region, String node, String key, String metric) {
        Column column = new Column(name, component, "1", Kind.PERCENTILE, new double[0], new long[0], new long[0]);
        assertThat(SeriesLabels.of(column)).isEqualTo(new SeriesLabels(component, region, node, key, metric));
    }
}
