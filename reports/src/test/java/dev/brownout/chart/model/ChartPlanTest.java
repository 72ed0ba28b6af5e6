package dev.brownout.chart.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.DisplayHints;
import dev.brownout.result.DisplayHints.Words;
import dev.brownout.result.Series.Column;
import dev.brownout.result.Series.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names and subtitles of charts. */
class ChartPlanTest {
    private static ChartPlan plan(String chart, Words words, String... columns) {
        ColumnSelection selection = ColumnSelection.of(chart, List.of(columns));
        Column first = new Column(
                columns[0],
                chart.substring(0, chart.indexOf('.')),
                "1",
                Kind.GAUGE,
                new double[0],
                new long[0],
                new long[0],
                DisplayHints.PLAIN.withTexts(words));
        return ChartPlan.of("slug", chart, ChartKind.of(first), selection, first);
    }

    @Test
    void chartIsNamedByTheWordsOfItsMetric() {
        Words deployed = new Words("Machines of {} with another version", "", "");
        assertThat(plan("web.deployed", deployed, "web.deployed").name())
                .isEqualTo("Machines of web with another version");
        assertThat(plan("web.deployed", Words.NONE, "web.deployed").name()).isEqualTo("Deployed of web");
    }

    @Test
    void partsAreNamedByTheirKind() {
        Words lag = new Words("Consumer lag of {}", "partition", "");
        assertThat(plan("likes/feed/*.lag", lag, "likes/feed/1.lag", "likes/feed/2.lag")
                        .name())
                .isEqualTo("Consumer lag of likes/feed by partition");
        assertThat(plan("likes/feed/*.lag", Words.NONE, "likes/feed/1.lag").name())
                .as("parts without a name of their kind")
                .isEqualTo("Lag of likes/feed one by one");
        assertThat(plan("db/replica-*.backlog", Words.NONE, "db/replica-1.backlog")
                        .name())
                .isEqualTo("Backlog of db by node");
    }

    @Test
    void subtitleDescribesTheMetric() {
        Words nodes = new Words("", "", "Machines in service, time-weighted. Only where 'autoscale' is set.");
        assertThat(plan("web.nodes", nodes, "web.nodes").sentence()).isEqualTo("machines in service");
        assertThat(plan("web.nodes", Words.NONE, "web.nodes").sentence()).isEmpty();
    }
}
