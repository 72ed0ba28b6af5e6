package dev.brownout.cli;

import static dev.brownout.cli.TextEdit.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.Analysis;
import dev.brownout.result.Analysis.Backlog;
import dev.brownout.result.Analysis.Station;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Analytical estimates agree with runs or are withheld. A run shows only warnings that it confirms. */
@Tag("once")
class EstimateAgreementTest {
    private static final Loader LOADER = new Loader(none -> Optional.empty());

    private static ScenarioFile file(String text) throws Exception {
        return LOADER.load("estimates", "version: 1\nscenario: Estimates\nnetwork: none\n" + text, Overrides.NONE);
    }

    private static Analysis estimate(String text) throws Exception {
        return CapacityForecast.of(file(text).variants().get(0).scenario()).analysis();
    }

    private static VariantResult run(String text) throws Exception {
        ScenarioFile.Variant variant = file(text).variants().get(0);
        return Run.execute(variant.scenario(), Run.Setup.of("all"), (share, events, inFlight) -> true);
    }

    private static List<Station> rows(Analysis analysis, String station) {
        return analysis.stations().stream()
                .filter(row -> row.station().equals(station))
                .toList();
    }

    /** Checks that all rows of a station agree with the run within a relative tolerance. */
    private static void agrees(Analysis analysis, String station, double share) {
        List<Station> rows = rows(analysis, station);
        assertThat(rows).isNotEmpty();
        for (Station row : rows) {
            double measured = row.measuredUtilization();
            assertThat(Math.min(1, row.utilization()))
                    .as("%s from %s", station, row.fromNanos())
                    .isCloseTo(measured, within(share * measured));
        }
    }

    private static final String SALE = """
            run: { duration: 5m }
            components:
              room: { kind: waiting-room, %s }
              web: { kind: server, nodes: 4, cores: 4, service: exp(40ms) }
            journeys:
              fan:
                rate: spike(base=0/s peak=333/s at=0s for=60s)
                leaves: { error: 100%% }
                steps:
                  - { request: browse, think: exp(5s) }
                  - { request: hold, think: exp(20s) }
                  - { request: pay, when: 70%% }
            requests:
              browse: { path: [%s], timeout: 10m }
              hold: { steps: [web] }
              pay: { steps: [web] }
            """;

    @ParameterizedTest
    @ChosenRows
    @CsvSource({
        "'room, web', visitors may wait in a waiting room before",
        "web, visitors of an earlier stage are still on their journey"
    })
    void journeyOfARushHasNoEstimate(String path, String reason) throws Exception {
        assertThat(rows(run(SALE.formatted("admits: 100/s", path)).analysis(), "web"))
                .isNotEmpty()
                .allMatch(row -> row.formula().toString().equals("no estimate: " + reason));
    }

    @Test
    void fullWaitingRoomPassesItsAdmissionRate() throws Exception {
        Analysis analysis = run("""
                run: { duration: 5m }
                components:
                  room: { kind: waiting-room, admits: 50/s }
                  web: { kind: server, cores: 4, service: exp(40ms) }
                requests:
                  page: { rate: 80/s, path: [room, web], timeout: 10m }
                """).analysis();
        assertThat(rows(analysis, "web").get(0).offeredPerSecond()).isCloseTo(50, within(1e-6));
        agrees(analysis, "web", 0.05);
    }

    private static final String BURSTS = """
            run: { duration: 32m, warmup: 5m, seed: 1 }
            load: [ step(280/s 140/s 280/s 140/s 280/s 140/s 280/s 140/s every=4m) ]
            components:
              web:
                kind: server
                nodes: 20
                cores: 1
                service: exp(40ms)
                autoscale:
                  { profile: kubernetes-hpa, metric: %s, min: 2, max: 30, startup: 30s, down_window: %s }
            requests:
              r: { path: [web] }
            """;

