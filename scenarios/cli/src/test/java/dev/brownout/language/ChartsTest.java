package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.export.ResultJson;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series.Column;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every chart of the section {@code charts} is drawn from available metrics or rejected. */
class ChartsTest {
    private static final String SITE = """
            run: 20s
            load: 50/s
            regions: { east: { at: us-east, users: 60% }, west: { at: us-west, users: 40% } }
            components:
              dns: { kind: dns }
              web: { kind: server, nodes: 2, regions: [east, west], service: exp(10ms) }
              db: { kind: database, replicas: 1, regions: [east] }
            requests:
              page: { share: 50%, path: [dns, web, db], key: zipf(1.0 100) }
              save: { share: 50%, steps: [dns, web, write: db], key: zipf(1.0 100) }
            faults: [at 5s: crash web/1 for 5s]
            charts: [CHART]
            """;

    private static ScenarioFile file(String chart) throws InvalidScenarioException {
        ScenarioFile file =
                new Loader(none -> Optional.empty()).load("site", SITE.replace("CHART", chart), Overrides.NONE);
        file.check(Overrides.NONE);
        return file;
    }

    private static RunResult result(String chart) throws InvalidScenarioException {
        ScenarioFile file = file(chart);
        ScenarioFile.Variant variant = file.variants().get(0);
        return file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
    }

    @ParameterizedTest
    @ChosenRows({1, 5, 13, 17})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    pagee.p99                | unknown component or request 'pagee'; did you mean 'page'?
                    page.lateny              | did you mean 'latency'?
                    web.shortages            | no metric 'shortages'; did you mean 'short_circuited'?
                    web/9.utilization        | web/9 does not exist: web has 4 nodes
                    page/1.p99               | 'page/1.p99': page has no part '1'
                    page.mean                | 'page.mean' is measured for whole windows only
                    web.latency              | 'web.p50' is measured for whole windows only
                    page.rto                 | is a single number of a run
                    web.roles                | 'web' has no roles; these have: db
                    page.latency by node     | 'page.p50' cannot be drawn by node
                    page.offered by cause    | only failed requests have causes
                    web.queue by component   | 'web.queue' is already of one part; write queue by component
                    qeue by component        | no component has a metric 'qeue'; did you mean 'queue'?
                    load by region           | no metric 'load'
                    web.queue vs lode        | no metric 'lode'
                    page.p99(fault)          | only rto, rpo, rpo_writes and mttd have a fault
                    web.breakers_open        | is always 0: no circuit_breaker applies to calls of 'web'
                    """)
    void rejectsChartsOfUnavailableMetrics(String chart, String message) {
        InvalidScenarioException problems =
                org.assertj.core.api.Assertions.catchThrowableOfType(InvalidScenarioException.class, () -> file(chart));
        assertThat(problems).isNotNull();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).contains(message);
            assertThat(problem.line()).isEqualTo(12);
            assertThat(problem.column()).isEqualTo(10);
        });
    }

    private static final List<String> AVAILABLE = List.of(
            "page.error_rate",
            "page.throughput",
            "page.p90",
            "page.latency.p99.99",
            "all.latency",
            "latency",
            "save.attempts",
            "throughput",
            "page.ok",
            "page.timed_out",
            "web.throughput",
            "web.availability",
            "web.ok",
            "web/1.ok",
            "web/*.utilization",
            "region/west.p99",
            "region/west.latency",
            "page.throughput by region",
            "page.p95 by region",
            "error_rate by region",
            "web.throughput by region",
            "web.ok by node",
            "queue by component",
            "failed by cause",
            "page.failed by cause",
            "db.lag.max",
            "db.roles",
            "cost",
            "web.cost_per_hour",
            "db.utilization by region",
            "web.queue vs load",
            "save.stale_share");

    /** One run draws all charts. */
    @Test
    void drawsChartsOfAvailableMetrics() throws InvalidScenarioException {
        RunResult result = result(String.join(", ", AVAILABLE));
        assertThat(ChartBook.of(result).missing()).isEmpty();
        List<Chart> charts = ChartBook.of(result).charts();
        assertThat(charts).hasSizeGreaterThan(AVAILABLE.size());
        assertThat(charts).allSatisfy(chart -> assertThat(chart.svg()).contains("<svg"));
        assertThat(ResultJson.write(result)).isNotEmpty();
    }

    @Test
    void seriesAgreeWithTotals() throws InvalidScenarioException {
        VariantResult drawn = result("page.error_rate, page.throughput, page.p90, web.throughput, failed by cause")
                .variants()
                .get(0);
        Map<String, Column> columns = drawn.series().columns().stream().collect(Collectors.toMap(Column::name, c -> c));
        Column errors = columns.get("page.error_rate");
        long failed = Arrays.stream(errors.numerators()).sum();
        assertThat(failed).isEqualTo(drawn.requests().get("page").failed()).isPositive();
        assertThat(Arrays.stream(errors.denominators()).sum())
                .isEqualTo(failed + drawn.requests().get("page").good());
        Column good = columns.get("page.good");
        Column throughput = columns.get("page.throughput");
        for (int i = 0; i < good.values().length; i++) {
            double seconds = drawn.series().stepNanos() / 1e9;
            assertThat(throughput.values()[i]).isCloseTo(good.values()[i] / seconds, tolerance());
        }
        for (int i = 0; i < good.values().length; i++) {
            double p90 = columns.get("page.p90").values()[i];
            assertThat(Double.isNaN(p90)).isEqualTo(good.values()[i] == 0);
            assertThat(!(p90 < columns.get("page.p50").values()[i])).isTrue();
        }
        double causes = columns.values().stream()
                .filter(c -> c.name().startsWith("failed@"))
                .flatMapToDouble(c -> Arrays.stream(c.values()))
                .sum();
        assertThat(causes)
                .isEqualTo(Arrays.stream(columns.get("failed").values()).sum());
    }

    private static org.assertj.core.data.Offset<Double> tolerance() {
        return org.assertj.core.api.Assertions.within(1e-9);
    }

    @Test
    @Tag("change")
    void chartsAddOnlyTheirOwnSeries() throws InvalidScenarioException {
        List<String> plain = names(result("availability"));
        List<String> more = names(result("page.error_rate, page.p90, availability"));
        assertThat(more).containsAll(plain).hasSize(plain.size() + 2);
    }

    private static List<String> names(RunResult result) {
        return result.variants().get(0).series().columns().stream()
                .map(Column::name)
                .toList();
    }

    @Test
    void chartIsDrawnOnlyForVariantsWithItsMetric() throws InvalidScenarioException {
        String scaled = SITE + """
                variants:
                  plain: {}
                  scaled: { set: { web.autoscale: { min: 2, max: 4, target: 60% } } }
                """;
        Loader loader = new Loader(none -> Optional.empty());
        ScenarioFile file = loader.load("site", scaled.replace("CHART", "web.nodes"), Overrides.NONE);
        file.check(Overrides.NONE);
        assertThat(file.variants()).hasSize(2).allSatisfy(variant -> {
            VariantResult result =
                    Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
            assertThat(names(file.result(List.of(result))).contains("web.nodes"))
                    .isEqualTo(variant.name().equals("scaled"));
        });
    }
}
