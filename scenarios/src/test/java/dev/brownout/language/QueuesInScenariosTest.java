package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.component.server.ConsumptionSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.spi.ScenarioException;
import dev.brownout.step.PublishStep;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Publishing and consuming in scenarios, and error messages for invalid queue settings. */
class QueuesInScenariosTest {
    private static final String GOOD = """
            run: 10s
            load: 10/s
            components:
              web: { kind: server }
              jobs: { kind: queue }
              db: { kind: database }
              workers: { kind: server, consumes: jobs }
            requests:
              order: { steps: [web, publish: jobs] }
            """;

    private static Scenario load(String text) throws InvalidScenarioException {
        return new Loader(none -> Optional.empty())
                .load("queue", text, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    @Test
    void pathEndingInAQueuePublishes() throws Exception {
        Scenario scenario = load(replaceParts(GOOD, "steps: [web, publish: jobs]", "path: [web, jobs]"));
        assertThat(scenario.workload().requests().get("order").steps().get(1)).isInstanceOf(PublishStep.class);
        assertThat(scenario.workload().requests())
                .isEqualTo(load(GOOD).workload().requests());
    }

    @Test
    void consumesAcceptsAQueueNameOrAMap() throws Exception {
        Scenario wordy = load(replaceParts(GOOD, "consumes: jobs", "consumes: { queue: jobs, prefetch: 3 }"));
        assertThat(consumption(load(GOOD)).queue()).isEqualTo("jobs");
        assertThat(consumption(wordy).prefetch()).contains(3);
        assertThat(consumption(wordy).steps()).isEqualTo(List.of());
    }

    private static ConsumptionSpec consumption(Scenario scenario) {
        return ((ServerSpec) scenario.components().get("workers").spec())
                .consumes()
                .orElseThrow();
    }

    @Test
    void publishStepReadsBatchAndLinger() throws Exception {
        PublishStep step =
                (PublishStep) load(replaceParts(GOOD, "publish: jobs", "{ publish: jobs, batch: 64, linger: 150ms }"))
                        .workload()
                        .requests()
                        .get("order")
                        .steps()
                        .get(1);
        assertThat(step.batch()).contains(64);
        assertThat(step.linger()).contains(Duration.ofMillis(150));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ publish: jobs, linger: 1s } | a batch size is required for 'linger', such as batch: 64",
                "{ publish: jobs, batch: 0 } | batch '0' is too small; at least 1 is allowed",
                "{ publish: jobs, batches: 5 } | did you mean 'batch'?",
                "{ publish: jobs, batch: 5, linger: 0s } | linger '0s' is too small; at least 1ns is allowed"
            })
    void rejectsInvalidBatchSettings(String bad, String message) {
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class, () -> load(replaceParts(GOOD, "publish: jobs", bad)));
        assertThat(problems).hasMessageContaining(message);
    }

    /**
     * Users cannot batch messages, balancers forward them one by one, and a batch larger than the queue is never
     * stored.
     */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[web, publish: jobs] | [{ publish: jobs, batch: 5 }] | with 'batch' needs a server before it",
                "[web, publish: jobs] | [up, { publish: jobs, batch: 5 }] | cannot have 'batch'",
                "kind: queue | kind: queue, capacity: 4 | a batch of 5 messages exceeds the 'capacity' of jobs"
            })
    void rejectsBatchesOutsideOfServers(String good, String bad, String message) throws Exception {
        String text = replaceParts(GOOD, "web: {", "up: { kind: uplink, bandwidth: 1Gbps }\n  web: {")
                .replace(good, bad)
                .replace("[web, publish: jobs]", "[web, { publish: jobs, batch: 5 }]");
        Scenario scenario = load(text);
        ScenarioException refused = catchThrowableOfType(ScenarioException.class, () -> Run.check(scenario));
        assertThat(refused).hasMessageContaining(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "publish: jobs | call: jobs | 'jobs' is a queue, which cannot be called; write publish: jobs",
                "publish: jobs | read: jobs | 'jobs' is a queue, which has no data to read; write publish: jobs",
                "publish: jobs | publish: web | 'web' is a server, which is not a message queue",
                "publish: jobs | publish: job | unknown component 'job'; did you mean 'jobs'?",
                "publish: jobs | { publish: jobs, times: hot(9 on gaga rest 2) } | add their distribution",
                "publish: jobs | { publish: jobs, times: hot(9 on gaga) } | write 200, or by keys hot(10M on bieber",
                "publish: jobs | { publish: jobs, times: 200M } | '200M' is too large; at most 100000000",
                "publish: jobs | { publish: jobs, batch: 5, times: 2 } | use either 'batch' or 'times'",
                "publish: jobs | { read: db, times: 2000 } | times is at most 1000 with 'read'",
                "consumes: jobs | consumes: db | 'db' is a database, which is not a message queue",
                "kind: queue | kind: queue, when_full: block | needs a 'capacity'"
            })
    void rejectsInvalidQueueSettings(String good, String bad, String message) {
        InvalidScenarioException problems =
                catchThrowableOfType(InvalidScenarioException.class, () -> load(replaceParts(GOOD, good, bad)));
        assertThat(problems).hasMessageContaining(message);
    }
}