    @ParameterizedTest
    @ChosenRows(1)
    @CsvSource({"cpu, 70%", "requests, 16/s", "in_flight, 2"})
    void autoscaledTierHasNoEstimate(String metric, String target) throws Exception {
        Analysis analysis =
                run(BURSTS.formatted(metric + ", target: " + target, "120s")).analysis();
        Station row = rows(analysis, "web").get(0);
        assertThat(row.formula().toString()).isEqualTo("no estimate: the number of nodes follows " + metric);
        assertThat(row.utilization()).isNaN();
        assertThat(row.measuredUtilization()).isBetween(0.1, 1.0);
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
        assertThat(analysis.unconfirmed()).extracting(Object::toString).isEmpty();
    }

    private static final String HOOKS = """
            run: { duration: 10m, warmup: 30s }
            components:
              api: { kind: server, cores: 8, service: 2ms }
              hooks: { kind: queue, visibility: 60s, max_receives: 5 }
              sender:
                kind: server
                cores: 64
                workers: 50
                service: 1ms
                consumes:
                  queue: hooks
                  steps:
                    - choose:
                      - 95%: [{ call: good, timeout: 10s }]
                      - 5%: [{ call: bad, timeout: 10s }]
              good: { kind: server, cores: 10000, service: exp(100ms) }
              bad: { kind: server, cores: 10000, service: 60s }
            requests:
              event: { rate: 100/s, steps: [api, publish: hooks] }
            """;

    @Test
    @Tag("change")
    void queueWithFailingMessagesHasNoEstimate() throws Exception {
        Analysis analysis = run(HOOKS).analysis();
        Backlog hooks = analysis.queues().get(0);
        assertThat(hooks.measuredDeepest()).isGreaterThan(20_000);
        assertThat(rows(analysis, "sender"))
                .allMatch(row -> row.formula().toString().equals("no estimate: failed messages are delivered again"));
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .contains("the workers of sender are 100 % in use from 30s to 10m");
    }

    /** A failed load leaves no entry, so that later reads reach the origin again. */
    @ParameterizedTest
    @ValueSource(strings = {"cdn: { kind: cdn, edges: 1, source: web }", "cdn: { kind: cache, source: web }"})
    void hitRatiosBeforeFailuresHaveNoEstimate(String cache) throws Exception {
        String text = """
                run: { duration: 3m, warmup: 10s, seed: 1 }
                components:
                  CACHE
                  web: { kind: server, nodes: 2, cores: 8, service: exp(10ms) }
                requests:
                  page: { rate: 667/s, key: zipf(0.9 50k), path: [cdn] }
                """.replace("CACHE", cache.replace("source:", "ttl: 60s, source:"));
        assertThat(rows(estimate(text), "web").get(0).offeredPerSecond()).isBetween(1.0, 600.0);
        assertThat(rows(estimate(text + "faults:\n  - at 0s: errors web/* 100%\n"), "web")
                        .get(0)
                        .formula()
                        .toString())
                .isEqualTo("no estimate: failed loads leave no entry");
    }

    private static final String CLIENTS = """
            run: { duration: 60s, seed: 1 }
            components:
              gw: { kind: server, cores: 64, service: 1ms }
              jobs: { kind: queue }
              api: { kind: server, cores: 8, service: exp(5ms), rate_limit: { rate: 50/s, per: client } }
              %s
            requests:
              a: { rate: 300/s, %s }
              b: { rate: 10/s, %s }
            """;

    @Test
    void clientRateLimitAppliesPerClassBehindOtherTiers() throws Exception {
        String tier = CLIENTS.formatted("", "path: [gw, api]", "path: [gw, api]");
        assertThat(rows(estimate(tier), "api").get(0).offeredPerSecond()).isCloseTo(60, within(1e-6));
        agrees(run(tier).analysis(), "api", 0.05);
        String consumer = "worker: { kind: server, cores: 64, service: 1ms, consumes: { queue: jobs,"
                + " steps: [{ call: api }] } }";
        String queue = replaceParts(
                CLIENTS.formatted(consumer, "steps: [gw, publish: jobs]", "steps: [gw, publish: jobs]"),
                "kind: queue",
                "kind: queue, max_receives: 1");
        assertThat(rows(estimate(queue), "api").get(0).offeredPerSecond()).isCloseTo(60, within(1e-6));
        String two =
                replaceParts(CLIENTS.formatted("", "path: [gw, api]", "path: [gw, api]"), "rate: 10/s", "rate: 90/s");
        assertThat(rows(estimate(two), "api").get(0).offeredPerSecond()).isCloseTo(100, within(1e-6));
        agrees(run(two).analysis(), "api", 0.05);
    }

