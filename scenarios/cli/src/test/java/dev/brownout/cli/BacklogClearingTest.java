package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaced;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RequestResult;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.ScenarioExplanation.BacklogClearing;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Analytical estimates of self-sustaining backlogs, of closed loops with contending users, and of error budgets. */
class BacklogClearingTest {
    private static ScenarioFile file(String text) throws Exception {
        return new Loader(none -> Optional.empty()).load("paper", """
                scenario: Paper
                network: none
                """ + text, Overrides.NONE);
    }

    private static ScenarioExplanation paper(String text) throws Exception {
        return CapacityForecast.of(file(text).variants().get(0).scenario()).explanation("it");
    }

    /**
     * Scenario of one server with a capacity of 100/s that is paused for ten seconds. {@code call} holds options of its
     * calls.
     */
    private static String box(double perSecond, String call) {
        return """
                run: { duration: 6m, warmup: 5m }
                load: constant(%s/s)
                components: { web: { kind: server, cores: 1, service: 10ms, queue: unlimited } }
                requests: { page: { path: [web], timeout: 1s, %s } }
                faults: [at 30s: pause web for 10s]
                """.formatted(perSecond, call);
    }

    /** Returns the fraction of successful requests in the last minute. */
    private static double answered(String text) throws Exception {
        ScenarioFile file = file(text);
        VariantResult result = Run.execute(
                file.variants().get(0).scenario(),
                file.setup(file.variants().get(0)),
                (share, events, inFlight) -> true);
        RequestResult page = result.requests().get("page");
        return (double) page.good() / page.offered();
    }

    @Tag("law")
    @ParameterizedTest
    @CsvSource({
        "'retry: { attempts: 2, backoff: none }', 50",
        "'retry: { attempts: 3, backoff: none }', 33.333",
        "'retry: { attempts: 4, backoff: none }', 25",
        "'retry: { attempts: 4, backoff: none, budget: 50% }', 66.667",
        "'retry: { attempts: 2, backoff: constant(2s) }', 50"
    })
    void backlogClearsOnlyBelowTheEstimatedLoad(String call, double perSecond) throws Exception {
        List<BacklogClearing> clearings = paper(box(40, call)).clearings();
        assertThat(clearings).hasSize(1);
        assertThat(clearings.get(0).station()).isEqualTo("web");
        assertThat(clearings.get(0).offeredPerSecond()).isCloseTo(40, within(1e-9));
        assertThat(clearings.get(0).capacityPerSecond()).isCloseTo(100, within(1e-9));
        assertThat(clearings.get(0).perSecond()).isCloseTo(perSecond, within(0.001));
        assertThat(answered(box(0.9 * perSecond, call))).as("below").isGreaterThan(0.99);
        assertThat(answered(box(1.1 * perSecond, call))).as("above").isLessThan(0.02);
    }

    @Test
    void retriesOfSeveralTiersMultiply() throws Exception {
        ScenarioExplanation paper = paper("""
                run: 1m
                load: 10/s
                components:
                  web: { kind: server, cores: 100, service: 1ms, queue: unlimited }
                  db: { kind: server, cores: 1, service: 10ms, queue: unlimited }
                requests:
                  page:
                    steps: [web, { call: db, timeout: 1s, retry: { attempts: 2 } }]
                    retry: { attempts: 3 }
                    timeout: 5s
                    share: 50%
                  save: { steps: [{ call: db, timeout: none }], share: 50% }
                """);
        BacklogClearing db = paper.clearings().stream()
                .filter(each -> each.station().equals("db"))
                .findFirst()
                .orElseThrow();
        assertThat(db.perSecond()).isCloseTo(100 * 10 / (5 * 6.0 + 5), within(1e-9));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "retry: { attempts: 1 }",
                "retry: { attempts: 3 }, timeout: none",
                "retry: { attempts: 3 }, deadline: 2s",
                "retry: { attempts: 3 }, cancel_on_timeout: true",
                "retry: { attempts: 3 }, circuit_breaker: {}",
                "hedge: { after: 100ms }"
            })
    void noClearingEstimateWithoutPlainRetries(String call) throws Exception {
        String text = box(40, call);
        assertThat(paper(call.contains("timeout: none") ? replaced(text, "timeout: 1s, ", "") : text)
                        .clearings())
                .isEmpty();
    }

    @Test
    void noClearingEstimateWhereQueueingStaysBelowTheTimeout() throws Exception {
        String text = box(40, "retry: { attempts: 3 }");
        assertThat(paper(replaced(text, "unlimited", "99")).clearings()).isEmpty();
        assertThat(paper(replaced(text, "unlimited", "100")).clearings()).hasSize(1);
        assertThat(paper(replaced(text, "queue:", "scheduling: lifo, queue:")).clearings())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "deduplicate: 1h",
                "queue_timeout: 500ms",
                "heap: { size: 1GB, per_request: 1MB }",
                "autoscale: { metric: cpu, target: 60%, max: 4 }",
                "rate_limit: { rate: 90/s }"
            })
    void noClearingEstimateWhereServersLimitRepeatedWork(String word) throws Exception {
        String text = box(40, "retry: { attempts: 3 }");
        assertThat(paper(replaced(text, "service:", word + ", service:")).clearings())
                .isEmpty();
    }

    @Test
    void noClearingEstimateBehindACache() throws Exception {
        assertThat(paper("""
                        run: 1m
                        load: 10/s
                        components:
                          web: { kind: server, service: 1ms, queue: unlimited }
                          cache: { kind: cache, entries: 10, source: db }
                          db: { kind: database, read: 10ms, queue: unlimited }
                        requests:
                          page: { key: uniform(1000), path: [web, cache], timeout: 1s, retry: { attempts: 3 } }
                        """).clearings()).extracting(BacklogClearing::station).containsExactly("web");
    }

    @Test
    void closedLoopReportsTheSaturationPoint() throws Exception {
        ScenarioExplanation.Loop loop = paper("""
                        run: 1m
                        load: users(50 think=exp(2s))
                        components:
                          web: { kind: server, cores: 1, service: exp(20ms) }
                          db: { kind: server, cores: 2, service: exp(100ms) }
                        requests: { page: { steps: [web, { call: db }] } }
                        """).loops().get(0);
        assertThat(loop.users()).isEqualTo(50);
        assertThat(loop.aloneNanos()).isCloseTo(2.12e9, within(1.0));
        assertThat(loop.mostPerSecond()).isCloseTo(20, within(1e-9));
        assertThat(loop.knee()).isCloseTo(42.4, within(1e-6));
    }

    @Test
    void availabilityAssertionsYieldErrorBudgets() throws Exception {
        ScenarioExplanation paper = paper(box(40, "retry: { attempts: 1 }") + """
                sla:
                  up: availability >= 99.9%
                  page up: page.availability > 99%
                  no budget: availability > 0%
                  another: page.p99 < 2s
                """);
        assertThat(paper.budgets()).extracting(ScenarioExplanation.Budget::name).containsExactly("up", "page up");
        assertThat(paper.budgets().get(0).downtimeNanos(30)).isCloseTo(2592e9, within(1.0));
    }

    @Test
    void explainPrintsAmplificationAndClearingLoad() throws Exception {
        String told = Session.of("explain", "retry-storm").out();
        assertThat(told).contains("""
                at most 4 calls to web per page, instead of 1
                web: a backlog older than the timeout of its callers shrinks only below 25/s;
                  70/s arrive, so it can outlast its cause
                """);
    }
}
