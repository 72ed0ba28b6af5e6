package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A warning about an overload names its period and the faults that cause it, and the normal capacity first. */
class OverloadCauseTest {
    private static final String SHOP = """
            run: 6m
            load: %s
            components:
              lb: { kind: load-balancer, health: { every: 2s, fall: 3 } }
              web: { kind: server, nodes: 2, cores: 4, service: exp(20ms)%s }
              db: { kind: database, read: exp(4ms) }
            requests: { page: { path: [lb, web, db], timeout: 1s } }
            faults: [%s]
            """;

    /** The tier is overloaded with all nodes, and more so without one of them. */
    @Test
    void normalCapacityComesBeforeThatOfAFault() throws Exception {
        assertThat(warnings("1500/s", "at 2m: crash web/1 for 1m"))
                .contains("web overloaded: 1,500/s offered, capacity 400/s (375 %);"
                        + " 200/s from 2m to 3m (web/1 crashed)");
    }

    @Test
    void overloadsDuringAFaultNameIt() throws Exception {
        assertThat(warnings("300/s", "at 2m: crash web/1 for 1m"))
                .contains("web overloaded from 2m to 3m (web/1 crashed): 300/s offered, capacity 200/s (150 %)");
        assertThat(warnings("300/s", "at 2m: traffic x2 for 1m"))
                .contains("web overloaded from 2m to 3m (traffic x2): 600/s offered, capacity 400/s (150 %)");
        assertThat(warnings("300/s", "at 2m: crash web for 1m"))
                .contains("web: no node up from 2m to 3m (web crashed), 300/s arriving");
    }

    @Test
    void faultsOfOtherPartsAndProfilesAreNoCause() throws Exception {
        assertThat(warnings("1500/s", "at 2m: slow db x2 for 1m"))
                .contains("web overloaded: 1,500/s offered, capacity 400/s (375 %)");
        assertThat(warnings("spike(base=100/s peak=600/s at=3m for=1m)", ""))
                .contains("web overloaded from 3m to 4m: 600/s offered, capacity 400/s (150 %)");
    }

    private static List<String> warnings(String load, String fault) throws Exception {
        return warnings(SHOP.formatted(load, "", fault));
    }

    @Test
    void limitsNameTheirPeriodAndCause() throws Exception {
        assertThat(warnings(SHOP.formatted("300/s", ", rate_limit: 200/s", "at 2m: traffic x2 for 1m")))
                .contains("the rate_limit of web admits 400/s of 600/s from 2m to 3m (traffic x2)");
        assertThat(warnings(SHOP.formatted("600/s", ", rate_limit: 200/s", "at 2m: traffic x2 for 1m")))
                .contains("the rate_limit of web admits 400/s of 1,200/s, peak 2m to 3m (traffic x2)");
    }

    /** A limit that binds by measurement names the faults of that time. */
    @Test
    void measuredLimitsNameTheFaultsOfTheirTime() throws Exception {
        ScenarioFile file = file("""
                run: 60s
                components:
                  app: { kind: server, workers: 10, service: 0ms }
                  api: { kind: external, latency: 100ms, errors: 20%, retry: { attempts: 3, backoff: none } }
                requests: { order: { rate: constant(50/s), timeout: 60s, steps: [app, call: api] } }
                faults: [at 20s: traffic x4 for 20s]
                """);
        VariantResult result = Run.execute(
                file.variants().get(0).scenario(),
                file.setup(file.variants().get(0)),
                (share, events, inFlight) -> true);
        assertThat(texts(result.analysis().warnings()))
                .anyMatch(warning ->
                        warning.matches("the workers of app are .* in use from .*, starting during: traffic x4"));
    }

    private static List<String> warnings(String text) throws Exception {
        return texts(CapacityForecast.of(scenario(text)).analysis().warnings());
    }

    private static List<String> texts(List<Sentence> sentences) {
        return sentences.stream().map(Sentence::toString).toList();
    }

    private static Scenario scenario(String text) throws Exception {
        return file(text).variants().get(0).scenario();
    }

    private static ScenarioFile file(String text) throws Exception {
        return new Loader(none -> Optional.empty())
                .load("shop", "version: 1\nscenario: Shop\nnetwork: none\n" + text, Overrides.NONE);
    }
}
