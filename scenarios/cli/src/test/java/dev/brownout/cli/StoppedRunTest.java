package dev.brownout.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brownout.experiment.ScenarioSource;
import dev.brownout.export.Outputs;
import dev.brownout.export.ResultJsonReader;
import dev.brownout.export.RunFacts;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.result.RunResult;
import dev.brownout.result.Series;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A stopped run next to a completed one. Its results contain nothing about the time that was not simulated. */
class StoppedRunTest {
    private static final RunFacts FACTS = new RunFacts(1, 1, 1, "17", "1", "");

    @TempDir
    private Path folder;

    @ParameterizedTest
    @Tag("change")
    @CsvSource({"load-balancer, 0.01", "primary-failover, 0.5"})
    void timeSeriesEndWithTheStoppedRun(String scenario, double share) throws Exception {
        ScenarioFile file = ScenarioSource.library(scenario).check(Overrides.NONE);
        List<VariantResult> results = new ArrayList<>();
        for (ScenarioFile.Variant variant : file.variants()) {
            double until = results.size() == 1 ? share : 1;
            results.add(Run.execute(
                    variant.scenario(),
                    file.setup(variant),
                    (reached, events, inFlight) -> reached < until || until == 1));
        }
        Outputs.write(file.result(results), FACTS, folder);

        RunResult result = ResultJsonReader.read(Files.readAllBytes(folder.resolve("result.json")));
        assertThat(result.variants().get(0).run().complete()).isTrue();
        VariantResult stopped = result.variants().get(1);
        assertThat(stopped.run().endNanos())
                .isEqualTo((long) (share * stopped.run().durationNanos()));
        Series series = stopped.series();
        int steps = (int) ((stopped.run().endNanos() + series.stepNanos() - 1) / series.stepNanos());
        assertThat(series.columns())
                .isNotEmpty()
                .allSatisfy(column -> assertThat(column.values()).hasSize(steps));
        assertThat(series.latencies().values())
                .isNotEmpty()
                .allSatisfy(counts -> assertThat(counts.steps().length).isEqualTo(steps));
        assertThat(stopped.edges())
                .isNotEmpty()
                .allSatisfy(edge -> assertThat(List.of(edge.sentByStep(), edge.goodByStep(), edge.failedByStep()))
                        .allMatch(counts -> counts.length == steps));
    }

    /**
     * An interval of a long run may contain millions of events, so the stop condition is also checked between events.
     */
    @Test
    void longRunStopsSoonAfterARequestToStop() throws Exception {
        ScenarioFile file =
                ScenarioSource.library("hello-world").check(new Overrides(List.of(), List.of("run.duration=3650d")));
        ScenarioFile.Variant variant = file.variants().get(0);
        VariantResult stopped =
                Run.execute(variant.scenario(), file.setup(variant), (share, events, inFlight) -> events < 40_000);
        assertThat(stopped.run().simulatedEvents()).isBetween(40_000L, 60_000L);
        assertThat(stopped.run().stopped().why().toString()).isEqualTo("interrupted");
        assertThat(stopped.run().complete()).isFalse();
    }
}
