package dev.brownout.experiment.capacity;

import dev.brownout.capacity.CapacityForecast;
import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.Trial.Point;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.Analysis.Station;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Evaluates designs and caches their results. A design is one value per setting; each is run with a number of
 * replications.
 */
final class DesignEvaluator {
    private final Experiment experiment;
    private final ScenarioFile file;
    private final List<Variation> variations;
    private final double level;
    private final Optional<SequentialRule> rule;
    private final Execution execution;
    private final Map<List<Value>, ScenarioFile> files = new LinkedHashMap<>();
    private final Map<List<Value>, Double> utilizations = new LinkedHashMap<>();
    private final Map<List<Value>, ReplicationSummary> summaries = new LinkedHashMap<>();
    private final List<Trial> completedTrials = new ArrayList<>();
    private int startedDesigns;

    /** Thrown when the execution was stopped. */
    static final class InterruptedSearchException extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    /**
     * Creates an evaluator of designs of the single variant of an experiment.
     *
     * @param file scenario as written
     * @param level confidence level of each verdict on each assertion, at each look
     * @param rule stopping rule instead of a fixed number of replications
     */
    DesignEvaluator(
            Experiment experiment,
            ScenarioFile file,
            List<Variation> variations,
            double level,
            Optional<SequentialRule> rule,
            Execution execution) {
        this.experiment = experiment;
        this.file = file;
        this.variations = List.copyOf(variations);
        this.level = level;
        this.rule = rule;
        this.execution = execution;
    }

    /**
     * Returns the bottleneck utilization of a design according to the analytical model, in the stage of the run in
     * which it is lowest. Returns 0 if the model finds no bottleneck.
     */
    double utilization(List<Value> design) {
        return utilizations.computeIfAbsent(design, this::bottleneck);
    }

    private double bottleneck(List<Value> design) {
        Scenario scenario =
                VariantRuns.named(file(design), experiment.variants()).get(0).scenario();
        Map<Long, Double> utilizationByStage = new TreeMap<>();
        for (Station station : CapacityForecast.of(scenario).analysis().stations()) {
            utilizationByStage.merge(
                    station.fromNanos(), station.offeredPerSecond() / station.capacityPerSecond(), Math::max);
        }
        return utilizationByStage.values().stream()
                .mapToDouble(Double::doubleValue)
                .min()
                .orElse(0);
    }

    private ScenarioFile file(List<Value> design) {
        return files.computeIfAbsent(
                design,
                key -> experiment.source().check(ParameterGrid.overridesAt(variations, key, experiment.changes())));
    }

    /** Returns the verdict on a design by all its assertions. */
    DesignVerdict answer(List<Value> design) {
        return evaluate(design, estimate -> true);
    }

    /** Returns the verdict on a design by its assertions, except those about cost. */
    DesignVerdict evaluateWithoutBudget(List<Value> design) {
        return evaluate(design, estimate -> !estimate.combined().unit().startsWith("$"));
    }

    private DesignVerdict evaluate(List<Value> design, Predicate<AssertionEstimate> included) {
        return DesignVerdict.of(estimates(summaries.computeIfAbsent(design, key -> run(key, included)), included));
    }

    private List<AssertionEstimate> estimates(ReplicationSummary summary, Predicate<AssertionEstimate> included) {
        return summary.sla(level).values().stream().filter(included).toList();
    }

    /** Returns the replications of a design that was tried. */
    ReplicationSummary summary(List<Value> design) {
        return summaries.get(design);
    }

    /**
     * Returns the number of replications after which an overloaded design is judged for the first time: two fifths of
     * all, rounded up, and at least 4.
     */
    static int firstInterimSize(int replications) {
        return Math.min(replications, Math.max(4, (2 * replications + 4) / 5));
    }

    /**
     * Runs the replications of a design. An overloaded design ends at the first look if its replications show a
     * violation.
     */
    private ReplicationSummary run(List<Value> design, Predicate<AssertionEstimate> included) {
        ScenarioFile changed = file(design);
        Point point = new Point(startedDesigns++, ParameterGrid.folder(variations, design), changed);
        List<ExperimentArm> arms = experiment.arms(changed, VariantRuns.named(changed, experiment.variants()));
        ReplicationSummary summary = new ReplicationSummary(arms.get(0).name());
        if (rule.isPresent()) {
            runUntilDecided(rule.get(), point, arms, summary, included);
            return summary;
        }
        int replications = experiment.replications();
        int firstCount = utilization(design) > 1 ? firstInterimSize(replications) : replications;
        execution.progress().begins(ParameterGrid.format(variations, design), replications);
        try {
            replicate(point, arms, firstCount, summary);
            if (firstCount < replications
                    && estimates(summary, included).stream().noneMatch(AssertionEstimate::isViolatedEarly)) {
                replicate(point, arms, replications, summary);
            }
        } finally {
            execution.progress().ends();
        }
        return summary;
    }

    private void runUntilDecided(
            SequentialRule stopping,
            Point point,
            List<ExperimentArm> arms,
            ReplicationSummary summary,
            Predicate<AssertionEstimate> included) {
        execution.progress().begins(point.name(), stopping.most());
        try {
            for (int interim : stopping.interimSizes()) {
                replicate(point, arms, interim, summary);
                Map<String, AssertionEstimate> evaluations = new LinkedHashMap<>(summary.sla(level));
                evaluations.values().removeIf(included.negate());
                if (summary.isDecided(stopping.share(), level, evaluations)) {
                    return;
                }
            }
        } finally {
            execution.progress().ends();
        }
    }

    /** Runs further replications of a design until their target number is reached. */
    private void replicate(Point point, List<ExperimentArm> arms, int target, ReplicationSummary summary) {
        int completed = summary.size();
        execution.run(completed, Trial.of(point, arms, completed, target - completed), outcome -> {
            summary.add(outcome.observations().get(0));
            completedTrials.add(outcome.trial());
        });
        if (summary.size() < target) {
            throw new InterruptedSearchException();
        }
    }

    /** Returns the designs tried so far. */
    SearchResult tried() {
        return new SearchResult(
                file,
                variations,
                summaries,
                level,
                completedTrials,
                !execution.stopped().getAsBoolean());
    }
}
