package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.ScenarioFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Metrics that are rejected as constant: none of them changes in a run of the random scenario.
 * {@link RandomScenariosTest} checks every tenth of its scenarios.
 */
@Tag("thorough")
class ConstantMetricsTest {
    @ParameterizedTest
    @CsvSource({"0, 1000", "1000, 1000", "729000, 1000", "730000, 1000", "731000, 1000", "732000, 1000"})
    void constantMetricsDoNotChange(int from, int many) {
        assertThat(moving(from, many)).isEmpty();
    }

    private static List<String> moving(int from, int many) {
        List<String> moving = new ArrayList<>();
        for (int number = from; number < from + many; number++) {
            ScenarioCase made = ScenarioGenerator.create(number).scenario();
            ScenarioFile file = made.validate().file().orElse(null);
            if (file == null) {
                continue;
            }
            for (ScenarioFile.Variant variant : file.variants()) {
                try {
                    Numbers.changedMetrics(variant.scenario(), (share, events, inFlight) -> events < 100_000);
                } catch (AssertionError wrong) {
                    moving.add(number + ", variant " + variant.name() + ": " + wrong.getMessage());
                }
            }
        }
        return moving;
    }
}
