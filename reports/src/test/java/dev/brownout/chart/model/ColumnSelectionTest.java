package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ColumnSelectionTest {

    private static final List<String> COLUMNS = List.of(
            "page.p50",
            "page.p95",
            "page.p99",
            "page.p99.9",
            "availability",
            "page.availability",
            "web.utilization",
            "web/1.utilization",
            "web/2.utilization",
            "db/primary.utilization",
            "db/replica-1.utilization",
            "db/replica-1.backlog",
            "db/replica-2.backlog",
            "region/east.availability",
            "region/west.availability",
            "region/east.page.p50",
            "region/east.page.p99",
            "region/west.page.p50",
            "region/west.page.p99",
            "cache@east.hit_ratio",
            "cache@west.hit_ratio",
            "web.cost",
            "db.cost",
            "cost",
            "key/bieber.availability");

    private static List<String> names(String chart) {
        return ColumnSelection.of(chart, COLUMNS).names();
    }

    private static List<String> labels(String chart) {
        return ColumnSelection.of(chart, COLUMNS).labels();
    }

    @Test
    void latencySelectsFourPercentiles() {
        assertThat(names("page.latency")).containsExactly("page.p50", "page.p95", "page.p99", "page.p99.9");
        assertThat(labels("page.latency")).containsExactly("p50", "p95", "p99", "p99.9");
    }

    @Test
    void aPlainNameIsOneColumn() {
        assertThat(names("availability")).containsExactly("availability");
        assertThat(names("key/bieber.availability")).containsExactly("key/bieber.availability");
        assertThat(names("cache.hit_ratio")).isEmpty();
    }

    @Test
    void starMatchesOnePart() {
        assertThat(names("web/*.utilization")).containsExactly("web/1.utilization", "web/2.utilization");
        assertThat(labels("db/replica-*.backlog")).containsExactly("db/replica-1", "db/replica-2");
    }

    @Test
    void byNodeFindsTheNodesOfAComponent() {
        assertThat(names("db.utilization by node"))
                .containsExactly("db/primary.utilization", "db/replica-1.utilization");
    }

    @Test
    void byRegionFindsRegionsAndRegionalComponents() {
        assertThat(labels("availability by region")).containsExactly("east", "west");
        assertThat(names("cache.hit_ratio by region")).containsExactly("cache@east.hit_ratio", "cache@west.hit_ratio");
        assertThat(labels("page.latency by region")).containsExactly("east p50", "west p50", "east p99", "west p99");
    }

    @Test
    void byComponentFindsComponentsOnly() {
        assertThat(names("all.cost by component")).containsExactly("web.cost", "db.cost");
    }

    @Test
    void allSelectsTheColumnWithoutAPrefix() {
        assertThat(names("all.cost")).containsExactly("cost");
        assertThat(names("all.availability")).containsExactly("availability");
    }
}
