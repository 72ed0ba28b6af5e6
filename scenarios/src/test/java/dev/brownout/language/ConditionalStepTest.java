package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Conditional steps ({@code when}): the share of requests that execute them in a run equals the analytical share, at
 * every position.
 */
class ConditionalStepTest {
    private static final int REQUESTS = 6000;

    /** Quantile of the normal distribution: 9,999 of 10,000 values are within this number of standard deviations. */
    private static final double DEVIATIONS = 3.9;

    private static final String SITE = """
            run: 60s
            load: constant(100/s)
            network: none
            components:
              web: { kind: server, cores: 8, service: 0ms }
              prices: { kind: server, service: 0ms, endpoints: { quote: { service: 0ms, steps: [write: db] } } }
              db: { kind: database, write: 0ms }
              photos: { kind: queue }
              thumbs: { kind: server, service: 0ms, consumes: { queue: photos, steps: [write: db] } }
              kept: { kind: cache, source: db }
              ids: { kind: id-generator, scheme: uuid-v4 }
              slow: { kind: server, cores: 100, service: 50ms }
            requests:
              page: { steps: [STEPS], key: uniform(100000) }
            """;

    private static ScenarioFile file(String steps) throws InvalidScenarioException {
        ScenarioFile file =
                new Loader(none -> Optional.empty()).load("site", SITE.replace("STEPS", steps), Overrides.NONE);
        file.check(Overrides.NONE);
        return file;
    }

    private static VariantResult run(String steps) throws InvalidScenarioException {
        ScenarioFile file = file(steps);
        ScenarioFile.Variant variant = file.variants().get(0);
        return Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
    }

    private static double predicted(String steps) throws InvalidScenarioException {
        return CapacityForecast.of(file(steps).variants().get(0).scenario()).calls().stream()
                .filter(calls -> calls.callee().equals("db"))
                .mapToDouble(CapacityForecast.Calls::perSecond)
                .sum();
    }

    private static double meanMillis(String steps) throws InvalidScenarioException {
        return run(steps).requests().get("page").successes().mean() / 1e6;
    }

    /** Returns the tolerance of a mean of {@link #REQUESTS} values with the given standard deviation. */
    private static double deviation(double each) {
        return DEVIATIONS * each / Math.sqrt(REQUESTS);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web, { write: db, when: 10% }",
                "web, { parallel: [{ write: db, when: 10% }] }",
                "{ parallel: [{ write: db, when: 10% }] }",
                "web, { parallel: [{ cpu: 1us }, { write: db, when: 10% }], join: first }",
                "web, { parallel: [{ call: prices/quote, when: 10% }, { wait: 1us }] }",
                "web, { parallel: [{ publish: photos, when: 10% }, { wait: 1us }] }",
                "web, { parallel: [{ write: db, when: 3% }, { write: db, when: 7% }] }",
                "web, { parallel: [write: db], when: 10% }",
                "web, { parallel: [{ write: db, when: 20% }], when: 50% }",
                "web, { parallel: [{ parallel: [write: db], when: 10% }] }",
                "web, { parallel: [{ parallel: [{ write: db, when: 20% }], when: 50% }] }"
            })
    void stepIsExecutedWithItsShare(String steps) throws InvalidScenarioException {
        assertThat(predicted(steps)).isCloseTo(10, within(1e-9));
        VariantResult result = run(steps);
        assertThat(result.requests().get("page").good()).isBetween(REQUESTS - 1L, REQUESTS + 0L);
        assertThat((double) result.accounting().data().get("db").acknowledged())
                .isCloseTo(0.1 * REQUESTS, within(REQUESTS * deviation(Math.sqrt(0.1 * 0.9))));
    }

    /** The expected mean is over all combinations of executed branches, with independent random decisions. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    { wait: 10ms, when: 0% }                                          | all   | 0
                    { wait: 10ms, when: 0% }                                          | first | 0
                    { wait: 10ms, when: 50% }, { wait: 30ms, when: 50% }              | all   | 17.5
                    { wait: 10ms, when: 50% }, { wait: 30ms }                         | first | 20
                    { wait: 10ms, when: 50% }, { wait: 30ms, when: 50% }              | first | 12.5
                    { wait: 10ms, when: 50% }, { wait: 20ms, when: 50% }, wait: 30ms  | 2     | 27.5
                    { parallel: [wait: 10ms], when: 50% }, { wait: 30ms }             | first | 20
                    """)
    void skippedBranchIsNeitherAwaitedNorASuccess(String branches, String join, double mean)
            throws InvalidScenarioException {
        assertThat(meanMillis("web, { parallel: [" + branches + "], join: " + join + " }"))
                .isCloseTo(mean, within(deviation(15)));
    }

    @Test
    void skippedBranchCannotFail() throws InvalidScenarioException {
        double good = run("web, { parallel: [{ call: slow, timeout: 1ms, when: 10% }, { wait: 1ms }] }")
                .requests()
                .get("page")
                .good();
        assertThat(good).isCloseTo(0.9 * REQUESTS, within(REQUESTS * deviation(Math.sqrt(0.1 * 0.9))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    { visit: web, when: 10% }                      | when: 10% | when is not allowed with 'visit'
                    web, { visit: prices, when: 10% }              | when: 10% | when is not allowed with 'visit'
                    web, { parallel: [{ visit: db, when: 10% }] }  | when: 10% | when is not allowed with 'visit'
                    web, kept, { read: db, when: 10% }             | { read: db | kept forwards every request, so
                    ids, { write: db, when: 10% }                  | { write: db | ids forwards every request, so
                    web, kept, { read: db }, { write: db }         | { read: db | kept executes no steps itself
                    ids, { call: prices }, { wait: 1ms }           | { call: prices | ids executes no steps itself
                    """)
    void rejectsConditionsOnForwardedSteps(String steps, String place, String message) {
        InvalidScenarioException problems = catchThrowableOfType(InvalidScenarioException.class, () -> file(steps));
        assertThat(problems).isNotNull();
        assertThat(problems.all()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).startsWith(message);
            assertThat(problem.text().substring(problem.column() - 1)).startsWith(place);
        });
    }
}
