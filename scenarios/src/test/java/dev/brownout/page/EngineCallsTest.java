package dev.brownout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.translation.TextLanguage;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The calls of a page, on the JVM. */
class EngineCallsTest {
    private static final String NAME = "hello-world";
    private static final RunRequest PLAIN = new RunRequest("", List.of(), List.of());

    private final EngineCalls calls = new EngineCalls();
    private final String hello = calls.scenario(NAME);

    private RunOutput run(RunRequest request, RunLimits limits) throws InvalidScenarioException {
        return calls.run(NAME, hello, Map.of(), request, limits, shares -> {});
    }

    @Test
    void everyScenarioOfTheLibraryHasAText() {
        assertThat(calls.library())
                .hasSizeGreaterThan(100)
                .allSatisfy(entry -> assertThat(calls.scenario(entry.name())).isNotBlank());
        assertThatThrownBy(() -> calls.scenario("helo-world"))
                .isInstanceOf(ExperimentException.class)
                .hasMessageContaining(NAME);
    }

    @Test
    void problemsAreThoseOfTheCommand() {
        EngineCalls.Problems problems = calls.validate("shop", hello.replace("components:", "componets:"), Map.of());
        assertThat(problems.all()).isNotEmpty();
        assertThat(problems.text()).startsWith("shop:").contains("componets", "^");
        assertThat(problems.json()).contains("\"translations\"", "알 수 없는 절 'componets'", "components(으)로 바꾸기");
        assertThat(calls.validate(NAME, hello, Map.of()).all()).isEmpty();
    }

    @Test
    void wordsAreExplained() {
        assertThat(calls.explain("retry")).startsWith("retry");
        assertThatThrownBy(() -> calls.explain("rety")).hasMessageContaining("did you mean");
    }

    @Test
    void estimateNeedsNoRun() throws InvalidScenarioException {
        assertThat(calls.estimate(NAME, hello, Map.of())).contains("Load and capacity", "\"bottleneck\":\"box\"");
    }

    @Test
    void runHasTheOutputsOfTheCommand() throws InvalidScenarioException {
        List<double[]> shares = new ArrayList<>();
        RunOutput output = calls.run(NAME, hello, Map.of(), PLAIN, RunLimits.STANDARD, shares::add);
        assertThat(output.resultJson()).contains("\"name\" : \"hello-world\"");
        assertThat(output.reportHtml()).startsWith("<!DOCTYPE html>").contains("brownout run hello-world");
        assertThat(output.screen()).startsWith("hello-world");
        assertThat(output.verdict()).isEqualTo("PASS");
        assertThat(output.exitCode()).isZero();
        assertThat(shares.get(shares.size() - 1)).containsOnly(1);
    }

    @Test
    void choicesAreAppliedAndRepeatedInTheReport() throws InvalidScenarioException {
        RunOutput output = run(new RunRequest("9", List.of(), List.of("run.duration=10s")), RunLimits.STANDARD);
        assertThat(output.resultJson()).contains("\"seed\" : 9", "\"duration_ns\" : 10000000000");
        assertThat(output.reportHtml()).contains("brownout run hello-world --set run.duration=10s --seed 9");
        assertThatThrownBy(() -> run(new RunRequest("", List.of("none"), List.of()), RunLimits.STANDARD))
                .isInstanceOf(ExperimentException.class);
    }

    @Test
    void stepOfTheCourseHasTranslations() throws InvalidScenarioException {
        String name = "ladder/03-bigger-boxes";
        assertThat(calls.catalog())
                .contains("\"translations\":{\"ko\":{\"title\":\"더 큰 서버로 수직적 규모 확장\",\"question\":\"부하가 세 배가");
        assertThat(calls.lesson(name))
                .contains("\"title\":\"Vertical scaling with larger servers\"", "\"lesson\":\"더 큰 서버는 용량만")
                .contains("\"names\":{\"web utilization\":\"웹 사용률\",\"availability\":\"가용성\"")
                .contains("\"translations\":{\"ko\":{\"words\":\"웹 사용률, web: 사용률 (20s ~ 2m)\"}}");
        RunRequest korean = new RunRequest("", List.of(), List.of(), TextLanguage.ko);
        RunOutput output = calls.run(name, calls.scenario(name), Map.of(), korean, RunLimits.STANDARD, shares -> {});
        assertThat(output.reportHtml()).contains("더 큰 서버로 수직적 규모 확장", "부하가 세 배가 된다.");
        assertThat(output.view())
                .contains("\"title\":\"Vertical scaling with larger servers\"", "\"answer\":\"4 코어에서는 페이지의 48")
                .contains("\"verdict\":\"expected violation\"");
        assertThat(output.resultJson())
                .contains("Vertical scaling with larger servers")
                .doesNotContain("수직적");
    }

    @Test
    void changedTextOfAStepStaysAsItIs() throws InvalidScenarioException {
        String name = "ladder/03-bigger-boxes";
        String text = calls.scenario(name).replace("scenario: Vertical scaling with larger servers", "scenario: Mine");
        RunRequest korean = new RunRequest("", List.of("4 cores"), List.of(), TextLanguage.ko);
        RunOutput output = calls.run(name, text, Map.of(), korean, RunLimits.STANDARD, shares -> {});
        assertThat(output.reportHtml()).contains("Mine", "부하가 세 배가 된다.").doesNotContain("수직적");
    }

    @Test
    void nameThatIsNoStepHasNoTranslation() throws InvalidScenarioException {
        RunRequest korean = new RunRequest("", List.of(), List.of(), TextLanguage.ko);
        RunOutput output = calls.run("ladder/none", hello, Map.of(), korean, RunLimits.STANDARD, shares -> {});
        assertThat(output.view()).doesNotContain("translations");
    }

    @Test
    void filesOfAScenarioComeWithIt() throws InvalidScenarioException {
        String text = hello.replaceFirst("exp\\([^)]*\\)", "file(times.csv)");
        Map<String, byte[]> files = Map.of("times.csv", "1 ms\n2 ms\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text).contains("file(times.csv)");
        assertThat(calls.check("own", text, files, PLAIN.overrides()).variants())
                .isNotEmpty();
        assertThatThrownBy(() -> calls.check("own", text, Map.of(), PLAIN.overrides()))
                .hasMessageContaining("cannot read 'times.csv': there is no such file");
    }

    @Test
    void runStopsAtALimitAndReportsIt() throws InvalidScenarioException {
        RunOutput requests = run(PLAIN, new RunLimits(100, 60, 1000));
        assertThat(requests.resultJson()).contains("limit of 100 simulated requests reached (");
        assertThat(requests.verdict()).isEqualTo("FAIL");
        assertThat(requests.exitCode()).isEqualTo(99);
        assertThat(run(PLAIN, new RunLimits(1_000_000, 0, 1000)).screen()).contains("limit of 0 s run time reached");
        assertThat(run(PLAIN, new RunLimits(1_000_000, 60, 0)).screen()).contains("limit of 0 MB of memory reached");
    }
}
