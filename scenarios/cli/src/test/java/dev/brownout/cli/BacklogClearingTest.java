package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RequestResult;
import dev.brownout.result.ScenarioExplanation;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Self-sustaining backlogs, and analytical estimates of closed loops with contending users and of error budgets. */
class BacklogClearingTest {
    private static ScenarioFile file(String text) throws Exception {
        return new Loader(none -> Optional.empty()).load("paper", """
                scenario: Paper
                network: none
                """ + text, Overrides.NONE);
    }

    private static ScenarioExplanation analyticalEstimate(String text) throws Exception {
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
    private static double successShare(String text) throws Exception {
        ScenarioFile file = file(text);
        VariantResult result = Run.execute(
                file.variants().get(0).scenario(),
                file.setup(file.variants().get(0)),
                (share, events, inFlight) -> true);
        RequestResult page = result.requests().get("page");
        return (double) page.good() / page.offered();
    }

    /**
     * While the backlog is older than the timeout, each call arrives as often as its retries allow. It shrinks only if
     * the capacity of 100/s exceeds the load times that number (N. Bronson et al., "Metastable failures in distributed
     * systems", HotOS 2021: hidden capacity).
     */
    @Tag("law")
    @ParameterizedTest
    @CsvSource({
        "'retry: { attempts: 2, backoff: none }', 50",
        "'retry: { attempts: 3, backoff: none }', 33.333",
        "'retry: { attempts: 4, backoff: none }', 25",
        "'retry: { attempts: 4, backoff: none, budget: 50% }', 66.667",
        "'retry: { attempts: 2, backoff: constant(2s) }', 50"
    })
    void backlogClearsOnlyBelowTheHiddenCapacity(String call, double perSecond) throws Exception {
        assertThat(successShare(box(0.9 * perSecond, call))).as("below").isGreaterThan(0.99);
        assertThat(successShare(box(1.1 * perSecond, call))).as("above").isLessThan(0.02);
    }

    @Test
    void closedLoopReportsTheSaturationPoint() throws Exception {
        ScenarioExplanation.Loop loop = analyticalEstimate("""
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
        ScenarioExplanation explanation = analyticalEstimate(box(40, "retry: { attempts: 1 }") + """
                sla:
                  up: availability >= 99.9%
                  page up: page.availability > 99%
                  no budget: availability > 0%
                  another: page.p99 < 2s
                """);
        assertThat(explanation.budgets())
                .extracting(ScenarioExplanation.Budget::name)
                .containsExactly("up", "page up");
        assertThat(explanation.budgets().get(0).downtimeNanos(30)).isCloseTo(2592e9, within(1.0));
    }
}
