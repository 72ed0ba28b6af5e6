package dev.brownout.policies;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.Analysis;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Changes of rate limits during a run: admitted calls before, during and after a change. */
class RateLimitChangeTest {
    private static String site(String limit, String faults) {
        return """
                run: { duration: 30s, seed: 1 }
                network: none
                components:
                  lb: { kind: load-balancer, health: none, algorithm: round-robin }
                  web: { kind: server, nodes: 2, cores: 100, service: 1ms, rate_limit: { rate: 100/s, %s } }
                requests:
                  page: { rate: constant(1000/s), path: [lb, web] }
                faults: [ %s ]
                """.formatted(limit, faults);
    }

    /** Returns the calls that pass during 10 s. */
    private static double admitted(String site, int from) {
        String text = site
                + "predict: { limited: web.rate_limited ~ 1 +/- 1%% from %ds to %ds }\n".formatted(from, from + 10);
        return 10_000 - TestScenarioRunner.measure(TestScenarioRunner.run(text), "limited");
    }

    /**
     * A bucket of 100 tokens at 100/s is empty after 10 s of 1000/s. From then on it has 10 tokens and 50/s, for 10 s.
     * If its 100 given tokens are kept, it lacks 90 tokens and admits 500 - 90 calls, and 1000 + 90 calls after the
     * change. If it is fresh, it admits 500 + 10 and then 1000 + 100 calls. A shared bucket is one for both nodes.
     */
    @ParameterizedTest
    @ChosenRows({1, 4})
    @CsvSource({
        "kept, true, 1100, 410, 1090",
        "kept, false, 2200, 820, 2180",
        "fresh, true, 1100, 510, 1100",
        "fresh, false, 2200, 1020, 2200"
    })
    void tokensOfABucketAreKeptOrFresh(String tokens, boolean shared, int before, int during, int after) {
        String site = site(
                "burst: 100, shared: " + shared,
                "at 10s: set-rate-limit web 50/s burst=10 tokens=" + tokens + " for 10s");
        assertThat(admitted(site, 0)).isCloseTo(before, within(2.0));
        assertThat(admitted(site, 10)).isCloseTo(during, within(2.0));
        assertThat(admitted(site, 20)).isCloseTo(after, within(2.0));
    }

    /**
     * Windows of 1 s and a leaky bucket follow the new rate: 10 s of 20/s, 50/s and 30/s. The difference is less than
     * the calls of one window: of the first window, and of the estimate of the previous window.
     */
    @ParameterizedTest
    @ChosenRows({1, 4})
    @ValueSource(strings = {"fixed-window", "sliding-window-log", "sliding-window-counter", "leaky-bucket, burst: 1"})
    void everyAlgorithmFollowsTheRate(String algorithm) {
        String site = site(
                "shared: true, algorithm: " + algorithm,
                "at 0s: set-rate-limit web 20/s, at 10s: set-rate-limit web 50/s for 10s, "
                        + "at 20s: set-rate-limit web 30/s");
        assertThat(admitted(site, 0)).isCloseTo(200, within(20.0));
        assertThat(admitted(site, 10)).isCloseTo(500, within(50.0));
        assertThat(admitted(site, 20)).isCloseTo(300, within(30.0));
    }

    /**
     * A change of one of two nodes. With two changes the newest applies, and the end of the first one changes nothing.
     */
    @Test
    void newestChangeOfANodeApplies() {
        String site =
                site("burst: 1", "at 0s: set-rate-limit web/1 20/s for 10s, at 5s: set-rate-limit web/1 50/s for 15s");
        assertThat(admitted(site, 0)).isCloseTo(5 * 20 + 5 * 50 + 1000, within(3.0));
        assertThat(admitted(site, 10)).isCloseTo(500 + 1000, within(3.0));
        assertThat(admitted(site, 20)).isCloseTo(2000, within(3.0));
    }

    @Test
    void estimatesKnowTheChange() {
        String site = site("shared: true", "at 10s: set-rate-limit web 50/s for 10s");
        assertThat(TestScenarioRunner.analysis(site).stations().stream()
                        .filter(station -> station.station().equals("web"))
                        .map(Analysis.Station::offeredPerSecond))
                .containsExactly(100.0, 50.0, 100.0);
    }

    @Test
    void changeNeedsALimit() {
        String without = site("burst: 1", "at 10s: set-rate-limit lb 50/s");
        assertThatThrownBy(() -> TestScenarioRunner.run(without)).hasMessageContaining("nodes with a 'rate_limit'");
        assertThatThrownBy(() -> TestScenarioRunner.load(site("burst: 1", "at 10s: set-rate-limit web")))
                .hasMessageContaining("needs a rate or a burst");
    }
}
