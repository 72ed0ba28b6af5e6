package dev.brownout.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.model.ChartModel;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Kind;
import dev.brownout.sample.SampleLines;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** Agreement of the titles of charts with their data. */
class TitleTest {

    private static ChartModel drawing(RunResult result) {
        return ChartModelBuilder.build(ChartBook.plans(result).get(0), result);
    }

    private static SampleLines page(String name, double usual, double spike) {
        return SampleLines.of(name).latency("page", 200, t -> t == 84 ? spike : usual);
    }

    private static SampleLines countChart(String name, String metric, DoubleUnaryOperator count) {
        return SampleLines.of(name).add(metric, "1", Kind.COUNTER, count);
    }

    @Test
    void latencyIsStatedByItsWorstIntervalIfThatIsFarAboveTheRun() {
        assertThat(drawing(SampleLines.result("page.latency", page("plain", 2.2, 23_100)))
                        .title())
                .isEqualTo("page p99: max 23.1 s at 1:24");
        RunResult result = SampleLines.result(
                "page.latency",
                page("plain", 2.2, 23_100),
                page("one load", 2.2, 500),
                page("a lease", 2.2, 510),
                page("an old copy", 2.2, 2.2),
                page("ahead", 2.2, 2.2));
        assertThat(drawing(result).title()).isEqualTo("page p99: max 23.1 s (plain), others 2.2 ms to 510.0 ms");
    }

    @Test
    void variantsWithEqualNumbersAreDistinguishedByTheirLines() {
        SampleLines early = SampleLines.of("early").latency("page", 200, t -> t == 40 ? 900 : 2);
        SampleLines late = SampleLines.of("late").latency("page", 200, t -> t == 90 ? 900 : 2);
        assertThat(drawing(SampleLines.result("page.latency", early, late)).title())
                .isEqualTo("page p99: max 900 ms; largest difference at 0:40");
        assertThat(drawing(SampleLines.result("page.latency", page("one", 5, 12), page("two", 5, 12)))
                        .title())
                .isEqualTo("page p99: max 12 ms at 1:24");
    }

    @Test
    void counterIsDrawnAsARateAndCountedAfterTheWarmUp() {
        ChartModel drawing = drawing(SampleLines.result(
                "cache.loads", countChart("plain", "cache.loads", t -> t < 30 ? 191 : t == 84 ? 186 : 0)));
        assertThat(drawing.title()).isEqualTo("Loads of cache: max 186/s at 1:24");
        assertThat(drawing.unit()).isEqualTo("1/s");
        assertThat(drawing.warmup()).isEqualTo(30);
        assertThat(drawing.panels().get(0).tracks().get(0).values()[84]).isEqualTo(186);
    }

    @Test
    void differentRatesAreComparedByTheirMaximum() {
        SampleLines rises = countChart("rises", "cdn.misses", t -> t < 60 ? 10 : 50);
        SampleLines flat = countChart("flat", "cdn.misses", t -> 12);
        assertThat(drawing(SampleLines.result("cdn.misses", rises, flat)).title())
                .isEqualTo("Misses of cdn: max 50/s (rises), 12/s (flat)");
    }

    @Test
    void rareEventsAreCountedPerInterval() {
        SampleLines rare = SampleLines.of("plain").add("web.ejections", "1", Kind.COUNTER, t -> t == 84 ? 0.5 : 0);
        ChartModel drawing = drawing(SampleLines.result("web.ejections", rare));
        assertThat(drawing.axis()).isEqualTo("ejections of web per 1 s");
        assertThat(drawing.unit()).isEqualTo("1");
        assertThat(drawing.title()).as("the total").isEqualTo("Ejections of web: 0.5");
    }

    @Test
    void measuredRateIsSmoothed() {
        SampleLines few = SampleLines.of("plain")
                .add("order.throughput", "1/s", Kind.GAUGE, t -> t < 60 ? 3 + t % 3 : 14 + t % 3);
        ChartModel drawing = drawing(SampleLines.result("order.throughput", few));
        assertThat(drawing.panels().get(0).tracks().get(0).values()).containsOnly(4.0, 15.0);
        assertThat(drawing.title()).isEqualTo("Throughput of order: min 4/s at 0:30");
    }

    @Test
    void damageIsAccumulatedAfterTheWarmUp() {
        ChartModel drawing = drawing(SampleLines.result(
                "db.lost_writes", countChart("plain", "db.lost_writes", t -> t < 30 || t == 84 ? 7 : 0)));
        double[] values = drawing.panels().get(0).tracks().get(0).values();
        assertThat(drawing.title()).isEqualTo("Lost writes of db: 7");
        assertThat(values[29]).isNaN();
        assertThat(values[83]).isZero();
        assertThat(values[119]).isEqualTo(7);
    }

