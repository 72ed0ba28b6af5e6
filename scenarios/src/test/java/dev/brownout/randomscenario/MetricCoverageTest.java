package dev.brownout.randomscenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.InvalidScenarioException;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.rounds.TestRound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Completeness of the scenarios under {@code numbers}: each metric that can be asserted changes in one of them. A
 * metric that never changes must not be offered, or lacks a scenario.
 */
@Tag("once")
class MetricCoverageTest {
    private static final int EACH_BUILD = 3;
    private static final Path FOLDER = Path.of("src/test/resources/dev/brownout/numbers");

    @Test
    @Tag("rows")
    void metricsOfEachScenarioChange() throws IOException {
        for (Path file : TestRound.rotating(files(), EACH_BUILD)) {
            assertThat(changedMetrics(file)).as("%s", file).isNotEmpty();
        }
    }

    @Test
    @Tag("change")
    void everyMetricChangesInSomeScenario() throws IOException {
        TreeSet<String> resting = Numbers.known();
        for (Path file : files()) {
            resting.removeAll(changedMetrics(file));
        }
        assertThat(resting)
                .as("metrics that are constant in all scenarios of %s", FOLDER)
                .isEmpty();
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.sorted().toList();
        }
    }

    private static TreeSet<String> changedMetrics(Path file) throws IOException {
        try {
            var read = new Loader(none -> Optional.empty()).load(file, Overrides.NONE);
            TreeSet<String> moved = new TreeSet<>();
            for (var variant : read.variants()) {
                moved.addAll(Numbers.changedMetrics(variant.scenario(), (share, events, inFlight) -> true));
            }
            return moved;
        } catch (InvalidScenarioException wrong) {
            throw new AssertionError(wrong.render(), wrong);
        }
    }
}
