package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Impossible steps are reported at their line, also in endpoints and consumers of servers. */
class StepsInsideServersTest {
    private static final String SITE = """
            version: 1
            scenario: steps inside
            run: 10s
            load: 10/s
            components:
              web: { kind: server }
              jobs: { kind: queue }
              back:
                kind: server
                endpoints:
                  ask:
                    service: 1ms
                    steps:
                      - cpu: 1ms
                      - wait: 2ms
              worker:
                kind: server
                consumes:
                  queue: jobs
                  steps:
                    - cpu: 1ms
                    - wait: 3ms
            requests:
              page:
                steps:
                  - web
                  - call: back/ask
                  - publish: jobs
                  - wait: 4ms
            """;

    @ParameterizedTest
    @CsvSource({
        "'wait: 2ms', 'push: web', '15:13: web has no connections of users to push to'",
        "'wait: 2ms', 'parallel: [push: web]', '15:13: web has no connections of users to push to'",
        "'wait: 3ms', 'push: web', '22:11: web has no connections of users to push to'",
        "'wait: 4ms', 'push: web', '29:9: web has no connections of users to push to'",
    })
    void impossibleStepsAreReportedAtTheirLine(String right, String wrong, String message) {
        InvalidScenarioException problems = catchThrowableOfType(
                InvalidScenarioException.class,
                () -> new Loader(none -> Optional.empty())
                        .load("site", replaceParts(SITE, right, wrong), Overrides.NONE)
                        .check(Overrides.NONE));
        assertThat(problems.render()).startsWith("site:" + message);
        assertThat(problems.all()).hasSize(1);
    }
}
