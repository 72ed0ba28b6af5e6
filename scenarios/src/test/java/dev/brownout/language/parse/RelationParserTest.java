package dev.brownout.language.parse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.sla.ChartRequest;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Quantity;
import dev.brownout.sla.Relation;
import dev.brownout.sla.Window;
import dev.brownout.spec.Selector;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RelationParserTest {
    private static final long S = 1_000_000_000L;

    @Test
    void readsEveryWindow() {
        Map.<String, Window>ofEntries(
                        Map.entry("", new Window.Whole()),
                        Map.entry("during outage", new Window.FaultWindow("outage")),
                        Map.entry("before outage", new Window.Before("outage")),
                        Map.entry("after 2m", new Window.After(new Window.Instant(Optional.empty(), 120 * S))),
                        Map.entry("after outage", new Window.After(new Window.Instant(Optional.of("outage"), 0))),
                        Map.entry(
                                "after outage + 10s",
                                new Window.After(new Window.Instant(Optional.of("outage"), 10 * S))),
                        Map.entry(
                                "after outage +10s",
                                new Window.After(new Window.Instant(Optional.of("outage"), 10 * S))),
                        Map.entry(
                                "from 4m10s to 5m10s",
                                new Window.Between(
                                        new Window.Instant(Optional.empty(), 250 * S),
                                        new Window.Instant(Optional.empty(), 310 * S))),
                        Map.entry("within 30s after outage", new Window.Within(30 * S, "outage")),
                        Map.entry("every 1m", new Window.Every(60 * S)))
                .forEach((text, window) -> assertThat(
                                RelationParser.relation("page.p99 < 1s " + text).window())
                        .as(text)
                        .isEqualTo(window));
    }

    @Test
    void readsEveryMetric() {
        Map.of(
                        "availability",
                                new Metric(Optional.empty(), "availability", Optional.empty(), Optional.empty()),
                        "page.p99.9",
                                new Metric(Optional.of(selector("page")), "p99.9", Optional.empty(), Optional.empty()),
                        "page.all.p99",
                                new Metric(Optional.of(selector("page")), "all", Optional.empty(), Optional.of("p99")),
                        "web/2.utilization",
                                new Metric(
                                        Optional.of(selector("web", "2")),
                                        "utilization",
                                        Optional.empty(),
                                        Optional.empty()),
                        "db/replica-*.lag",
                                new Metric(
                                        Optional.of(selector("db", "replica-*")),
                                        "lag",
                                        Optional.empty(),
                                        Optional.empty()),
                        "key/bieber.availability",
                                new Metric(
                                        Optional.of(selector("key", "bieber")),
                                        "availability",
                                        Optional.empty(),
                                        Optional.empty()),
                        "save.rto(outage)",
                                new Metric(
                                        Optional.of(selector("save")), "rto", Optional.of("outage"), Optional.empty()),
                        "db.stale_age.max",
                                new Metric(
                                        Optional.of(selector("db")), "stale_age", Optional.empty(), Optional.of("max")),
                        "orders/shard-3/primary.queue",
                                new Metric(
                                        Optional.of(selector("orders", "shard-3", "primary")),
                                        "queue",
                                        Optional.empty(),
                                        Optional.empty()))
                .forEach((text, metric) -> assertThat(
                                RelationParser.relation(text + " < 1").metric())
                        .as(text)
                        .isEqualTo(metric));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<", "<=", ">", ">=", "==", "!="})
    void readsEveryComparison(String sign) {
        Relation relation = RelationParser.relation("all.cost " + sign + " $5");
        assertThat(relation.comparison().sign()).isEqualTo(sign);
        assertThat(relation.bound()).isEqualTo(new Quantity(5, Quantity.Unit.MONEY));
    }

    @ParameterizedTest
    @CsvSource({
        "page.latency by region, page.latency, , REGION",
        "db.queue by node, db.queue, , NODE",
        "utilization by component, utilization, , COMPONENT",
        "page.failed by cause, page.failed, , CAUSE",
        "web.nodes vs load, web.nodes, load, ",
        "db/*.utilization, db/*.utilization, , ",
        "availability, availability, , ",
        "db.roles, db.roles, , "
    })
    void readsEveryChart(String text, String metric, String other, ChartRequest.By by) {
        ChartRequest chart = RelationParser.chart(text);
        assertThat(chart.metrics().stream().map(Metric::toString))
                .containsExactlyElementsOf(
                        Stream.of(metric, other).filter(Objects::nonNull).toList());
        assertThat(chart.by()).isEqualTo(Optional.ofNullable(by));
        assertThat(chart.text()).isEqualTo(text);
    }

    @Test
    void readsPredictionsWithARelativeTolerance() {
        var prediction = RelationParser.prediction("web/2.utilization ~ 90% +/- 4% from 4m10s to 5m10s");
        assertThat(prediction.predicted()).isEqualTo(new Quantity(0.9, Quantity.Unit.RATIO));
        assertThat(prediction.tolerance()).isEqualTo(0.04);
    }

    private static Selector selector(String head, String... parts) {
        return new Selector(head, List.of(parts));
    }
}
