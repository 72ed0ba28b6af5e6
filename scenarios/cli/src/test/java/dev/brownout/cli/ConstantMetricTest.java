package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.rounds.ChosenRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Assertions on metrics that are always zero are meaningless. They are rejected, and the error names the missing
 * setting.
 */
class ConstantMetricTest {
    private static final String SHOP = """
            run: 5s
            components:
              lb: { kind: load-balancer }
              web: { kind: server, nodes: 2 }
              cache: { kind: cache, source: db }
              db: { kind: database }
              jobs: { kind: queue }
              workers: { kind: server, queue: 0, consumes: jobs }
              ids: { kind: id-generator }
              cdn: { kind: cdn, source: web }
              psp: { kind: server, deduplicate: 0s }
            requests:
              page:
                rate: 20/s
                key: zipf(1.0 100)
                steps:
                  - lb
                  - web
                  - call: ids
                    circuit_breaker: {}
                  - read: cache
                  - publish: jobs
              asset: { rate: 1/s, key: uniform(9), path: [cdn] }
              pay: { rate: 1/s, path: [psp] }
            sla:
              probed: availability > 0%
            """;

    @TempDir
    private Path folder;

    private String written(String text) throws IOException {
        return Files.writeString(folder.resolve("shop.yaml"), text).toString();
    }

    private Session validate(String text) throws IOException {
        return Session.of("validate", written(text));
    }

