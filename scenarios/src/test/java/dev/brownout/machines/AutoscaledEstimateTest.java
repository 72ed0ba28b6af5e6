package dev.brownout.machines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import dev.brownout.rounds.ChosenRows;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Capacity warnings of an autoscaled tier under a load that changes. The tier is overloaded only if the autoscaler has
 * removed its nodes before the load returns.
 */
@Tag("once")
class AutoscaledEstimateTest {
    private static String scenario(String load, String autoscale) {
        return """
                run: { duration: 30m, warmup: 5m, seed: 1 }
                network: none
                load: LOAD
                components:
                  web:
                    kind: server
                    nodes: 20
                    cores: 1
                    queue: 100
                    service: exp(80ms)
                    autoscale: { profile: kubernetes-hpa, max: 30, startup: 30s, AUTOSCALE }
                requests:
                  page: { path: [web] }
                """.replace("LOAD", load).replace("AUTOSCALE", autoscale);
    }

    @ParameterizedTest
    @ChosenRows({1, 6})
    @CsvSource(delimiter = '|', textBlock = """
            step(140/s 70/s 140/s 70/s 140/s 70/s 140/s every=4m) | target: 70%
            step(140/s 70/s 140/s 70/s 140/s every=7m) | target: 70%, down_window: 8m
            step(140/s 70/s 140/s 70/s 140/s every=4m) | metric: requests, target: 8.8/s
            step(140/s 70/s 140/s 70/s 140/s every=4m) | target: 70%, min: 14, down_window: 0s
            step(140/s 70/s 140/s every=8m) | target: 70%, down_window: 0s, down_policy: { share: 0%, every: 8m }
            diurnal(min=30/s max=140/s peak=10m period=20m) | target: 70%
            diurnal(min=30/s max=140/s peak=30m period=20m) | target: 70%
            ramp(30/s 140/s over=20m) | target: 70%
            """)
    void tiersThatKeepUpHaveNoWarning(String load, String autoscale) {
        String text = scenario(load, autoscale);
        assertThat(TestScenarioRunner.analysis(text).warnings()).isEmpty();
        assertThat(TestScenarioRunner.measure(TestScenarioRunner.run(text), "web", "failed"))
                .isZero();
    }
}
