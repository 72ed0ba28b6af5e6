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
        return ChartModelBuilder.of(ChartBook.plans(result).get(0), result);
    }

    private static SampleLines page(String name, double usual, double spike) {
        return SampleLines.of(name).latency("page", 200, t -> t == 84 ? spike : usual);
    }

    private static SampleLines counted(String name, String metric, DoubleUnaryOperator count) {
        return SampleLines.of(name).add(metric, "1", Kind.COUNTER, count);
    }

    @Test
    void shortSpikeOfOneVariantIsInTheTitle() {
        RunResult result = SampleLines.result(
                "page.latency",
                page("plain", 2.2, 23_100),
                page("one load", 2.2, 500),
                page("a lease", 2.2, 510),
                page("an old copy", 2.2, 2.2),
                page("ahead", 2.2, 2.2));
        assertThat(drawing(result).title())
                .isEqualTo("p99 of page is above 5 ms: for 1 s from 1:24, up to 23.1 s (plain)"
                        + " · for 1 s from 1:24, up to 510 ms in 'a lease' (one load, a lease)"
                        + " · never (an old copy, ahead)");
    }

    @Test
    void variantsWithEqualMaximaAreDistinguishedByTheirLines() {
        SampleLines early = SampleLines.of("early").latency("page", 200, t -> t == 40 ? 900 : 2);
        SampleLines late = SampleLines.of("late").latency("page", 200, t -> t == 90 ? 900 : 2);
        assertThat(drawing(SampleLines.result("page.latency", early, late)).title())
                .isEqualTo("p99 of page is above 5 ms: for 1 s from 0:40, up to 900 ms (early)"
                        + " · for 1 s from 1:30, up to 900 ms (late)");
        assertThat(drawing(SampleLines.result("page.latency", page("one", 2, 3), page("two", 2, 3)))
                        .title())
                .isEqualTo("p99 of page in the worst step: 3 ms at 1:24 in both variants");
    }

    @Test
    void variantsWithEqualPeriodsAreDistinguishedByTheirLines() {
        SampleLines low = SampleLines.of("low").latency("page", 200, t -> t == 84 ? 900 : t == 30 ? 2 : 3);
        SampleLines high = SampleLines.of("high").latency("page", 200, t -> t == 84 ? 900 : t == 30 ? 4.5 : 3);
        assertThat(drawing(SampleLines.result("page.latency", low, high)).title())
                .isEqualTo("p99 of page is above 10 ms: for 1 s from 1:24 in each variant, up to 900 ms; farthest apart"
                        + " at 0:30: 2.0 ms (low), 4.5 ms (high)");
    }

    @Test
    void counterIsDrawnAsARateAndCountedAfterTheWarmUp() {
        ChartModel drawing = drawing(SampleLines.result(
                "cache.loads", counted("plain", "cache.loads", t -> t < 30 ? 191 : t == 84 ? 186 : 0)));
        assertThat(drawing.title()).isEqualTo("Loads of cache: highest 186/s at 1:24, 186 in all");
        assertThat(drawing.unit()).isEqualTo("1/s");
        assertThat(drawing.warmup()).isEqualTo(30);
        assertThat(drawing.panels().get(0).tracks().get(0).values()[84]).isEqualTo(186);
    }

    @Test
    void differentRatesAreComparedByTheirMaximum() {
        SampleLines rises = counted("rises", "cdn.misses", t -> t < 60 ? 10 : 50);
        SampleLines flat = counted("flat", "cdn.misses", t -> 12);
        assertThat(drawing(SampleLines.result("cdn.misses", rises, counted("too", "cdn.misses", t -> t < 60 ? 10 : 50)))
                        .title())
                .isEqualTo("Misses of cdn: rises from 10/s to 50/s at 1:00 in both variants");
        assertThat(drawing(SampleLines.result("cdn.misses", rises, flat)).title())
                .isEqualTo("Misses of cdn at most: 50/s at 1:00, 3,300 in all (rises)"
                        + " · 12/s all the time, 1,080 in all (flat)");
    }

    @Test
    void rareEventsAreCountedPerInterval() {
        SampleLines rare = SampleLines.of("plain").add("web.ejections", "1", Kind.COUNTER, t -> t == 84 ? 0.5 : 0);
        ChartModel drawing = drawing(SampleLines.result("web.ejections", rare));
        assertThat(drawing.axis()).isEqualTo("ejections of web per 1 s");
        assertThat(drawing.unit()).isEqualTo("1");
    }

    @Test
    void measuredRateIsSmoothed() {
        SampleLines few = SampleLines.of("plain")
                .add("order.throughput", "1/s", Kind.GAUGE, t -> t < 60 ? 3 + t % 3 : 14 + t % 3);
        ChartModel drawing = drawing(SampleLines.result("order.throughput", few));
        assertThat(drawing.panels().get(0).tracks().get(0).values()).containsOnly(4.0, 15.0);
        assertThat(drawing.title()).isEqualTo("Throughput of order peaked at 15/s at 1:00");
    }

    @Test
    void damageIsAccumulatedAfterTheWarmUp() {
        ChartModel drawing = drawing(SampleLines.result(
                "db.lost_writes", counted("plain", "db.lost_writes", t -> t < 30 || t == 84 ? 7 : 0)));
        double[] values = drawing.panels().get(0).tracks().get(0).values();
        assertThat(drawing.title()).isEqualTo("Lost writes of db: 7");
        assertThat(values[29]).isNaN();
        assertThat(values[83]).isZero();
        assertThat(values[119]).isEqualTo(7);
    }

    private static SampleLines moved(String name, DoubleUnaryOperator share) {
        return SampleLines.of(name).add("db.moved_share", "ratio", Kind.RATIO, share);
    }

    @Test
    void progressIsReportedByItsFinalValue() {
        SampleLines slow = moved("slow", t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / 60));
        SampleLines quick = moved("quick", t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / 10));
        SampleLines half = moved("half", t -> t < 40 ? Double.NaN : Math.min(0.5, (t - 40) / 60));
        ChartModel both = drawing(SampleLines.result("db.moved_share", slow, quick));
        assertThat(both.title()).isEqualTo("Moved share of db: 100 % by 1:40 (slow) · 100 % by 0:50 (quick)");
        assertThat(both.legend()).containsExactly("slow: 100 % by 1:40", "quick: 100 % by 0:50");
        assertThat(drawing(SampleLines.result("db.moved_share", half)).title())
                .isEqualTo("Moved share of db 50 % at the end");
        assertThat(drawing(SampleLines.result("db.moved_share", slow, quick, half, moved("fast", quick(45))))
                        .title())
                .isEqualTo("Moved share of db: from 50 % at the end (half) to 100 % by 0:45 (fast)");
        SampleLines again = moved("again", t -> t < 40 ? Double.NaN : t < 80 ? 1 : 0.5 + (t - 80) / 400);
        assertThat(drawing(SampleLines.result("db.moved_share", again)).title())
                .isEqualTo("Moved share of db 59.8 % at the end");
        assertThat(drawing(SampleLines.result("db.moved_share", moved("never", t -> Double.NaN)))
                        .title())
                .isEqualTo("Moved share of db: no data");
    }

    private static DoubleUnaryOperator quick(int complete) {
        return t -> t < 40 ? Double.NaN : Math.min(1, (t - 40) / (complete - 40.0));
    }

    @Test
    void leastAndMostAdvancedProgressAreReported() {
        SampleLines shards = SampleLines.of("plain")
                .add("db/a.moved_share", "ratio", Kind.RATIO, t -> Math.min(0.8, t / 100))
                .add("db/b.moved_share", "ratio", Kind.RATIO, t -> Math.min(1, t / 100));
        assertThat(drawing(SampleLines.result("db/*.moved_share", shards)).title())
                .isEqualTo("Moved share of db by node: db/a 80 % at the end, db/b 100 % by 1:40");
    }

    @Test
    void loadTitleReportsItsRise() {
        SampleLines crowd = counted("scaled before", "offered", t -> (t < 60 ? 25 : 125) + t % 3 - 1);
        SampleLines other = counted("requests", "offered", t -> (t < 60 ? 25 : 125) + t % 3 - 1);
        assertThat(drawing(SampleLines.result("load", crowd, other)).title())
                .isEqualTo("Load: rises from 25/s to 125/s at 1:00 in both variants");
        assertThat(drawing(SampleLines.result("load", counted("flat", "offered", t -> t == 84 ? 60 : 25)))
                        .title())
                .isEqualTo("Load: highest 60/s at 1:24");
        assertThat(drawing(SampleLines.result("load", counted("flat", "offered", t -> 24 + t % 3)))
                        .title())
                .isEqualTo("Load: 25/s all the time");
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
        assertThat(drawing.title())
                .isEqualTo("Backlog of db by node peaked at 661 ms (db/b) at 1:24 (only a shard of its own)");
        assertThat(drawing.panels()).hasSize(1);
    }

    @Test
    void saturatedRegionIsNamedDespiteALowMean() {
        SampleLines outage = SampleLines.of("plain")
                .add("web.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 0.5)
                .add("web@east.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 0)
                .add("web@west.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.75 : 1);
        assertThat(drawing(SampleLines.result("web.utilization", outage)).title())
                .isEqualTo("Utilization of web 58.3 %, west at 100 % from 1:00 to 2:00");
        SampleLines failover = SampleLines.of("plain")
                .add("db.utilization", "ratio", Kind.GAUGE, t -> 0.24)
                .add("db/primary.utilization", "ratio", Kind.GAUGE, t -> t < 60 ? 0.5 : Double.NaN)
                .add("db/replica.utilization", "ratio", Kind.GAUGE, t -> 0.2);
        assertThat(drawing(SampleLines.result("db.utilization", failover)).title())
                .isEqualTo("Utilization of db 24 %, busiest db/primary 50 %");
    }

    @Test
    void percentileTitleReportsItsSampleAndMissingResponses() {
        SampleLines outage = SampleLines.of("plain")
                .latency("page", 200, t -> t >= 60 && t < 85 ? Double.NaN : t < 60 ? 8 : 9)
                .fault(60, 120, 80);
        assertThat(drawing(SampleLines.result("page.latency", outage)).title())
                .matches("p99 of the 20 % of page answered rose from 8 ms to \\S+ ms during outage \\(of 20 answers\\),"
                        + " nobody answered from 1:00 to 1:25");
    }

    @Test
    void percentilesBeyondTheSampleSizeAreNotDrawn() {
        assertThat(legend(1000)).containsExactly("p50", "p95", "p99", "p99.9");
        assertThat(legend(99)).startsWith("p50", "p95", "slowest");
        assertThat(legend(19)).startsWith("p50", "slowest");
        assertThat(legend(2)).containsExactly("p50", "slowest");
        SampleLines few = SampleLines.of("plain").latency("page", 99, t -> 8);
        assertThat(drawing(SampleLines.result("page.latency", few)).title()).startsWith("Slowest answer of page");
        SampleLines mixed = SampleLines.of("plain")
                .latency("page", 200, t -> 8)
                .add("page.late", "1", Kind.COUNTER, t -> t == 84 ? -150 : 0);
        assertThat(drawing(SampleLines.result("page.latency", mixed)).legend())
                .containsExactly("p50", "p95", "p99, of fewer than 100 the slowest", "p99.9, of 1000 answers or more");
    }

    @Test
    void mergedPercentileGivesItsNumberOfResponses() {
        assertThat(legend(999)).containsExactly("p50", "p95", "p99", "p99.9, of 1000 answers or more");
    }

    private static List<String> legend(double answers) {
        return drawing(SampleLines.result(
                        "page.latency", SampleLines.of("plain").latency("page", answers, t -> 8)))
                .legend();
    }
}
