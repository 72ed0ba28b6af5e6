package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.rounds.ChosenRows;
import dev.brownout.runtime.Run;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings beside a step have an effect or are rejected. */
class StepSettingsTest {
    private static final String SITE = """
            run: 2s
            load: constant(50/s)
            components:
              lb: { kind: load-balancer }
              web: { kind: server }
              prices: { kind: server, service: 20ms }
              db: { kind: database }
              photos: { kind: queue }
              thumbs: { kind: server, consumes: photos }
            requests:
              page: { steps: [STEPS], key: zipf(1.0 100) }
            """;

    private static ScenarioFile file(String steps) throws InvalidScenarioException {
        ScenarioFile file =
                new Loader(none -> Optional.empty()).load("site", SITE.replace("STEPS", steps), Overrides.NONE);
        file.check(Overrides.NONE);
        return file;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    web, { cpu: 3ms, timeout: 1s }                       | timeout   | 'cpu' makes no call; only
                    web, { wait: 3ms, retry: { attempts: 3 } }           | retry     | 'wait' makes no call; only
                    web, { wait: 3ms, policies: [bulkhead: 5] }          | policies  | 'wait' makes no call; only
                    web, { parallel: [read: db], timeout: 1s }           | timeout   | 'parallel' makes no call itself
                    web, { parallel: [{ cpu: 1ms, hedge: 5ms }] }        | hedge     | 'cpu' makes no call; only
                    """)
    void rejectsPoliciesOfStepsWithoutACall(String steps, String key, String message) {
        InvalidScenarioException problems = catchThrowableOfType(InvalidScenarioException.class, () -> file(steps));
        assertThat(problems).isNotNull();
        assertThat(problems.all()).first().satisfies(problem -> {
            assertThat(problem.message())
                    .startsWith(key + " applies to a call, and ")
                    .contains(message);
            assertThat(problem.text().substring(problem.column() - 1)).startsWith(key);
        });
    }

    @ParameterizedTest
    @ChosenRows({1, 5, 10})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    { visit: web, BESIDE }
                    { visit: lb, BESIDE }, web
                    web, { read: db, BESIDE }
                    web, { write: db, BESIDE }
                    web, { call: prices, BESIDE }
                    web, { publish: photos, BESIDE }
                    web, { visit: prices, BESIDE }
                    web, { parallel: [{ read: db, BESIDE }] }
                    web, { parallel: [{ call: prices, BESIDE }, { wait: 1ms }] }
                    web, { parallel: [{ parallel: [{ publish: photos, BESIDE }] }] }
                    """)
    void policiesOfCallsTakeEffect(String steps) throws InvalidScenarioException {
        long calm = good(steps.replace(", BESIDE", ""));
        assertThat(calm).isPositive();
        assertThat(good(steps.replace("BESIDE", "timeout: 10us"))).as("timeout").isLessThan(calm);
        assertThat(good(steps.replace("BESIDE", "rate_limit: 1/s")))
                .as("rate limit")
                .isLessThan(calm);
        assertThat(good(steps.replace("BESIDE", "policies: [deadline: 10us]")))
                .as("deadline")
                .isLessThan(calm);
    }

    @ParameterizedTest
    @ChosenRows({1, 5})
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    web, { read: db, BESIDE }
                    web, { write: db, BESIDE }
                    web, { call: prices, BESIDE }
                    web, { publish: photos, BESIDE }
                    web, { parallel: [{ read: db, BESIDE }] }
                    web, { parallel: [{ call: prices, BESIDE }, { wait: 1ms }] }
                    web, { parallel: [{ parallel: [{ publish: photos, BESIDE }] }] }
                    web, { parallel: [{ parallel: [{ write: db, timeout: 10us }], when: SHARE }] }
                    """)
    void skippedStepsCannotFail(String steps) throws InvalidScenarioException {
        String failing = steps.replace("BESIDE", "timeout: 10us, when: SHARE");
        long all = good(failing.replace("SHARE", "0%"));
        assertThat(all).isEqualTo(good("web"));
        assertThat(good(failing.replace("SHARE", "50%"))).isBetween(all / 4, 3 * all / 4);
        assertThat(good(failing.replace("SHARE", "100%"))).isZero();
    }

    private static long good(String steps) throws InvalidScenarioException {
        ScenarioFile file = file(steps);
        ScenarioFile.Variant variant = file.variants().get(0);
        VariantResult result = Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
        return result.requests().get("page").good();
    }
}
