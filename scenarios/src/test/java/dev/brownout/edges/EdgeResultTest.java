package dev.brownout.edges;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.EdgeResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Call graph of results: calls per caller and callee, validated against values calculated by hand. */
class EdgeResultTest {
    /** Ten orders and a hundred lookups per second; the payment service is unreachable from 20 s to 40 s. */
    private static final String SHOP = """
            run: { duration: 60s, seed: 1 }
            network: none
            components:
              web: { kind: server, cores: 8, service: 1ms }
              db: { kind: server, cores: 8, service: 1ms }
              psp: { kind: server, cores: 8, service: 1ms }
            requests:
              order:
                rate: constant(10/s)
                steps:
                  - web
                  - call: db
                  - call: db
                  - { call: psp, timeout: 20ms, retry: { attempts: 3, backoff: none } }
              look: { rate: constant(100/s), steps: [web] }
            faults: [at 20s: blackhole psp for 20s as cut]
            """;

    private static List<EdgeResult> edges(String text) throws InvalidScenarioException {
        return result(text).edges();
    }

    private static VariantResult result(String text) throws InvalidScenarioException {
        Scenario scenario = new Loader(name -> Optional.empty())
                .load("test", text, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
        return Run.execute(scenario, Run.Setup.of("base"), (share, events, inFlight) -> true);
    }

    private static EdgeResult edge(List<EdgeResult> edges, String caller, String callee) {
        return edges.stream()
                .filter(edge -> edge.caller().equals(caller) && edge.callee().equals(callee))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void callsAreCountedPerCaller() throws InvalidScenarioException {
        List<EdgeResult> edges = edges(SHOP);
        assertThat(edges)
                .extracting(edge -> edge.caller() + " " + edge.callee())
                .containsExactly("look web", "order web", "web db", "web psp");
        assertThat(edge(edges, "look", "web").users()).isTrue();
        assertThat(edge(edges, "web", "db").users()).isFalse();
        long orders = edge(edges, "order", "web").sent();
        assertThat(orders).isBetween(599L, 601L);
        assertThat(edge(edges, "look", "web").sent()).isBetween(5_999L, 6_001L);
        assertThat(edge(edges, "web", "db").sent()).isBetween(2 * orders - 2, 2 * orders);
    }

    /** Two tiers at one location call a third over the same links. */
    @Test
    void callersOverASharedLinkAreCountedSeparately() throws InvalidScenarioException {
        List<EdgeResult> edges = edges("""
                run: { duration: 60s, seed: 1 }
                network: none
                components:
                  web: { kind: server, cores: 8, service: 1ms }
                  api: { kind: server, cores: 8, service: 1ms }
                  db: { kind: server, cores: 8, service: 1ms }
                requests:
                  page: { rate: constant(10/s), steps: [web, { call: db }] }
                  query: { rate: constant(30/s), steps: [api, { call: db }] }
                """);
        assertThat(edge(edges, "web", "db").sent()).isBetween(598L, 601L);
        assertThat(edge(edges, "api", "db").sent()).isBetween(1_798L, 1_801L);
    }

    @Test
    void attemptsAreCountedAsCallsWithTheirFailureCause() throws InvalidScenarioException {
        EdgeResult psp = edge(edges(SHOP), "web", "psp");
        assertThat(psp.causes()).containsExactly(Map.entry("timed_out@psp", psp.failed()));
        assertThat(psp.failed()).isBetween(597L, 603L);
        assertThat(psp.retries()).isBetween(398L, 402L);
        assertThat(psp.sent()).isEqualTo(psp.good() + psp.failed());
    }

    @Test
    void seriesIntervalsSumToTheTotal() throws InvalidScenarioException {
        EdgeResult psp = edge(edges(SHOP), "web", "psp");
        assertThat(Arrays.stream(psp.sentByStep()).sum()).isEqualTo(psp.sent());
        assertThat(Arrays.stream(psp.goodByStep()).sum()).isEqualTo(psp.good());
        assertThat(Arrays.stream(psp.failedByStep()).sum()).isEqualTo(psp.failed());
        int from = psp.failedByStep().length / 3;
        assertThat(Arrays.stream(psp.failedByStep()).limit(from).sum()).isZero();
    }

    @Test
    void warmUpCountsOnlyInTheSeries() throws InvalidScenarioException {
        EdgeResult lookup = edge(edges(replaceParts(SHOP, "seed: 1", "seed: 1, warmup: 30s")), "look", "web");
        assertThat(lookup.sent()).isBetween(2_999L, 3_001L);
        assertThat(Arrays.stream(lookup.sentByStep()).sum()).isBetween(5_999L, 6_001L);
    }

    @Test
    void callsOfACrashedCallerAreAbandoned() throws InvalidScenarioException {
        EdgeResult psp = edge(
                edges(replaceParts(
                        SHOP,
                        "timeout: 20ms, ",
                        "timeout: 15s, ",
                        "as cut]",
                        "as cut, at 30s: crash web for 5s as gone]")),
                "web",
                "psp");
        assertThat(psp.abandoned()).isBetween(99L, 101L);
    }

    @Test
    void timelineEventsHaveTheFaultName() throws InvalidScenarioException {
        assertThat(result(SHOP).history().timeline())
                .filteredOn(event -> event.what().equals("fault-start"))
                .extracting(event -> event.data().get("fault"))
                .containsExactly("cut");
    }
}
