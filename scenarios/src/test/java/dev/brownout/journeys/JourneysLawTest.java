package dev.brownout.journeys;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import java.util.Comparator;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Shopping journeys: login, three times browse, buy. Arrivals are a Poisson process and there is no queueing, so that
 * the arrivals at each step are a thinned Poisson process. A count with mean m is within 3.29 √m of it in 99.9 % of all
 * runs.
 */
@Tag("law")
class JourneysLawTest {
    private static final int SECONDS = 1500;
    private static final String SHOP = """
            run: { duration: 1600s, warmup: 100s, seed: 7 }
            network: none
            components:
              web: { kind: server, nodes: 10, cores: 8, service: 1ms, queue: unlimited }
              shelf: { kind: server, nodes: 10, cores: 8, service: 1ms, queue: unlimited }
            requests:
              login: { path: [web] }
              browse: { path: [shelf] }
              buy: { path: [web] }
            journeys:
              shopper:
                rate: 10/s
                leaves: LEAVES
                steps: [login, { request: browse, times: 3, think: exp(5s) }, { request: buy, when: 30% }]
            predict:
              started: shopper.started ~ 1 +/- 100%
              finished: shopper.finished ~ 1 +/- 100%
              tired: shopper.left_wait ~ 1 +/- 100%
              errors: shopper.left_error ~ 1 +/- 100%
              active: shopper.active ~ 1 +/- 100%
              conversion: shopper.conversion ~ 50% +/- 100%
            """;
    private static final String LEAVES = "{ error: 100%, wait: 3s }";

    private static VariantResult run(String text) {
        return TestScenarioRunner.run(text);
    }

    private static void poisson(double count, double perSecond) {
        double mean = perSecond * SECONDS;
        assertThat(count).isCloseTo(mean, within(3.29 * Math.sqrt(mean)));
    }

    @Test
    void analyticalRequestRatesOfAJourney() {
        ScenarioExplanation explanation = TestScenarioRunner.explanation(SHOP.replace("LEAVES", LEAVES));
        ScenarioExplanation.Journey shopper = explanation.journeys().get(0);
        assertThat(shopper.name()).isEqualTo("shopper");
        assertThat(shopper.perSecond()).isCloseTo(10, within(1e-9));
        assertThat(shopper.requests().keySet()).containsExactly("login", "browse", "buy");
        assertThat(shopper.requests().values())
                .usingElementComparator(relativeTo())
                .containsExactly(10.0, 30.0, 3.0);
        assertThat(shopper.thinkNanos()).isEqualTo(15e9);
        assertThat(explanation.analysis().stations())
                .extracting(Analysis.Station::offeredPerSecond)
                .usingElementComparator(relativeTo())
                .containsExactly(30.0, 13.0);
    }

    private static Comparator<Double> relativeTo() {
        return (one, other) -> Math.abs(one - other) < 1e-9 ? 0 : Double.compare(one, other);
    }

    @Test
    void requestRatesFollowTheJourneyRate() {
        VariantResult shop = run(SHOP.replace("LEAVES", LEAVES));
        poisson(shop.requests().get("login").offered(), 10);
        poisson(shop.requests().get("buy").offered(), 3);
        assertThat(TestScenarioRunner.measure(shop, "conversion"))
                .isCloseTo(0.3, within(3.29 * Math.sqrt(0.3 * 0.7 / (10 * SECONDS))));
        // The mean of M/G/infinity over a time T has the variance λ E[S²] / T; the stay S is Erlang of 3 times 5 s.
        double interval = 3.29 * Math.sqrt(10.0 * 300 / SECONDS);
        assertThat(TestScenarioRunner.measure(shop, "active")).isCloseTo(150, within(interval));
        assertThat(shop.accounting().audit())
                .anySatisfy(line -> assertThat(line.name()).isEqualTo("shopper: started = finished + left + active"));
    }

    @Test
    void errorsEndTheJourney() {
        VariantResult shop =
                run(SHOP.replace("LEAVES", LEAVES) + "faults:\n  - at 0s: errors shelf/* 10% for 1600s as broken\n");
        double reach = Math.pow(0.9, 3);
        assertThat(10 * reach * 0.3).isCloseTo(2.19, within(0.005));
        poisson(shop.requests().get("buy").offered(), 10 * reach * 0.3);
        poisson(TestScenarioRunner.measure(shop, "errors"), 10 * (1 - reach));
        poisson(TestScenarioRunner.measure(shop, "finished"), 10 * reach);
        assertThat(TestScenarioRunner.measure(shop, "tired")).isZero();
        double conversion = reach * 0.3;
        assertThat(TestScenarioRunner.measure(shop, "conversion"))
                .isCloseTo(conversion, within(3.29 * Math.sqrt(conversion * (1 - conversion) / (10 * SECONDS))));
    }