    @ParameterizedTest
    @ChosenRows({1, 3, 8, 13, 17})
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "web.hedged == 0|web.hedged is always 0: no hedge applies to calls of 'web' or to",
                "ids.breaker_opened == 0|(there is web.breaker_opened)",
                "page.rate_limited == 0|page.rate_limited is always 0: no rate_limit applies to request 'page' or its",
                "lb.redispatched == 0|its 'redispatch' is 0",
                "cache.stale_hits == 0|no step of the scenario writes",
                "cache.expirations == 0|its 'ttl' is none",
                "cache.lost_writes == 0|its 'write_policy' is not back",
                "db.lag.max < 1s|db.lag.max never changes: it has no replica",
                "db.dual_primary_seconds == 0|it has no replica",
                "db.replica_utilization < 50%|it has no replica",
                "jobs.dead_letters == 0|its 'max_receives' is unlimited",
                "workers.queue < 1|its 'queue' is 0",
                "ids.refused_ids == 0|no fault is a clock-jump or a clock-drift",
                "ids.duplicate_probability == 0|its identifiers are not random",
                "cdn.stale_served == 0|there is no release fault",
                "cdn.purged_paths == 0|there is no purge fault",
                "page.late == 0|page.late is always 0: no response is late without 'good_within'",
                "page.retry_amplification <= 1.1|the request has no policy with retries",
                "page.stale_share < 1%|no step writes",
                "page.limited == 0|the scenario has no rate_limit or client_throttling",
                "psp.deduplicated == 0|its 'deduplicate' is 0s, which recognizes no call",
                "web.waiting == 0|no fault is a pause or a hang"
            })
    void rejectsConstantMetricsWithReason(String relation, String reason) throws IOException {
        Session session = validate(replaceParts(SHOP, "probed: availability > 0%", "probed: " + relation));
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("shop.yaml:26:11", reason);
    }

    @ParameterizedTest
    @ChosenRows({2, 4})
    @CsvSource(
            delimiter = '|',
            value = {
                "web.breaker_opened == 0|",
                "web.waiting == 0|faults: [at 1s: hang web/1 for 1s]",
                "ids.refused_ids == 0|faults: [at 1s: clock-jump ids/1 -1s]",
                "db.stale_reads == 0|requests: { put: { rate: 1/s, key: uniform(9), steps: [write: db] } }",
                "ids.utilization < 50%|components: { ids: { scheme: ticket-server } }"
            })
    void acceptsMetricsThatCanChange(String relation, String more) throws IOException {
        Path base = Path.of(written(SHOP));
        Path over = folder.resolve("over.yaml");
        Files.writeString(
                over,
                "use: " + base.getFileName() + "\nsla: { probed: " + relation + " }\n" + (more == null ? "" : more));
        assertThat(Session.of("validate", over.toString()).err()).isEmpty();
    }

    @Test
    void idGeneratorsWithoutHostsHaveNoQueueMetric() throws IOException {
        String random = replaceParts(SHOP, "kind: id-generator", "kind: id-generator, scheme: uuid-v4");
        Session session = validate(replaceParts(random, "availability > 0%", "ids.queue == 0"));
        assertThat(session.err()).contains("no metric 'queue'; ids has");
    }

    @Test
    void metricMustChangeInOneVariantOnly() throws IOException {
        String counted = replaceParts(SHOP, "availability > 0%", "web.hedged == 0");
        String variants = """
                variants:
                  plain: {}
                  hedged: { set: { web.hedge: { after: 1ms } }, expect_violations: [probed] }
                """;
        assertThat(validate(counted + variants).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(validate(counted + replaceParts(variants, "after: 1ms", "after: 1ms, attempts: 1"))
                        .err())
                .contains("web.hedged is always 0");
    }

    @Test
    void rejectsConstantMetricsInPredictionsChartsAndOptions() throws IOException {
        assertThat(validate(SHOP + "predict: { none: web.hedged ~ 0 +/- 1% }\n").err())
                .contains("shop.yaml:27:18", "web.hedged is always 0");
        assertThat(validate(SHOP + "charts: [availability, cache.expirations]\n")
                        .err())
                .contains("shop.yaml:27:24", "cache.expirations is always 0");
        Session session = Session.of("replicate", written(SHOP), "-n", "1", "--metric", "web.hedged");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("--metric web.hedged: web.hedged is always 0");
    }

    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                "web.hedged",
                "cache.expirations",
                "db.lag.max",
                "page.late",
                "page.retry_amplification before outage"
            })
    void rejectsConstantMetricsInAnswers(String metric) throws IOException {
        String fault = "faults: [at 3s: crash web/1 as outage]\n";
        Session session = validate("about: { question: why, answer: 'It is {" + metric + "}.' }\n" + SHOP + fault);
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("shop.yaml:1:41: " + metric.replaceFirst(" .*", ""));
    }

    @ParameterizedTest
    @ChosenRows
    @CsvSource({"page.late > 3", "cache.expirations > 0", "db.stale_reads > 1", "workers.queue > 1"})
    void rejectsConstantMetricsInAlerts(String condition) throws IOException {
        Session session = validate(SHOP + "alerts: { never: { if: " + condition + ", over: 2s, every: 1s } }\n");
        assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
        assertThat(session.err()).contains("shop.yaml:27:24: " + condition.replaceFirst(" .*", ""));
    }

    /** The value of one variant is compared with that of another one, in which the metric can change. */
    @Test
    void answersMayCompareWithAConstantMetric() throws IOException {
        String text = "about: { question: why, answer: 'It is {plain: web.hedged}.' }\n" + SHOP + """
                variants:
                  plain: {}
                  hedged: { set: { web.hedge: { after: 1ms } } }
                """;
        assertThat(validate(text).code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(validate(replaceParts(text, "after: 1ms", "after: 1ms, attempts: 1"))
                        .err())
                .contains("web.hedged is always 0");
    }

    @Test
    @Tag("change")
    void capacitySearchRejectsMetricsConstantInEveryDesign() throws IOException {
        String file = written(SHOP);
        String search = "capacity " + file + " -n 2 --for 1s --metric page.p95 --metric web.hedged --vary ";
        for (String vary : List.of("load", "web.nodes=1..2")) {
            Session session = Session.of((search + vary).split(" "));
            assertThat(session.code()).isEqualTo(ExitCode.BAD_INPUT);
            assertThat(session.err()).contains("--metric web.hedged: web.hedged is always 0");
        }
        Session moved = Session.of((search + "web.hedge.attempts=1,2").split(" "));
        assertThat(moved.err()).doesNotContain("web.hedged is always 0");
    }

    @Test
    void constantMetricIsAWarningIfTheScenarioIsOverridden() throws IOException {
        String warning = written(replaceParts(SHOP, "availability > 0%", "web.hedged == 0"));
        Session warned = Session.of("run", warning, "--for", "4s");
        assertThat(warned.code()).isEqualTo(ExitCode.SUCCESS);
        assertThat(warned.err()).contains("warning: web.hedged is always 0");
        assertThat(Session.of("validate", written(Files.readString(Path.of(warning)) + "sweep: { web.nodes: 1..2 }\n"))
                        .err())
                .contains("warning: web.hedged is always 0");
    }

    /** Content that changes over time is stale in every cache that the response passes. */
    @ParameterizedTest
    @ChosenRows
    @ValueSource(
            strings = {
                "outer: { kind: cdn, source: inner, ttl: 10m };outer.stale_served",
                "outer: { kind: cache, source: inner };outer.stale_hits",
                "outer: { kind: cache, source: inner };outer.stale_share",
                "outer: { kind: server, local_cache: {} };outer.local_cache_stale_hits"
            })
    void changingContentMakesNestedCachesStale(String before) throws IOException {
        String text = """
                scenario: copies of copies
                run: 30s
                load: 50/s
                components:
                  %s
                  inner: { kind: %s, source: box, ttl: 1s, changes: 1/s }
                  box: { kind: %s }
                requests:
                  page: { path: [%s], key: zipf(1.0 keys=20) }
                sla: { fresh: %s < 0.000001%s }
                """;
        String[] parts = before.split(";", -1);
        String path = parts[0].contains("server") ? "outer, inner" : "outer";
        String unit = parts[1].endsWith("share") ? "%" : "";
        boolean server = parts[0].contains("server");
        String written = written(text.formatted(
                parts[0], server ? "cache" : "cdn", server ? "database" : "server", path, parts[1], unit));
        assertThat(Session.of("validate", written).err()).isEmpty();
        Session run = Session.of("run", written);
        assertThat(run.code()).as(run.out()).isEqualTo(ExitCode.VIOLATED);
    }
}