    private static SampleLines shareChart(String name, DoubleUnaryOperator share) {
        return SampleLines.of(name).add("db.moved_share", "ratio", Kind.RATIO, share);
    }

    @Test
    void progressIsReportedByItsFinalValue() {
        SampleLines slow = shareChart("slow", t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / 60));
        SampleLines quick = shareChart("quick", t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / 10));
        SampleLines half = shareChart("half", t -> t < 40 ? Double.NaN : Math.min(0.5, (t - 40) / 60));
        ChartModel both = drawing(SampleLines.result("db.moved_share", slow, quick));
        assertThat(both.title()).isEqualTo("Moved share of db: complete by 1:40 (slow), 0:50 (quick)");
        assertThat(both.legend()).containsExactly("slow: complete by 1:40", "quick: complete by 0:50");
        assertThat(drawing(SampleLines.result("db.moved_share", half)).title())
                .isEqualTo("Moved share of db: 50 % at the end");
        assertThat(drawing(SampleLines.result("db.moved_share", slow, quick, half, shareChart("fast", quick(45))))
                        .title())
                .isEqualTo("Moved share of db: 100 % (half: 50 %)");
        SampleLines repeated = shareChart("again", t -> t < 40 ? Double.NaN : t < 80 ? 1 : 0.5 + (t - 80) / 400);
        assertThat(drawing(SampleLines.result("db.moved_share", repeated)).title())
                .isEqualTo("Moved share of db: 59.8 % at the end");
        assertThat(drawing(SampleLines.result("db.moved_share", shareChart("never", t -> Double.NaN)))
                        .title())
                .isEqualTo("Moved share of db: no data");
    }

    private static DoubleUnaryOperator quick(int complete) {
        return t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / (complete - 40.0));
    }

    @Test
    void leastAdvancedProgressIsReported() {
        SampleLines shards = SampleLines.of("plain")
                .add("db/a.moved_share", "ratio", Kind.RATIO, t -> Math.min(0.8, t / 100))
                .add("db/b.moved_share", "ratio", Kind.RATIO, t -> Math.min(1, t / 100));
        assertThat(drawing(SampleLines.result("db/*.moved_share", shards)).title())
                .isEqualTo("Moved share of db by node: 80 % at the end");
    }

    @Test
    void loadIsStatedByItsMaximum() {
        assertThat(drawing(SampleLines.result("load", countChart("crowd", "offered", t -> t < 60 ? 25 : 125)))
                        .title())
                .isEqualTo("Load: max 125/s at 1:00");
        assertThat(drawing(SampleLines.result("load", countChart("flat", "offered", t -> t == 84 ? 60 : 25)))
                        .title())
                .isEqualTo("Load: max 60/s at 1:24");
    }

    @Test
    void constantChartIsOneLineOfText() {
        ChartBook book = ChartBook.of(SampleLines.result("load", countChart("flat", "offered", t -> 25)));
        assertThat(book.constantMetrics()).contains("Load: 25/s");
        assertThat(book.charts()).noneMatch(chart -> chart.slug().equals("load"));
        SampleLines changes = countChart("flat", "offered", t -> t == 60 ? 26 : 25);
        assertThat(ChartBook.of(SampleLines.result("load", changes)).charts())
                .anyMatch(chart -> chart.slug().equals("load"));
    }

    @Test
    void variantWithoutDataHasNoPanelAndNoPartOfTheTitle() {
        SampleLines none = SampleLines.of("plain")
                .add("db/a.backlog", "ns", Kind.GAUGE, t -> Double.NaN)
                .add("db/b.backlog", "ns", Kind.GAUGE, t -> Double.NaN);
        SampleLines some = SampleLines.of("a shard of its own")
                .add("db/a.backlog", "ns", Kind.GAUGE, t -> Double.NaN)
                .add("db/b.backlog", "ns", Kind.GAUGE, t -> t == 84 ? 661e6 : 1e6);
        ChartModel drawing = drawing(SampleLines.result("db/*.backlog", none, some));
        assertThat(drawing.title()).isEqualTo("Backlog of db by node: max 661 ms (db/b) at 1:24 (a shard of its own)");
        assertThat(drawing.panels()).hasSize(1);
    }

    @Test
    void saturatedRegionIsNamedInTheSubtitle() {
        SampleLines outage = SampleLines.of("plain")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 0.5)
                .add("web@east.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 0)
                .add("web@west.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 1);
        ChartModel regions = drawing(SampleLines.result("web.utilization", outage));
        assertThat(regions.title()).isEqualTo("Utilization of web: max 75 % at 0:30");
        assertThat(regions.subtitle()).endsWith(" · busiest: west 91.67 %");
        SampleLines failover = SampleLines.of("plain")
                .add("db.utilization", "ratio", Kind.GAUGE, t -> 0.24 + t % 2 / 100)
                .add("db/primary.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.5 : Double.NaN)
                .add("db/replica.utilization", "ratio", Kind.GAUGE, t -> 0.2);
        ChartModel nodes = drawing(SampleLines.result("db.utilization", failover));
        assertThat(nodes.title()).as("steady").isEqualTo("Utilization of db: 24.5 %");
        assertThat(nodes.subtitle()).endsWith(" · busiest: db/primary 50 %");
    }

    @Test
    void latencyIsNotStatedForATimeWithoutResponses() {
        SampleLines outage = SampleLines.of("plain")
                .latency("page", 200, t -> t >= 60 && t < 85 ? Double.NaN : t < 60 ? 8 : 900)
                .fault(60, 120, 80);
        assertThat(drawing(SampleLines.result("page.latency", outage)).title())
                .isEqualTo("No page responses: 25 s from 1:00");
        SampleLines flat = SampleLines.of("flat").latency("page", 200, t -> 8);
        assertThat(drawing(SampleLines.result("page.latency", outage, flat)).title())
                .isEqualTo("No page responses: 25 s (plain), 0 s (flat)");
    }

    @Test
    void effectIsNotStatedBeforeItsCause() {
        SampleLines outage = SampleLines.of("plain")
                .add("availability", "ratio", Kind.GAUGE, t -> t >= 59 && t < 80 ? 0.5 : 1)
                .fault(60, 120, 80);
        assertThat(drawing(SampleLines.result("availability", outage)).title())
                .isEqualTo("Error rate above 1 %: 21 s from 1:00");
    }

    @Test
    void numbersOfWhichMoreIsBetterAreStatedByTheirMinimum() {
        SampleLines hits = SampleLines.of("plain")
                .add("cache.hit_ratio", "ratio", Kind.GAUGE, t -> t == 84 ? 0.1 : 0.9)
                .add("availability", "ratio", Kind.GAUGE, t -> t == 84 ? 0.995 : 1)
                .add("page.throughput", "1/s", Kind.GAUGE, t -> t < 60 ? 500 : 900)
                .add("page.good", "1", Kind.COUNTER, t -> t < 60 ? 500 : 900)
                .add("lb.healthy", "1", Kind.GAUGE, t -> t >= 61 && t < 70 ? 9 : 10)
                .add("web.up", "1", Kind.GAUGE, t -> t >= 61 && t < 70 ? 11 : 12);
        assertThat(drawing(SampleLines.result("cache.hit_ratio", hits)).title())
                .isEqualTo("Hit ratio of cache: min 10 % at 1:24");
        assertThat(drawing(SampleLines.result("availability", hits)).title())
                .isEqualTo("Availability: min 99.5 % at 1:24");
        assertThat(drawing(SampleLines.result("page.throughput", hits)).title())
                .isEqualTo("Throughput of page: min 500/s at 0:30");
        assertThat(drawing(SampleLines.result("lb.healthy", hits)).title()).endsWith(": min 9 at 1:01");
        assertThat(drawing(SampleLines.result("web.up", hits)).title()).endsWith(": min 11 at 1:01");
        assertThat(drawing(SampleLines.result("page.good", hits)).title()).endsWith(": 69,000");
    }

    @Test
    void percentilesBeyondTheSampleSizeAreNotDrawn() {
        assertThat(legend(1000)).containsExactly("p50", "p95", "p99", "p99.9");
        assertThat(legend(99)).startsWith("p50", "p95", "max");
        assertThat(legend(19)).startsWith("p50", "max");
        assertThat(legend(2)).containsExactly("p50", "max");
        SampleLines few = SampleLines.of("plain").latency("page", 99, t -> t == 84 ? 9 : 8);
        assertThat(drawing(SampleLines.result("page.latency", few)).title()).startsWith("page latency: max ");
        SampleLines mixed = SampleLines.of("plain")
                .latency("page", 200, t -> t == 84 ? 9 : 8)
                .add("page.late", "1", Kind.COUNTER, t -> t == 84 ? -150 : 0);
        assertThat(drawing(SampleLines.result("page.latency", mixed)).legend())
                .containsExactly("p50", "p95", "p99 (max if < 100 samples)", "p99.9 (≥ 1,000 samples)");
    }

    @Test
    void mergedPercentileGivesItsNumberOfResponses() {
        assertThat(legend(999)).containsExactly("p50", "p95", "p99", "p99.9 (≥ 1,000 samples)");
    }

    private static List<String> legend(double answers) {
        return drawing(SampleLines.result(
                        "page.latency", SampleLines.of("plain").latency("page", answers, t -> t == 84 ? 9 : 8)))
                .legend();
    }
}
