package dev.brownout.language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.library.ShippedLibrary;
import dev.brownout.result.SlaResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A variant without data for an assertion runs, and the verdict is "no data". */
class VariantBuildErrorsTest {
    private static final String SITE = """
            run: 20s
            load: 10/s
            components:
              web: { kind: server, nodes: 3 }
              batch: { kind: server }
            requests: { page: { path: [web] } }
            faults: [at 15s: crash web/1 for 2s as late]
            sla:
              third: web/3.utilization < 100%
              batch: batch.failed == 0
              fast: page.p99 < 1s
              during: page.p99 < 1s during late
            variants:
              three: {}
              two: { set: { web.nodes: 2, batch: null } }
            """;

    private static ScenarioFile file(String text, Overrides overrides) throws InvalidScenarioException {
        return new Loader(new ShippedLibrary()).load("site", text, overrides).check(overrides);
    }

    private static VariantResult run(ScenarioFile file, int variant) {
        ScenarioFile.Variant one = file.variants().get(variant);
        return Run.execute(one.scenario(), file.setup(one), (share, events, inFlight) -> true);
    }

    @Test
    void variantWithoutTheNodeHasNoData() throws InvalidScenarioException {
        ScenarioFile file = file(SITE, Overrides.NONE);
        assertThat(file.warnings().stream().map(Problem::message))
                .contains(
                        "in variant 'two': no data: web/3 does not exist: web has 2 nodes",
                        "in variant 'two': no data: unknown component or request 'batch'; expected one of page, web");
        VariantResult two = run(file, 1);
        assertThat(two.evaluation().sla()).containsOnlyKeys("third", "batch", "fast", "during");
        assertThat(List.copyOf(two.evaluation().sla().keySet())).containsExactly("third", "batch", "fast", "during");
        assertThat(two.evaluation().sla().get("third").verdict()).isEqualTo(SlaResult.Verdict.NO_DATA);
        assertThat(two.evaluation().sla().get("batch").verdict()).isEqualTo(SlaResult.Verdict.NO_DATA);
        assertThat(two.evaluation().sla().get("fast").verdict()).isEqualTo(SlaResult.Verdict.PASS);
        assertThat(run(file, 0).evaluation().sla().values())
                .extracting(SlaResult::verdict)
                .containsOnly(SlaResult.Verdict.PASS);
    }

    @Test
    void assertionWithoutDataInAllVariantsIsAnError() {
        assertThatThrownBy(() -> file(SITE.replace("web/3", "web/4"), Overrides.NONE))
                .hasMessageContaining("web/4 does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"page.latencies < 1s", "wev.utilization < 100%", "page.p99 < 1s during lat"})
    void misspelledAssertionOfOneVariantIsAnError(String assertion) {
        String own = SITE.replace("three: {}", "three: { set: { sla.fast: " + assertion + " } }");
        assertThatThrownBy(() -> file(own, Overrides.NONE)).hasMessageContaining("in variant 'three': ");
        String replaced = SITE.replace("page.p99 < 1s\n", assertion + "\n")
                .replace("web.nodes: 2", "web.nodes: 2, sla.fast: page.p99 < 1s");
        assertThatThrownBy(() -> file(replaced, Overrides.NONE)).hasMessageContaining("in variant 'three': ");
    }

    @Test
    void shorterRunLeavesOutLaterFaults() throws InvalidScenarioException {
        Overrides shorter =
                new Overrides(List.of(), List.of(), List.of(new Overrides.Option("--for", "run.duration", "10s")));
        ScenarioFile file = file(SITE, shorter);
        assertThat(file.warnings().stream().map(Problem::message))
                .contains(
                        "'at 15s: crash web/1 for 2s as late' is left out: the run ends at 10s",
                        "no data: the fault 'late' begins after the end of the run");
        VariantResult three = run(file, 0);
        assertThat(three.history().faults()).isEmpty();
        assertThat(three.evaluation().sla().get("during").verdict()).isEqualTo(SlaResult.Verdict.NO_DATA);
        assertThat(three.evaluation().sla().get("fast").verdict()).isEqualTo(SlaResult.Verdict.PASS);
    }
}
