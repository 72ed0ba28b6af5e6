package dev.brownout.language;

import static dev.brownout.language.ScenarioTexts.replaceParts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.export.ResultJson;
import dev.brownout.format.VerdictWording;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.parse.RelationParser;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Assertions of an approximate value ({@code ~}) have the syntax and the verdict of predictions. */
class ApproximateAssertionTest {
    private static final String HALF_BUSY = """
            run: 10s
            network: none
            load: constant(100/s)
            components: { web: { kind: server, cores: 1, service: 5ms } }
            requests: { page: { path: [web] } }
            sla:
              half busy: web.utilization ~ 50% +/- 1%
              too busy: web.utilization ~ 60% +/- 10%
              enough: page.good ~ 1k +/- 0.5%
            predict:
              half busy: web.utilization ~ 50% +/- 1%
              too busy: web.utilization ~ 60% +/- 10%
            """;

    private static ScenarioFile file(String text) throws InvalidScenarioException {
        ScenarioFile file = new Loader(none -> Optional.empty()).load("near", text, Overrides.NONE);
        file.check(Overrides.NONE);
        return file;
    }

    @Test
    void verdictAgreesWithThePrediction() throws InvalidScenarioException {
        ScenarioFile file = file(HALF_BUSY);
        ScenarioFile.Variant variant = file.variants().get(0);
        VariantResult result = Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> true);
        SlaResult busy = result.evaluation().sla().get("half busy");
        assertThat(busy.verdict()).isEqualTo(Verdict.PASS);
        assertThat(busy.comparison()).isEqualTo("~");
        assertThat(busy.tolerance()).isEqualTo(0.01);
        assertThat(VerdictWording.bound(busy)).isEqualTo("~ 50 % +/- 1 %");
        SlaResult tooBusy = result.evaluation().sla().get("too busy");
        assertThat(tooBusy.verdict()).isEqualTo(Verdict.FAIL);
        assertThat(tooBusy.margin()).isCloseTo(0.1 - 0.1 / 0.6, within(0.01));
        assertThat(result.evaluation().sla().get("enough").verdict()).isEqualTo(Verdict.PASS);
        result.evaluation()
                .predict()
                .forEach((name, prediction) -> assertThat(
                                result.evaluation().sla().get(name).verdict() == Verdict.PASS)
                        .as(name)
                        .isEqualTo(prediction.within()));
        assertThat(new String(ResultJson.write(file.result(List.of(result))), StandardCharsets.UTF_8))
                .contains("\"tolerance\"");
    }

    @Test
    void replicationsDecideOutsideOrWithinTheTolerance() {
        assertThat(combinedVerdict(49.9, 50, 50.1)).isEqualTo(Verdict.PASS);
        assertThat(combinedVerdict(59, 60, 61)).isEqualTo(Verdict.FAIL);
        assertThat(combinedVerdict(51, 52, 53)).isEqualTo(Verdict.UNDECIDED);
        assertThat(combinedVerdict(20, 50, 80)).isEqualTo(Verdict.UNDECIDED);
    }

    private static Verdict combinedVerdict(double... values) {
        List<SlaResult> each = java.util.Arrays.stream(values)
                .mapToObj(value ->
                        new SlaResult("", "", "~", value, 50, 0.05, "1", 0, 0, 1, Verdict.PASS, -1, false, null))
                .toList();
        return AssertionEstimate.of(each, 0.95).verdict();
    }

    @Test
    void rejectsImpossiblePredictions() {
        assertThatThrownBy(() -> RelationParser.relation("availability ~ 97.5%"))
                .hasMessage("something is missing at the end of 'availability ~ 97.5%'; expected a prediction such as"
                        + " availability ~ 97.5% +/- 1%");
        assertThatThrownBy(() -> RelationParser.relation("availability ~ 97.5% +/- -1%"))
                .hasMessage("tolerance '-1%' is too small; at least 0% is allowed");
        assertThatThrownBy(() -> file(replaceParts(HALF_BUSY, "60%", "160%")))
                .hasMessageContaining("'web.utilization' is a share from 0% to 100%, never 160%");
    }
}
