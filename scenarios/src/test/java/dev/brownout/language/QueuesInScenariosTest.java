package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.component.server.ConsumptionSpec;
import dev.brownout.component.server.ServerSpec;
import dev.brownout.language.layer.Overrides;
import dev.brownout.language.problem.Problems;
import dev.brownout.scenario.Scenario;
import dev.brownout.steps.Publish;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a scenario publishes and consumes, and what it is told when it means something else. */
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

    private static Scenario load(String text) throws Problems {
        return new Loader(none -> Optional.empty())
                .load("queue", text, Overrides.NONE)
                .variants()
                .get(0)
                .scenario();
    }

    @Test
    void aPathThatEndsInAQueuePublishes() throws Exception {
        Scenario scenario = load(GOOD.replace("steps: [web, publish: jobs]", "path: [web, jobs]"));
        assertThat(scenario.requests().get("order").steps().get(1)).isInstanceOf(Publish.class);
        assertThat(scenario.requests()).isEqualTo(load(GOOD).requests());
    }

    @Test
    void aQueueAloneSaysWhatIsConsumed() throws Exception {
        Scenario wordy = load(GOOD.replace("consumes: jobs", "consumes: { queue: jobs, prefetch: 3 }"));
        assertThat(consumption(load(GOOD)).queue()).isEqualTo("jobs");
        assertThat(consumption(wordy).prefetch()).contains(3);
        assertThat(consumption(wordy).steps()).isEqualTo(List.of());
    }

    private static ConsumptionSpec consumption(Scenario scenario) {
        return ((ServerSpec) scenario.components().get("workers").spec())
                .consumes()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "publish: jobs | call: jobs | 'jobs' is a queue, which is not called; write publish: jobs",
                "publish: jobs | read: jobs | 'jobs' is a queue, which keeps nothing to read; write publish: jobs",
                "publish: jobs | publish: web | 'web' is a server, which is no queue for messages",
                "publish: jobs | publish: job | unknown component 'job'; did you mean 'jobs'?",
                "consumes: jobs | consumes: db | 'db' is a database, which is no queue for messages",
                "kind: queue | kind: queue, when_full: block | give it one"
            })
    void whatMeansSomethingElseIsRefused(String good, String bad, String message) {
        Problems problems = catchThrowableOfType(Problems.class, () -> load(GOOD.replace(good, bad)));
        assertThat(problems).hasMessageContaining(message);
    }
}
