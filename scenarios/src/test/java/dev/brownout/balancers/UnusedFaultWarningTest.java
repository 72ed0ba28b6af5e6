package dev.brownout.balancers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.databases.TestScenarioRunner;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * A fault that removes all nodes before any call reaches them still affects users through the balancer, which knows of
 * it.
 */
class UnusedFaultWarningTest {
    private static List<String> warnings(String health, String path) {
        return TestScenarioRunner.run("""
                        run: 1m
                        components:
                          lb: { kind: load-balancer, health: %s }
                          web: { kind: server }
                        requests:
                          page: { rate: constant(6/min), path: [%s] }
                        faults: [at 1ms: power-off web]
                        """.formatted(health, path)).analysis().warnings().stream()
                .map(Object::toString)
                .toList();
    }

    @Test
    void noUnusedFaultWarningIfTheBalancerSawTheFault() {
        assertThat(warnings("{}", "lb, web")).noneMatch(text -> text.contains("had no effect"));
        assertThat(warnings("none", "lb, web")).noneMatch(text -> text.contains("had no effect"));
    }
}