    private static final String HEAP = """
            run: { duration: 60s, seed: 1 }
            components:
              app:
                kind: server
                cores: 8
                workers: %s
                service: exp(10ms)
                heap: { size: %s, per_request: 2MB }
            requests:
              r: { rate: 200/s, path: [app] }
            """;

    @Test
    void heapWithPossibleStallsHasNoEstimate() throws Exception {
        Station large = rows(estimate(HEAP.formatted("100", "256MB")), "app").get(0);
        assertThat(large.formula().toString()).startsWith("no estimate: GC pauses grow");
        assertThat(rows(estimate(HEAP.formatted("unlimited", "1GB")), "app")
                        .get(0)
                        .utilization())
                .isNaN();
        assertThat(estimate(replaceParts(HEAP.formatted("100", "256MB"), "200/s", "2000/s"))
                        .warnings())
                .anyMatch(text -> text.toString().startsWith("app overloaded"));
    }

    /** The retries of a call take longer than its user waits, which matters while the database is paused. */
    @Test
    void unconfirmedWarningsAreListedSeparately() throws Exception {
        String text = """
                run: { duration: 1m, warmup: 5s, seed: 1 }
                components:
                  web: { kind: server }
                  db: { kind: database, cores: 16, read: exp(5ms) }
                requests:
                  get:
                    rate: 100/s
                    timeout: 2s
                    steps: [web, { read: db, timeout: 1s, retry: { attempts: 3, backoff: 100ms } }]
                """;
        String sentence = "get times out after 2s, but web can wait 3.2s for db: retry(attempts=3 backoff=100ms)"
                + " around a timeout of 1s";
        assertThat(estimate(text).warnings()).extracting(Object::toString).containsExactly(sentence);
        Analysis analysis = run(text).analysis();
        assertThat(analysis.warnings()).extracting(Object::toString).isEmpty();
        assertThat(analysis.unconfirmed()).extracting(Object::toString).containsExactly(sentence);
        Analysis paused =
                run(text + "faults:\n  - at 20s: pause db/primary for 5s\n").analysis();
        assertThat(paused.warnings()).extracting(Object::toString).contains(sentence);
        assertThat(paused.unconfirmed()).isEmpty();
    }

    @Test
    void rowReportsNotableDifferenceFromMeasurement() throws Exception {
        Station row = new Station(
                "web", 0, 1, 1, 2, 0.5, Double.NaN, Double.NaN, Sentence.EMPTY, 0.4, Double.NaN, Double.NaN);
        assertThat(row.notableDifference()).isCloseTo(0.25, within(1e-9));
        Station near = new Station(
                "web", 0, 1, 1, 2, 0.5, Double.NaN, Double.NaN, Sentence.EMPTY, 0.42, Double.NaN, Double.NaN);
        assertThat(near.notableDifference()).isZero();
    }

    @Test
    void saturatedHostsConfirmAnOverloadWarning() throws Exception {
        Analysis analysis = run("""
                run: { duration: 1m, seed: 1 }
                components:
                  web: { kind: server, cores: 2, service: exp(10ms) }
                requests:
                  r: { rate: 300/s, path: [web] }
                """).analysis();
        assertThat(analysis.warnings())
                .extracting(Object::toString)
                .singleElement()
                .asString()
                .startsWith("web overloaded: 300/s offered");
        assertThat(analysis.unconfirmed()).extracting(Object::toString).isEmpty();
    }
}
