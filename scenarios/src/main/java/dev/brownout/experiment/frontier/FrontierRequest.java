package dev.brownout.experiment.frontier;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentFindings;
import dev.brownout.export.Dataset;
import dev.brownout.sla.Metric;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Request for a Pareto frontier.
 *
 * @param objectives metrics that are the objectives; empty for cost, 99th percentile and availability
 */
public record FrontierRequest(List<Metric> objectives) {
    /** Copies the list. */
    public FrontierRequest {
        objectives = List.copyOf(objectives);
    }

    /** Returns an experiment that measures the objectives of a request, if there is one. */
    public static Experiment measured(Optional<FrontierRequest> request, Experiment experiment) {
        return request.map(one -> one.measuredBy(experiment)).orElse(experiment);
    }

    /**
     * Returns an experiment that measures the requested objectives as well. Every run measures the cost.
     *
     * @throws dev.brownout.experiment.ExperimentException if no direction of an objective is better
     */
    public Experiment measuredBy(Experiment experiment) {
        FrontierObjectives.requireDirections(experiment, objectives);
        Experiment extended = experiment;
        for (Metric objective : objectives) {
            String name = objective.toString();
            if (!name.equals(FrontierObjectives.COST)) {
                extended = extended.metric(name);
            }
        }
        return extended;
    }

    /**
     * Computes the frontier of designs.
     *
     * @throws dev.brownout.experiment.ExperimentException if a metric has no data or no direction is better
     */
    public FrontierText of(ComparableDesigns comparable, double confidence) {
        if (!comparable.obstacle().isEmpty()) {
            return FrontierText.ofObstacle(comparable.obstacle());
        }
        if (comparable.designs().size() < 2) {
            return FrontierText.ofObstacle(
                    "it needs two designs, and there is " + comparable.designs().size());
        }
        FrontierObjectives chosen = objectives.isEmpty()
                ? FrontierObjectives.usual(comparable.designs())
                : FrontierObjectives.of(comparable.designs(), objectives);
        if (chosen.objectives().isEmpty()) {
            return FrontierText.ofObstacle("no design has a cost, a 99th percentile or an availability");
        }
        return new FrontierText(
                ParetoFrontier.of(comparable.designs(), chosen.objectives(), confidence, comparable.interimAnalyses()),
                comparable.condition(),
                chosen.remark(),
                "");
    }

    /**
     * Returns findings with the frontier of their designs.
     *
     * @param confidence confidence level of all comparisons at all interim analyses together
     * @param interrupted whether the findings are partial
     */
    public ExperimentFindings addTo(
            ExperimentFindings findings, ComparableDesigns designs, double confidence, boolean interrupted) {
        FrontierText text = of(designs, confidence);
        Dataset file = interrupted ? text.data().partial(findings.partialReason()) : text.data();
        return findings.with(
                        "frontier",
                        text.fact(),
                        text.lines(),
                        text.part(),
                        () -> text.charts(findings.file().title()))
                .withTable(text.data())
                .withFiles(Collections.singletonMap("frontier.csv", file.csv()));
    }
}
