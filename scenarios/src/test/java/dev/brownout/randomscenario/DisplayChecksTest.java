package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.ScenarioFile;
import dev.brownout.result.VariantResult.TimelineEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks of displayed texts accept correct results, and find wrong ones. */
class DisplayChecksTest {
    /** Each number of a result that is changed differs from the outputs of the run. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"bound\" : 500000000,",
                "\"bound\" : 1000000,",
                "\"offered\" : 4",
                "\"availability\" : 1,",
                "\"verdict\" : \"pass\"",
                "\"sent\" : ",
                "\"p95_ns\" : "
            })
    void numbersOfAnotherResultAreFound(String number) throws Exception {
        ScenarioFile file = new ScenarioCase("""
                run: 10s
                load: 50/s
                components: { web: { kind: server, cores: 2, service: exp(10ms) } }
                requests: { page: { path: [web] } }
                sla: { fast: page.p99 < 500ms }
                variants:
                  loose: {}
                  strict: { set: { sla.fast: page.p99 < 1ms } }
                """, Map.of()).validate().file().orElseThrow();
        RandomScenarioTrial.Outcome outcome = RandomScenarioTrial.of(file);
        String json = new String(outcome.json(), StandardCharsets.UTF_8);
        assertThat(json).contains(number);
        String other = number.contains("pass") ? "\"verdict\" : \"fail\"" : number.replace(" : ", " : 7");
        byte[] changed = json.replace(number, other).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DisplayChecks.check(file.result(outcome.results()), changed))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("shown: ");
    }

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
        List<TimelineEvent> breaks = outcome.results().get(0).history().timeline().stream()
                .filter(event -> event.what().equals("breaker-open"))
                .toList();
        assertThat(breaks).isNotEmpty().allSatisfy(event -> {
            assertThat(event.component()).isEqualTo("cache");
            assertThat(event.text().toString()).isEqualTo("circuit breaker of web/1 to back is open");
        });
    }
}
