package dev.brownout.importing.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brownout.importing.ImportException;
import dev.brownout.importing.ImportSource;
import dev.brownout.importing.inference.StepTimeFit.Coefficient;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Logs of an engine with known coefficients are fitted back. */
class InferenceCalibrationTest {
    private static InferenceLog read(String text) throws ImportException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return InferenceLog.read(new ImportSource("llm.csv", () -> new ByteArrayInputStream(bytes)));
    }

    private static boolean covers(Coefficient fitted, double truth) {
        return fitted.low() <= truth && truth <= fitted.high();
    }

    /**
     * Twenty logs of four engines: 95 % intervals contain the true coefficient. With that probability at least 16 of 20
     * do in all but 0.3 % of tests.
     */
    @Tag("change")
    @ParameterizedTest
    @CsvSource({"0, 9", "0.002, 6"})
    void intervalsContainTheTruth(double noise, int digits) throws ImportException {
        double[][] engines = {
            {0.007, 74e-6, 20_000, 8}, {0.014, 300e-6, 8_000, 3}, {0.0048, 1e-3, 15_000, 4}, {0.02, 50e-6, 5_000, 3}
        };
        int[] covered = new int[3];
        for (int seed = 0; seed < 20; seed++) {
            double[] engine = engines[seed % engines.length];
            StepSimulator simulator = new StepSimulator(engine[0], engine[1], engine[2]);
            StepTimeFit fit = StepTimeFit.of(List.of(read(simulator.log(seed, engine[3], 1500, digits, noise))), 1);
            covered[0] += covers(fit.base(), engine[0]) ? 1 : 0;
            covered[1] += covers(fit.perSequence(), engine[1]) ? 1 : 0;
            covered[2] += covers(fit.perPrefillToken(), 1 / engine[2]) ? 1 : 0;
            assertThat(fit.base().value()).isBetween(0.97 * engine[0], 1.03 * engine[0]);
            assertThat(fit.perPrefillToken().value()).isBetween(0.9 / engine[2], 1.1 / engine[2]);
        }
        for (int count : covered) {
            assertThat(count).as("base, per sequence, per prefill token").isGreaterThanOrEqualTo(16);
        }
    }

    @Test
    void scenarioHasTheFittedNumbersAndTheErrorOfHeldOutCalls() throws ImportException {
        StepSimulator simulator = new StepSimulator(0.007, 74e-6, 20_000);
        InferenceLog busy = read(simulator.log(1, 8, 1000, 6, 0));
        InferenceCalibration fitted = InferenceCalibration.of(List.of(busy), List.of());
        assertThat(fitted.yaml())
                .contains("base: 7")
                .containsPattern("per_sequence: 7[0-9.]+us")
                .containsPattern("prompt: lognormal\\(p50=(29|30)[0-9.]* p99=[0-9.]+\\)")
                .containsPattern("load: [78][.0-9]+/s");
        assertThat(String.join("\n", fitted.lines()))
                .containsPattern("hold-out, the last fifth of the calls: .*differ by 0[.]\\d+ %");
        InferenceLog calm = read(simulator.log(2, 3, 300, 6, 0));
        List<String> lines =
                InferenceCalibration.of(List.of(busy), List.of(calm)).lines();
        assertThat(lines.get(lines.size() - 1))
                .startsWith("llm.csv, hold-out: times from the first to the last token differ by 0.");
    }

    /** Steps of sequential calls have one sequence: base and per_sequence are one number. */
    @Test
    void constantBatchesDoNotIdentifyTheCoefficients() throws ImportException {
        InferenceLog alone = read(new StepSimulator(0.007, 74e-6, 20_000).log(1, 0.0001, 300, 6, 0));
        assertThatThrownBy(() -> StepTimeFit.of(List.of(alone), 1))
                .hasMessageContaining("base and per_sequence are not identified")
                .hasMessageContaining("1.0 to 1.0 sequences");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            1,2,3,4           | there is no column 'ttft'; the first line names the columns arrival,prompt
            1,2,x,1,4         | llm.csv:2: output_tokens is 'x', and must be a number
            1,2,0,1,4         | llm.csv:2: output_tokens is 0, and must be a whole number of tokens, at least 1
            1,2.5,3,1,4       | llm.csv:2: prompt_tokens is 2.5, and must be a whole number
            1,2,3,0,4         | llm.csv:2: ttft is 0, and must be more than 0 seconds
            1,2,3,900,4       | llm.csv:2: end 4 is before the first token at 901
            1,2,3,1,          | llm.csv:2: end is '', and must be a number
            1700000000000,2,3,1,4 | arrival is 1700000000000, which is too large; times are in seconds
            1,2,3,1,4         | llm.csv: 1 calls; a fit of step times needs at least 100
            """)
    void invalidLogsAreErrors(String row, String message) {
        String header = row.split(",", -1).length == 4
                ? "arrival,prompt_tokens,output_tokens,end"
                : "arrival,prompt_tokens,output_tokens,ttft,end";
        assertThatThrownBy(() -> read(header + "\n" + row + "\n"))
                .isInstanceOf(ImportException.class)
                .hasMessageContaining(message);
    }

    /** The calls can be in the order of their ends, with further columns in any order. */
    @Test
    void columnsAreFoundByName() throws ImportException {
        List<String> lines = new ArrayList<>(List.of("end,model,ttft,arrival,output_tokens,prompt_tokens"));
        for (int i = 200; i > 0; i--) {
            lines.add(10 + i + ",llama,0.5," + i + ",20,100");
        }
        InferenceLog log = read(String.join("\n", lines));
        assertThat(log.calls()).hasSize(200);
        assertThat(log.calls().get(0))
                .isEqualTo(new InferenceLog.LoggedCall(0, 100, 20, 500_000_000L, 10_000_000_000L));
    }
}