    @Test
    void errorShareEndsItsShareOfJourneys() {
        String fault = "faults:\n  - at 0s: errors shelf/* 10% for 1600s as broken\n";
        VariantResult none = run(SHOP.replace("LEAVES", "{ error: 0%, wait: 3s }") + fault);
        poisson(none.requests().get("buy").offered(), 3);
        VariantResult half = run(SHOP.replace("LEAVES", "{ error: 50% }") + fault);
        poisson(half.requests().get("buy").offered(), 3 * Math.pow(0.95, 3));
    }

    @Test
    void timeoutEndsTheJourneyBeforeTheResponse() {
        String slow = replaceParts(
                SHOP,
                "LEAVES",
                LEAVES,
                "shelf: { kind: server, nodes: 10, cores: 8, service: 1ms",
                "shelf: { kind: server, nodes: 10, cores: 80, service: 4s");
        VariantResult shop = run(slow);
        assertThat(TestScenarioRunner.measure(shop, "finished")).isZero();
        poisson(TestScenarioRunner.measure(shop, "tired"), 10);
        // Each visitor stays for 1 ms and 3 s; the abandoned request still gets its response.
        assertThat(TestScenarioRunner.measure(shop, "active"))
                .isCloseTo(10 * 3.001, within(3.29 * Math.sqrt(10 * 9.0 / SECONDS)));
        poisson(shop.requests().get("browse").good(), 10);
        assertThat(shop.requests().get("buy").offered()).isZero();
    }

    @Test
    @Tag("change")
    void journeyKeepsItsRegionAndItsNode() {
        VariantResult shop = run("""
                run: { duration: 1000s, seed: 5 }
                regions: { ireland: { users: 70% }, tokyo: { users: 30% } }
                components:
                  lb: { kind: load-balancer, regions: [ireland, tokyo], algorithm: source-hash }
                  web: { kind: server, regions: [ireland, tokyo], nodes: 3, service: 1ms }
                requests:
                  look: { path: [lb, web] }
                  buy: { path: [lb, web] }
                journeys:
                  shopper: { rate: [ramp(1/s 1/s over=900s), 0/s], steps: [{ request: look, times: 2 }, buy] }
                """);
        Map<String, Map<String, Measure>> nodes = shop.components().get("web").nodes();
        assertThat(nodes).hasSize(6);
        nodes.forEach((node, measures) ->
                assertThat(measures.get("offered").value() % 3).as(node).isZero());
        double local = nodes.entrySet().stream()
                .filter(node -> Integer.parseInt(node.getKey()) <= 3)
                .mapToDouble(node -> node.getValue().get("offered").value() / 3)
                .sum();
        double all = shop.requests().get("buy").offered();
        assertThat(local).isCloseTo(0.7 * all, within(3.29 * Math.sqrt(all * 0.7 * 0.3)));
    }

    @Test
    @Tag("change")
    void closedLoopOfJourneys() {
        String text = """
                run: { duration: 4005s, warmup: 5s, seed: 5 }
                network: none
                components:
                  web: { kind: server, cores: 10, service: 500ms }
                requests:
                  look: { path: [web] }
                journeys:
                  reader: { rate: users(10 think=1s), steps: [{ request: look, times: 2, think: 1s }] }
                predict:
                  rounds: reader.finished ~ 10k +/- 1%
                """;
        VariantResult readers = run(text);
        // Rounds of 4 s: twice 0.5 s of service and 1 s of think time, plus 1 s between two journeys.
        assertThat(TestScenarioRunner.measure(readers, "rounds")).isEqualTo(10 * 1000);
        ScenarioExplanation explanation = TestScenarioRunner.explanation(text);
        assertThat(explanation.journeys().get(0).perSecond()).isCloseTo(2.5, within(1e-9));
        assertThat(explanation.loops().get(0).aloneNanos()).isCloseTo(4e9, within(1.0));
    }

    @Test
    void requestRateAddsJourneysAndPlainLoad() {
        VariantResult both = run("""
                run: { duration: 1600s, warmup: 100s, seed: 6 }
                network: none
                load: 20/s
                components:
                  web: { kind: server, nodes: 10, service: 1ms }
                requests:
                  look: { path: [web] }
                  buy: { share: 25%, path: [web] }
                  other: { share: 75%, path: [web] }
                journeys:
                  shopper: { rate: 10/s, steps: [look, buy] }
                """);
        poisson(both.requests().get("look").offered(), 10);
        poisson(both.requests().get("buy").offered(), 15);
        poisson(both.requests().get("other").offered(), 15);
    }
}
