package dev.brownout.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.catalog.Catalog;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.Vocabulary;
import dev.brownout.language.section.LanguageDefinition;
import dev.brownout.random.ConstantDistribution;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Default;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import dev.brownout.spec.Reference;
import dev.brownout.spi.CallStep;
import dev.brownout.spi.Step;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Extension of the step vocabulary: a step is a record in the vocabulary. Tested with two custom steps. */
class CustomStepTest {
    private static final LanguageDefinition DIALECT = new LanguageDefinition(vocabulary());

    @Kind("sleep")
    @Doc("Sleeps a few times; often: how many.")
    @Example("""
            requests:
              page: { steps: [web, sleep: 10ms] }
            """)
    record Sleep(
            @AtLeast(1) @AtMost(1e9) Duration each,

            @Doc("How many naps.") @Default("1") @AtLeast(1) @AtMost(9)
            int often,

            Options options)
            implements Step {
        Sleep {
            if (often % 2 == 0) {
                throw new IllegalArgumentException("nobody sleeps an even number of times");
            }
        }

        @Override
        public void accept(Interpreter interpreter) {
            for (int i = 0; i < often; i++) {
                interpreter.pause(new ConstantDistribution(each.toNanos()));
            }
        }
    }

    @Kind("audit")
    @Doc("Writes down who did it.")
    record Audit(@Reference(Reference.To.WRITABLE) String log, Options options) implements CallStep {
        @Override
        public Target target() {
            return new Target(log, Purpose.WRITE);
        }
    }

    private static Vocabulary vocabulary() {
        List<Class<? extends Step>> steps = new ArrayList<>(Catalog.steps());
        steps.addAll(List.of(Sleep.class, Audit.class));
        return Vocabulary.standard().withSteps(steps);
    }

    private static String text(String steps) {
        return """
                run: 2s
                load: constant(50/s)
                components:
                  web: { kind: server, service: 1ms }
                  db: { kind: database }
                requests:
                  page: { steps: [web, STEPS], key: uniform(100) }
                """.replace("STEPS", steps);
    }

    private static ScenarioFile file(String steps) throws InvalidScenarioException {
        return new Loader(DIALECT, none -> Optional.empty()).load("site", text(steps), Overrides.NONE);
    }

    private static Scenario scenario(String steps) throws InvalidScenarioException {
        return file(steps).variants().get(0).scenario();
    }

    private static VariantResult run(String steps) throws InvalidScenarioException {
        ScenarioFile file = file(steps);
        ScenarioFile.Variant variant = file.variants().get(0);
        return Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
    }

    private static double callsOf(String component, String steps) throws InvalidScenarioException {
        return CapacityForecast.of(scenario(steps)).calls().stream()
                .filter(calls -> calls.callee().equals(component))
                .mapToDouble(CapacityForecast.Calls::perSecond)
                .sum();
    }

    @Test
    void customStepsAreParsed() throws InvalidScenarioException {
        assertThat(scenario("{ sleep: 10ms, often: 3 }, audit: db")
                        .workload()
                        .requests()
                        .get("page")
                        .steps())
                .endsWith(new Sleep(Duration.ofMillis(10), 3, Step.Options.NONE), new Audit("db", Step.Options.NONE));
    }

    @Test
    void customStepsAreExecuted() throws InvalidScenarioException {
        double plain = run("cpu: 1ms").requests().get("page").successes().mean();
        double asleep = run("cpu: 1ms, { sleep: 10ms, often: 3 }")
                .requests()
                .get("page")
                .successes()
                .mean();
        assertThat(asleep - plain).isCloseTo(30e6, within(1e3));
        assertThat(run("audit: db").accounting().data().get("db").acknowledged())
                .isBetween(99L, 100L);
        assertThat(run("parallel: [{ sleep: 1ms, often: 3 }, audit: db]")
                        .accounting()
                        .data()
                        .get("db")
                        .acknowledged())
                .isBetween(99L, 100L);
    }

    @Test
    void customStepIsSkippedAsAWhole() throws InvalidScenarioException {
        double never = run("{ sleep: 10ms, often: 3, when: 0% }")
                .requests()
                .get("page")
                .successes()
                .mean();
        double half = run("{ sleep: 10ms, often: 3, when: 50% }")
                .requests()
                .get("page")
                .successes()
                .mean();
        double always = run("{ sleep: 10ms, often: 3 }")
                .requests()
                .get("page")
                .successes()
                .mean();
        assertThat(always - never).isCloseTo(30e6, within(1e3));
        assertThat(half - never).isBetween(8e6, 22e6);
    }

    @Test
    void customCallStepCountsInTheForecast() throws InvalidScenarioException {
        assertThat(callsOf("db", "audit: db")).isEqualTo(50);
        assertThat(callsOf("db", "{ audit: db, when: 20% }")).isEqualTo(10);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            slepp: 10ms              | unknown verb 'slepp'; did you mean 'sleep'?
            sleep: 2s                | sleep '2s' is too large; at most 1s is allowed
            { sleep: 1ms, often: 10 } | often '10' is too large; at most 9 is allowed
            { sleep: 1ms, often: 2 } | nobody sleeps an even number of times
            { sleep: 1ms, retry: 3 } | retry applies to a call, and 'sleep' makes no call
            audit: dbb               | unknown component 'dbb'; did you mean 'db'?
            audit: web               | 'web' is a server, which has no data to audit; write call: web
            { audit: db, read: db }  | a step has one verb, not audit and read
            """)
    void rejectsInvalidCustomSteps(String steps, String message) {
        InvalidScenarioException problems = catchThrowableOfType(InvalidScenarioException.class, () -> file(steps));
        assertThat(problems).isNotNull();
        assertThat(problems.all().stream().map(Problem::message).toList())
                .singleElement()
                .asString()
                .startsWith(message);
    }

    @Test
    void customStepsHaveManualPages() {
        Manual manual = new Manual(DIALECT);
        ManualPage page = manual.pagesAbout("sleep").get(0);
        assertThat(page.group()).isEqualTo(ManualChapter.STEPS);
        assertThat(page.sentence()).isEqualTo("Sleeps a few times; often: how many.");
        assertThat(page.parameters()).extracting(Parameter::name).containsExactly("sleep", "often", "when");
        assertThat(manual.pagesAbout("audit").get(0).parameters())
                .extracting(Parameter::name)
                .contains("when", "timeout");
        assertThat(manual.words()).contains("sleep", "audit");
    }

    @Test
    void customStepsAreInTheSchema() {
        Validator schema = new Validator(DIALECT);
        assertThat(schema.problems(text("{ sleep: 10ms, often: 3, when: 5% }, { audit: db, timeout: 1s }")))
                .isEmpty();
        for (String wrong : List.of(
                "sleep: green",
                "{ sleep: 1ms, often: 10 }",
                "{ sleep: 1ms, timeout: 1s }",
                "{ sleep: 1ms, audit: db }",
                "{ audit: db, often: 3 }",
                "slepp: 1ms")) {
            assertThat(schema.problems(text(wrong))).as(wrong).isNotEmpty();
        }
    }
}
