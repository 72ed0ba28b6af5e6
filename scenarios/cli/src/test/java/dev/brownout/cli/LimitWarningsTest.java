package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.chart.ChartBook;
import dev.brownout.html.Report;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.sentence.Sentence;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A limit that binds is a cause on the screen, by measurements alone, and a line in the topology. */
class LimitWarningsTest {
    private static final Loader LOADER = new Loader(none -> Optional.empty());

    /** A call of 500 ms that fails in half of the cases and has two retries takes 0.875 s on average. */
    private static final String SLOW =
            "api: { kind: external, latency: 500ms, errors: 50%, retry: { attempts: 3, backoff: none } }";

    private static final double HOLDING_SECONDS = 0.5 * (1 + 0.5 + 0.25);

    private static RunResult run(String text) throws Exception {
        String head = "version: 1\nscenario: Limits\nnetwork: none\nrun: { duration: 60s, warmup: 20s, seed: 1 }\n";
        ScenarioFile file = LOADER.load("limits", head + text, Overrides.NONE);
        ScenarioFile.Variant variant = file.variants().get(0);
        return file.result(
                List.of(Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true)));
    }

    private static List<String> causes(RunResult result) {
        return result.variants().get(0).analysis().warnings().stream()
                .map(Sentence::toString)
                .filter(warning -> warning.contains(" in use from ") || warning.contains(" refuse "))
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "10, 0.5", "10, 0.8", "10, 1.2", "10, 1.6", "25, 0.5", "25, 0.8", "25, 1.2", "25, 1.6", "50, 0.8", "50, 1.2",
    })
    void workersThatWaitForRetriesAreACauseFromTheirCapacityOn(int workers, double load) throws Exception {
        RunResult result = run("""
                components:
                  app: { kind: server, workers: %d, service: 0ms }
                  %s
                requests: { order: { rate: constant(%s/s), timeout: 60s, steps: [app, call: api] } }
                """.formatted(workers, SLOW, load * workers / HOLDING_SECONDS));
        VariantResult variant = result.variants().get(0);
        assertThat(variant.components()
                        .get("app")
                        .measures()
                        .get("workers_held")
                        .value())
                .isCloseTo(Math.min(1, load), within(0.06));
        if (load < 1) {
            assertThat(causes(result)).isEmpty();
        } else {
            assertThat(causes(result)).containsExactly("the workers of app are 100 % in use from 20s to 1m");
        }
    }

    /** An overload is a cause by measurement, also where retries withhold the estimate; of a part it is that node. */
    @Test
    void saturatedNodesAreACause() throws Exception {
        String site = """
                components:
                  app: { kind: server, nodes: 2, cores: 1, service: exp(10ms), %s }
                requests: { order: { rate: %d/s, timeout: 200ms, retry: { attempts: 3 }, path: [app] } }
                %s
                """;
        assertThat(causes(run(site.formatted("queue: 20", 300, ""))))
                .containsExactly("the nodes of app are 100 % in use from 20s to 1m");
        assertThat(causes(run(site.formatted("queue: 20", 80, "faults: [at 0s: slow app/1 x4]"))))
                .containsExactly("the nodes of app/1 are 100 % in use from 20s to 1m, starting during: app/1 slow x4");
        assertThat(causes(run(site.formatted("queue: 20", 60, "")))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "'', true",
        "', concurrent: 1000', false",
        "', quota: { calls: 1000000 }', false",
        "', rate_limit: { rate: 1000/s }', false",
        "', errors: 0%', false",
    })
    void retriesToAnExternalServiceWithoutALimitAreAWarning(String setting, boolean warned) throws Exception {
        String errors = setting.contains("errors") ? "" : ", errors: 50%";
        RunResult result = run("""
                components:
                  app: { kind: server, service: 0ms }
                  api: { kind: external, latency: 500ms%s%s }
                requests: { order: { rate: 5/s, timeout: 60s, steps: [app, { call: api, retry: { attempts: 3 } }] } }
                """.formatted(errors, setting));
        String warning = "retries cannot overload api: it is external and has no limit of calls";
        assertThat(result.variants().get(0).analysis().warnings().toString().contains(warning))
                .isEqualTo(warned);
    }

    @Test
    void pooledConnectionsAreACause() throws Exception {
        assertThat(causes(run("""
                components:
                  web: { kind: server, cores: 8, service: 1ms }
                  %s
                  db: { kind: database, cores: 8, read: 1ms, write: 1ms, pool: { size: 10, held: request } }
                requests: { order: { rate: 15/s, timeout: 9s, steps: [web, read: db, call: api, write: db] } }
                """.formatted(SLOW))))
                .contains("the pooled connections of db are 100 % in use from 20s to 1m");
    }

    @Test
    void serverConnectionsOfAPoolerAreACause() throws Exception {
        assertThat(causes(run("""
                components:
                  web: { kind: server, cores: 8, service: 1ms }
                  %s
                  bouncer: { kind: pooler, source: db, mode: transaction, size: 10, pool: { size: 90 } }
                  db: { kind: database, cores: 8, read: 1ms, write: 1ms }
                requests:
                  order:
                    rate: 15/s
                    timeout: 9s
                    steps: [web, { transaction: [read: bouncer, call: api, write: bouncer] }]
                """.formatted(SLOW))))
                .contains("the server connections of bouncer are 100 % in use from 20s to 1m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bulkhead: 10                                     | the bulkheads of web refuse",
                "concurrency_limit: { initial: 9, min: 1, max: 9 } | the concurrency limits of web refuse",
                "rate_limit: { rate: 5/s }                        | rate",
            })
    void policiesThatRefuseAreACause(String policy, String cause) throws Exception {
        RunResult result = run("""
                components:
                  web: { kind: server, cores: 8, service: 1ms }
                  api: { kind: external, latency: 500ms, errors: 50%% }
                requests:
                  order:
                    rate: 15/s
                    timeout: 9s
                    steps: [web, { call: api, retry: { attempts: 3, backoff: none }, %s }]
                """.formatted(policy));
        assertThat(result.variants().get(0).analysis().warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.contains(cause));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fn: { kind: external, latency: 10ms, concurrent: 10 }           | fn overloaded",
                "fn: { kind: external, latency: 10ms, quota: { calls: 100, every: 1h } } | the quotas of fn refuse",
            })
    void limitsOfComponentsThatRefuseAreACause(String component, String cause) throws Exception {
        RunResult result = run("""
                components:
                  %s
                  %s
                requests: { order: { rate: 2000/s, timeout: 9s, steps: [fn] } }
                """.formatted(SLOW, component));
        assertThat(result.variants().get(0).analysis().warnings())
                .extracting(Object::toString)
                .anyMatch(warning -> warning.contains(cause));
    }

    @Test
    void instancesOfAFunctionThatWaitForRetriesAreACause() throws Exception {
        assertThat(causes(run("""
                components:
                  fn: { kind: function, max_instances: 10 }
                  %s
                requests: { order: { rate: 18/s, timeout: 9s, steps: [fn, call: api] } }
                """.formatted(SLOW))))
                .anyMatch(cause -> cause.startsWith("the concurrency limits of fn refuse"));
    }

    @Test
    void aBindingLimitIsALineOfTheTopology() throws Exception {
        RunResult result = run("""
                components:
                  app: { kind: server, workers: 10, service: 1ms }
                  %s
                requests: { order: { rate: 14/s, timeout: 9s, steps: [app, call: api] } }
                """.formatted(SLOW));
        assertThat(Report.render(result, ChartBook.of(result))).contains("workers held 100 %");
    }
}
