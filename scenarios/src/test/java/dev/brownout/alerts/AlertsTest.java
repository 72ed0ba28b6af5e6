package dev.brownout.alerts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Firing and resolving of alerts, their metrics, and conditions that are rejected. */
class AlertsTest {
    private static final String SITE = """
            run: { duration: 5m, warmup: 10s, seed: 3 }
            network: none
            load: 50/s
            components:
              web: { kind: server, nodes: 2, cores: 8, service: 1ms }
            requests:
              page: { path: [web], timeout: 2s }
            faults:
              - at 2m: FAULT
            alerts:
              burn: { if: IF }
            predict:
              fired: burn.fired ~ 1 +/- 100%
              resolved: burn.resolved ~ 1 +/- 100%
              firing: burn.firing ~ 50% +/- 100%
              noticed: burn.mttd(outage) ~ 1m +/- 100%
              false: burn.false_alarms ~ 0 +/- 100%
            """;

    private static String site(String fault, String alert) {
        return SITE.replace("FAULT", fault).replace("IF", alert);
    }

    private static VariantResult run(String fault, String alert) {
        return TestScenarioRunner.run(site(fault, alert));
    }

    private static List<String> notifications(VariantResult result) {
        return result.history().timeline().stream()
                .filter(one -> one.what().startsWith("alert"))
                .map(one -> one.text().toString())
                .toList();
    }

    @Test
    void firesUntilTheErrorsLeaveTheWindow() {
        VariantResult result = run("errors web 20% for 30s as outage", "page.error_rate > 5%, over: 40s, every: 1s");
        assertThat(notifications(result)).containsExactly("burn fires: page.error_rate > 5% over 40s", "burn resolves");
        assertThat(TestScenarioRunner.measure(result, "fired")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "resolved")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "noticed") / 1e9).isBetween(8.0, 13.0);
        // Firing from 10 s after the fault begins until under a quarter of its 30 s is in the window: 50 s of 290 s.
        assertThat(TestScenarioRunner.measure(result, "firing")).isBetween(45 / 290.0, 55 / 290.0);
        assertThat(TestScenarioRunner.measure(result, "false")).isZero();
    }

    @Test
    void hangingRequestsFailAfterTheirTimeout() {
        VariantResult result = run("hang web for 1m as outage", "page.failed > 0, over: 10s, every: 1s");
        assertThat(TestScenarioRunner.measure(result, "noticed") / 1e9).isBetween(2.0, 3.1);
    }

    @Test
    void doesNotFireWithoutData() {
        VariantResult result = run("traffic x0 for 1m as outage", "page.availability > 50%, over: 10s, every: 1s");
        // Fires first in the warm-up, has no data for 50 s, and fires again.
        assertThat(TestScenarioRunner.measure(result, "resolved")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "fired")).isEqualTo(1);
    }

    @Test
    void firingIsDelayedByTheForDuration() {
        VariantResult atOnce = run("errors web 20% as outage", "page.failed > 5, over: 10s, every: 1s");
        VariantResult later = run("errors web 20% as outage", "page.failed > 5, over: 10s, every: 1s, for: 20s");
        assertThat(TestScenarioRunner.measure(later, "noticed") - TestScenarioRunner.measure(atOnce, "noticed"))
                .isEqualTo(20e9);
    }

    @Test
    void firingWithoutFaultIsAFalseAlarm() {
        VariantResult result = run("errors web 20% for 30s as outage", "web.offered > 0, over: 1s, every: 1m");
        assertThat(TestScenarioRunner.measure(result, "fired")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "false")).isEqualTo(1);
        assertThat(TestScenarioRunner.measure(result, "noticed")).isNaN();
    }

    @Test
    void alertsDoNotChangeTheResults() {
        String text = site("crash web/1 for 30s as outage", "web.utilization > 1%, over: [1m, 7s], every: 3s");
        VariantResult watched = TestScenarioRunner.run(text);
        VariantResult alone = TestScenarioRunner.run(text.substring(0, text.indexOf("alerts:")));
        assertThat(watched.requests()).usingRecursiveComparison().isEqualTo(alone.requests());
        assertThat(watched.components().get("web"))
                .usingRecursiveComparison()
                .isEqualTo(alone.components().get("web"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    page.error_rat > 1%, over: 1m      | no metric 'error_rat'
                    page.error_rate > 100%, over: 1m   | can never be met
                    page.error_rate > 1%               | add 'over', such as over: 1m
                    page.p99 > 1s                      | add 'over', such as over: 1m
                    page.max > 1s, over: 1m            | an alert cannot evaluate 'page.max'
                    page.stale_age.p99 > 1s, over: 1m  | an alert cannot evaluate 'page.stale_age.p99'
                    web.waiting > 1, over: 1m          | remove 'over'
                    page.error_rate > 1.44, over: 1m   | did you mean '1.44%'
                    web/3.in_flight > 1                | web has 2 nodes
                    burn.fired > 1, over: 1m           | an alert cannot evaluate 'burn.fired'
                    """)
    void rejectsConditionsThatCannotBeEvaluated(String alert, String message) {
        String text = site("errors web 20% as outage", alert);
        assertThatThrownBy(() -> Run.check(TestScenarioRunner.load(text).scenario()))
                .isInstanceOfAny(RuntimeException.class, AssertionError.class)
                .hasMessageContaining(message);
    }
}
