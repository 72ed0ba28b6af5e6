package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.brownout.export.ResultJson;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.summary.ScenarioAnswer;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The answer of a scenario has measured values, and errors in it are found when the scenario is loaded. */
class ScenarioAnswersTest {
    private static final String SITE = """
            about:
              question: How fast is it?
              answer: "%s"
            run: 20s
            network: none
            load: constant(100/s)
            components: { web: { kind: server, cores: 1, service: 5ms }, db: { kind: database } }
            requests: { page: { path: [web, db] } }
            faults: [at 5m: crash web/1 for 5s as outage]
            variants:
              one core: {}
              slow cpu: { set: { web.service: 8ms } }
              slow db: { set: { db.read: 9ms } }
            """.replace("5m:", "10s:");

    private static ScenarioFile load(String text) throws InvalidScenarioException {
        return new Loader(none -> Optional.empty())
                .load("site.yaml", text, Overrides.NONE)
                .check(Overrides.NONE);
    }

    private static RunResult run(ScenarioFile file) {
        List<VariantResult> results = file.variants().stream()
                .map(variant -> Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true))
                .toList();
        return file.result(results);
    }

    private static String answer(String answer) throws InvalidScenarioException {
        return ScenarioAnswer.of(run(load(SITE.formatted(answer))))
                .orElseThrow()
                .text();
    }

    private static String error(String text) {
        return catchThrowableOfType(InvalidScenarioException.class, () -> load(text))
                .getMessage();
    }

    @Test
    void metricsAreReplacedByTheirValues() throws InvalidScenarioException {
        assertThat(answer("{{x}} {web.utilization before outage} {slow cpu: web.utilization before outage}"))
                .isEqualTo("{x} 49.9 % (slow cpu: 79.9 %) 79.9 %");
    }

    @Test
    void answerSurvivesResultJson() throws InvalidScenarioException, IOException {
        RunResult result = run(load(SITE.formatted("Load: {page.offered}.")));
        byte[] json = ResultJson.write(result);
        assertThat(ScenarioAnswer.of(ResultJsonReader.read(json))).isEqualTo(ScenarioAnswer.of(result));
        assertThat(ResultJson.write(ResultJsonReader.read(json))).isEqualTo(json);
    }

    @Test
    void answerChangesNoOtherResult() throws InvalidScenarioException {
        RunResult with = run(load(SITE.formatted("{page.p99 from 7s to 13s}, {page.rto(outage)}")));
        RunResult without = run(load(SITE.replace("  answer: \"%s\"\n", "")));
        assertThat(with.digest()).isEqualTo(without.digest());
        assertThat(with.variants())
                .extracting(VariantResult::requests)
                .isEqualTo(
                        without.variants().stream().map(VariantResult::requests).toList());
    }

    @Test
    void metricMissingInAVariantHasNoValue() throws InvalidScenarioException {
        String text = SITE.formatted("Recovery: {page.rto(second)}, {slow db: page.rto(second)}.")
                .replace("9ms }", "9ms }, faults: [at 15s: crash web/1 for 1s as second]");
        assertThat(ScenarioAnswer.of(run(load(text))).orElseThrow().text()).startsWith("Recovery: – (slow db: ");
        assertThat(error(text.replace("{slow db:", "{slow cpu:"))).contains("no fault is called second");
    }

    /** Sentences about other variants are left out, and words replace their values in the remaining sentences. */
    @Test
    void variantsThatWereNotRunHaveNoValue() throws InvalidScenarioException {
        String load = "web.utilization before outage";
        String slow = "{slow cpu: " + load + "}";
        ScenarioFile file = load(SITE.formatted("No. {one core: " + load + "} of one core is used, " + slow
                + " with a slow one. A slow one: " + slow + ". All: {" + load + "}."));
        ScenarioFile.Variant first = file.variants().get(0);
        VariantResult only = Run.execute(first.scenario(), file.setup(first), (share, events, inFlight) -> true);
        assertThat(ScenarioAnswer.of(file.result(List.of(only))).orElseThrow().text())
                .isEqualTo("No. 49.9 % of one core is used, (not run) with a slow one. All: 49.9 %.");
        ScenarioFile other = load(SITE.formatted("No. A slow one: " + slow + "."));
        assertThat(ScenarioAnswer.of(other.result(List.of(only)))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Up: {pge.p99}.     | 3:17: unknown component or request 'pge'; did you mean 'page'?",
                "Up: {page.p9 9}    | 3:25: '9' does not fit here; expected a metric",
                "Up: {page.p99 < 1} | 3:26: '<' does not fit here; expected a metric",
                "Up: {page.p99 every 5s} | 3:26: 'every 5s' has several values; name one window",
                "Up: {slow: page.p99} | 3:17: unknown variant 'slow'; did you mean 'slow",
                "Up: {page.p99 before outge} | 3:17: no fault is called outge; did you mean 'outage'?",
                "Up: {page.p99       | 3:16: '{' is never closed",
            })
    void errorsHaveTheirColumn(String answer, String expected) {
        assertThat(error(SITE.formatted(answer))).startsWith("site.yaml:" + expected);
    }

    @Test
    void errorsInFoldedTextsHaveTheirLine() {
        String text = SITE.replace("\"%s\"", ">-\n    Up:\n    or {pge.p99}");
        assertThat(error(text)).startsWith("site.yaml:5:9: unknown component or request 'pge'");
    }

    @Test
    void answerOfAParentBelongsToItsQuestion() throws InvalidScenarioException {
        Loader loader = new Loader(name -> Optional.of(SITE.formatted("{page.p99}")));
        assertThat(loader.load("child", "use: parent\nrun: 30s", Overrides.NONE).answer())
                .isEqualTo("{page.p99}");
        String other = "use: parent\nabout: { question: How cheap is it }";
        assertThat(loader.load("child", other, Overrides.NONE).answer()).isEmpty();
    }

    @Test
    void expectedViolationsAreAssertions() throws InvalidScenarioException {
        String text = SITE.formatted("").replace("variants:", "sla: { up: page.p99 < 1ms }\nvariants:");
        assertThat(load(text.replace("{}", "{ expect_violations: [up] }"))
                        .variants()
                        .get(0)
                        .breaks())
                .containsExactly("up");
        assertThat(error(text.replace("{}", "{ expect_violations: [upp] }")))
                .isEqualTo("site.yaml:12:35: in variant 'one core': unknown assertion 'upp'; did you mean 'up'?");
    }
}
