package dev.brownout.shown;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.HeroChart;
import dev.brownout.chart.answer.AnswerChart;
import dev.brownout.chart.draw.Chart;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The first chart: the metrics that the answer quotes. */
class AnswerChartTest {
    private static final String SITE = """
            scenario: two sizes
            about: { question: Which is fast?, answer: "%s" }
            run: { duration: 10s, warmup: 1s }
            network: none
            components:
              web: { kind: server, cores: 1, service: 10ms }
              db: { kind: database, read: 1ms }
            requests:
              page: { rate: 20/s, steps: [web, { read: db }] }
            sla: { fast: page.p99 < 30ms }
            %s
            variants:
              small: { set: { web.service: 20ms }, expect_violations: [fast] }
              large: {}
            """;

    private static RunResult run(String answer, String more) throws InvalidScenarioException {
        return run(SITE.formatted(answer, more));
    }

    private static RunResult run(String text) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty()).load("site", text, Overrides.NONE);
        file.check(Overrides.NONE);
        return file.result(file.variants().stream()
                .map(variant -> Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true))
                .toList());
    }

    private static Chart first(RunResult result) {
        return HeroChart.first(result, ChartBook.of(result)).orElseThrow();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> cell(Chart chart, int row, int column) {
        Map<String, Object> line = ((List<Map<String, Object>>) chart.model().get("rows")).get(row);
        return ((List<Map<String, Object>>) line.get("cells")).get(column);
    }

    @Test
    void metricQuotedOfOneVariantIsMeasuredInAll() throws InvalidScenarioException {
        RunResult result = run("The p99 is {large: page.p99} with the large server, {small: page.mean}.", "");
        Chart chart = first(result);
        assertThat(chart.slug()).isEqualTo(AnswerChart.SLUG);
        assertThat(chart.title()).matches("page p99: 2\\d(\\.\\d+)? ms \\(large\\), [\\d.]+ ms \\(small\\)");
        for (int row = 0; row < 2; row++) {
            double nanos = result.variants()
                    .get(row)
                    .requests()
                    .get("page")
                    .successes()
                    .p99();
            assertThat(result.variants()
                            .get(row)
                            .evaluation()
                            .answers()
                            .get("page.p99")
                            .value())
                    .isEqualTo(nanos);
            assertThat(cell(chart, row, 1).get("text").toString()).endsWith(" ms");
        }
        assertThat(cell(chart, 0, 0)).containsEntry("sign", "!").containsEntry("bound", "< 30 ms");
        assertThat(cell(chart, 1, 0)).containsEntry("sign", "✓");
        assertThat(cell(chart, 1, 1)).containsEntry("sign", "").containsEntry("bound", "");
        assertThat((double) cell(chart, 0, 0).get("at"))
                .isGreaterThan((double) cell(chart, 0, 0).get("limit"));
        assertThat((double) cell(chart, 1, 0).get("at"))
                .isLessThan((double) cell(chart, 1, 0).get("limit"));
    }

    @Test
    void metricThatAVariantLacksHasNoCell() throws InvalidScenarioException {
        RunResult result = run("""
                scenario: cache or none
                about: { question: Hits?, answer: "{cache: kv.hit_ratio} at {none: page.p99}, {cache: page.p99}" }
                run: { duration: 10s, warmup: 1s }
                components:
                  kv: { kind: cache, entries: 100, source: db }
                  db: { kind: database, read: 1ms }
                requests: { page: { rate: 20/s, key: uniform(1000), steps: [kv] } }
                variants:
                  cache: {}
                  none: { set: { requests.page.steps: [{ read: db }] } }
                """);
        Chart chart = first(result);
        assertThat(chart.title()).startsWith("page p99: ");
        assertThat((List<?>) chart.model().get("metrics"))
                .as("the cache of one variant is unused")
                .hasSize(1);
    }

    @Test
    void windowBelongsToTheMetricOfAnAssertion() throws InvalidScenarioException {
        Chart chart = first(run("{small: page.p99 from 2s to 4s} and {large: page.p99}.", ""));
        assertThat(chart.title()).startsWith("page p99 from 2s to 4s: ");
        assertThat(cell(chart, 0, 0)).as("the assertion is on the whole run").containsEntry("sign", "");
        assertThat(cell(chart, 0, 1)).containsEntry("sign", "!");
    }

    @Test
    void faultIsShownOverTime() throws InvalidScenarioException {
        RunResult result = run("{availability}.", "faults: [{ at 5s: crash web for 2s }]");
        assertThat(first(result).title()).startsWith("availability: ");
        assertThat(ChartBook.of(result).charts()).extracting(Chart::slug).doesNotContain(AnswerChart.SLUG);
    }

    @Test
    void costOfDesignsIsShownOverTheLoad() throws InvalidScenarioException {
        String text = """
                scenario: functions and servers
                about: { question: When is a function cheaper?, answer: "It costs {low, function: all.cost_per_hour}." }
                run: { duration: 60s, warmup: 1s }
                components: { api: { service: 60ms } }
                requests: { page: { rate: 1/s, steps: [api] } }
                variants:
                  low, function: { set: { api.kind: function, api.memory: 8GiB } }
                  low, server: { set: { api.kind: server, api.nodes: 2 } }
                  middle, function: { set: { api.kind: function, api.memory: 8GiB, requests.page.rate: 5/s } }
                  middle, server: { set: { api.kind: server, api.nodes: 2, requests.page.rate: 5/s } }
                  high, function: { set: { api.kind: function, api.memory: 8GiB, requests.page.rate: 15/s } }
                  high, server: { set: { api.kind: server, api.nodes: 2, requests.page.rate: 15/s } }
                """;
        RunResult result = run(text);
        assertThat(first(result).title()).matches("function is cheaper below about 1[0-4]/s, server above it");
    }
}
