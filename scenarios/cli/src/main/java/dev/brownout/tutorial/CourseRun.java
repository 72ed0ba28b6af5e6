package dev.brownout.tutorial;

import dev.brownout.chart.ChartBook;
import dev.brownout.chart.draw.Chart;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.result.RunResult;
import dev.brownout.result.VariantResult;
import dev.brownout.runtime.Run;
import dev.brownout.scenario.Scenario;
import dev.brownout.sla.AnswerMetric;
import dev.brownout.tutorial.Ladder.Rung;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Results of one lesson.
 *
 * @param rung the lesson
 * @param result the results of its variants
 * @param chart the chart of its page: the first one of the result
 */
public record CourseRun(Rung rung, RunResult result, Chart chart) {
    /**
     * Runs the scenario of a lesson.
     *
     * @param metrics further metrics to measure in a variant, by its name
     */
    public static CourseRun of(Rung rung, Function<String, List<AnswerMetric>> metrics) {
        return of(
                rung,
                rung.file()
                        .result(rung.file().variants().parallelStream()
                                .map(variant -> run(rung, variant, metrics.apply(variant.name())))
                                .toList()));
    }

    /** Draws the chart of the result of a lesson. */
    public static CourseRun of(Rung rung, RunResult result) {
        return new CourseRun(rung, result, ChartBook.of(result).charts().get(0));
    }

    private static VariantResult run(Rung rung, Variant variant, List<AnswerMetric> metrics) {
        Scenario scenario = variant.scenario();
        List<AnswerMetric> answer = new ArrayList<>(scenario.evaluation().answer());
        metrics.stream()
                .filter(metric ->
                        answer.stream().noneMatch(known -> known.text().equals(metric.text())))
                .forEach(answer::add);
        return Run.execute(scenario.withAnswer(answer), rung.file().setup(variant), (share, events, inFlight) -> true);
    }
}
