package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.result.VariantResult.TimelineEvent;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Checks of displayed texts accept correct results. */
class DisplayChecksTest {
    /** The client of the cache, a node of the server, calls the cache and then the component behind it. */
    @Test
    void breakerBehindACacheNamesTheCallingNode() throws Exception {
        ScenarioCase scenario = new ScenarioCase("""
                run: 3s
                load: 20/s
                components:
                  web: { kind: server }
                  cache: { kind: cache, entries: 2 }
                  back: { kind: server }
                requests:
                  page:
                    key: uniform(100)
                    steps: [web, cache, { visit: back, circuit_breaker: { window: 2, slow_call: 1ns, open: 1s } }]
                """, Map.of());
        RandomScenarioTrial.Outcome outcome =
                RandomScenarioTrial.of(scenario.validate().file().orElseThrow());
        List<TimelineEvent> breaks = outcome.results().get(0).timeline().stream()
                .filter(happening -> happening.what().equals("breaker-open"))
                .toList();
        assertThat(breaks).isNotEmpty().allSatisfy(happening -> {
            assertThat(happening.component()).isEqualTo("cache");
            assertThat(happening.text()).isEqualTo("circuit breaker of web/1 to back is open");
        });
    }
}
