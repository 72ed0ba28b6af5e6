package dev.brownout.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.experiment.ExperimentException;
import dev.brownout.language.diagnostic.InvalidScenarioException;
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
    void filesOfAScenarioComeWithIt() throws InvalidScenarioException {
        String text = hello.replaceFirst("exp\\([^)]*\\)", "file(times.csv)");
        Map<String, byte[]> files = Map.of("times.csv", "1 ms\n2 ms\n".getBytes(StandardCharsets.UTF_8));
        assertThat(text).contains("file(times.csv)");
        assertThat(calls.checked("own", text, files, PLAIN.overrides()).variants())
                .isNotEmpty();
        assertThatThrownBy(() -> calls.checked("own", text, Map.of(), PLAIN.overrides()))
                .hasMessageContaining("cannot read 'times.csv': there is no such file");
    }

    @Test
    void runStopsAtALimitAndSaysSo() throws InvalidScenarioException {
        RunOutput requests = run(PLAIN, new RunLimits(100, 60, 1000));
        assertThat(requests.resultJson()).contains("limit of 100 simulated requests reached (");
        assertThat(requests.verdict()).isEqualTo("FAIL");
        assertThat(requests.exitCode()).isEqualTo(99);
        assertThat(run(PLAIN, new RunLimits(1_000_000, 0, 1000)).screen()).contains("limit of 0 s run time reached");
        assertThat(run(PLAIN, new RunLimits(1_000_000, 60, 0)).screen()).contains("limit of 0 MB of memory reached");
    }
}
