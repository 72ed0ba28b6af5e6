package dev.brownout.experiment.sweep;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.Trial.Point;
import dev.brownout.experiment.TrialPlan;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A validated sweep, ready to run. */
public final class SweepPlan implements TrialPlan {
    private final Experiment experiment;
    private final ParameterGrid grid;
    private final List<Point> points;
    private final Map<String, List<String>> representedVariants;
    private final List<Trial> trials = new ArrayList<>();
    private final Optional<SequentialRule> rule;

    private SweepPlan(Experiment experiment, List<Variation> variations, Optional<SequentialRule> rule) {
        if (variations.isEmpty()) {
            throw new IllegalArgumentException("missing setting to vary, such as web.nodes=2..16");
        }
        for (Variation variation : variations) {
            if (variation.values().isEmpty()) {
                throw new IllegalArgumentException(
                        variation.path() + " has no values; expected PATH=A..B, such as web.nodes=2..16");
            }
        }
        this.experiment = experiment;
        this.rule = rule;
        this.grid = new ParameterGrid(variations);
        this.points = grid.read(experiment.source(), experiment.changes());
        this.representedVariants = distinctVariants(points.stream()
                .map(point -> VariantRuns.named(point.file(), experiment.variants()))
                .toList());
        for (Point point : points) {
            trials.addAll(Trial.of(point, arms(point), 0, maximum()));
        }
        experiment.requireVarying(trials.stream().flatMap(trial -> trial.arms().stream()));
        points.get(0).file().warnings().forEach(experiment.warnings());
    }

    /**
     * Plans a sweep over every combination of values of some settings.
     *
     * @param variations settings and values such as {@code web.nodes=2..16} or {@code load=100/s..500/s/8}; if empty,
     *     those under {@code sweep} in the scenario
     * @throws IllegalArgumentException if a variation has no values, or there are no variations
     * @throws ExperimentException if the scenario is invalid at a point
     */
    public static SweepPlan of(Experiment experiment, String... variations) {
        return of(
                experiment,
                variations.length == 0
                        ? experiment.source().read(experiment.changes()).sweep()
                        : Arrays.stream(variations).map(Variation::of).toList());
    }

    /**
     * Plans a sweep over every combination of values of some settings.
     *
     * @throws IllegalArgumentException if a variation has no values, or there are no variations
     * @throws ExperimentException if the scenario is invalid at a point
     */
    public static SweepPlan of(Experiment experiment, List<Variation> variations) {
        return new SweepPlan(experiment, variations, Optional.empty());
    }

    /**
     * Plans a sweep in which each point ends when its results are decided.
     *
     * @param rule stopping rule of each point; the confidence level of the results is that of each of its looks
     * @throws IllegalArgumentException if a variation has no values, or there are no variations
     * @throws ExperimentException if the scenario is invalid at a point
     * @see ReplicationSummary#isDecided
     */
    public static SweepPlan of(Experiment experiment, List<Variation> variations, SequentialRule rule) {
        return new SweepPlan(experiment, variations, Optional.of(rule));
    }

    /** Returns the distinct variants, each with the variants that are identical to it at every point. */
    private static Map<String, List<String>> distinctVariants(List<List<Variant>> points) {
        Map<String, List<String>> represented = new LinkedHashMap<>();
        List<Integer> distinct = new ArrayList<>();
        List<Variant> variants = points.get(0);
        for (int i = 0; i < variants.size(); i++) {
            int index = i;
            Optional<Integer> equal = distinct.stream()
                    .filter(k -> points.stream()
                            .allMatch(pointVariants ->
                                    pointVariants.get(k).hasEqualMeasuredSettings(pointVariants.get(index))))
                    .findFirst();
            if (equal.isPresent()) {
                represented
                        .get(variants.get(equal.get()).name())
                        .add(variants.get(i).name());
            } else {
                distinct.add(i);
                represented.put(variants.get(i).name(), new ArrayList<>());
            }
        }
        return represented;
    }

    private int maximum() {
        return rule.map(SequentialRule::most).orElse(experiment.replications());
    }

    private List<ExperimentArm> arms(Point point) {
        return experiment.arms(
                point.file(), VariantRuns.named(point.file(), List.copyOf(representedVariants.keySet())));
    }

    /** Returns the number of trials. Each trial runs all distinct variants of its point. */
    public int trials() {
        return trials.size();
    }

    @Override
    public List<Trial> all() {
        return TrialPlan.byReplication(trials);
    }

    /** Runs the sweep with the default execution settings. */
    public Sweep run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the sweep.
     *
     * @return the results, without the points that lack a replication because the sweep was stopped
     */
    public Sweep run(Execution execution) {
        List<List<ReplicationSummary>> summaries = new ArrayList<>();
        points.forEach(point -> summaries.add(representedVariants.keySet().stream()
                .map(ReplicationSummary::new)
                .toList()));
        List<Trial> completed = new ArrayList<>();
        execution.progress().begins("", trials.size());
        try {
            Consumer<Execution.Outcome> receiver = outcome -> {
                completed.add(outcome.trial());
                ReplicationSummary.add(
                        outcome.observations(),
                        summaries.get(outcome.trial().point().number()));
            };
            if (rule.isPresent()) {
                runUntilDecided(rule.get(), execution, summaries, receiver);
            } else {
                execution.run(0, trials, receiver);
            }
        } finally {
            execution.progress().ends();
        }
        List<List<ReplicationSummary>> finished = withoutUnfinished(summaries);
        return new Sweep(
                points.get(0).file(),
                grid,
                finished,
                confidence(),
                representedVariants,
                completed,
                finished.stream().noneMatch(List::isEmpty));
    }

    private double confidence() {
        return rule.map(SequentialRule::interimConfidence).orElse(experiment.confidence());
    }

    /** Runs all points to the next look, until each is decided or has the maximum number of replications. */
    private void runUntilDecided(
            SequentialRule stopping,
            Execution execution,
            List<List<ReplicationSummary>> summaries,
            Consumer<Execution.Outcome> receiver) {
        int first = 0;
        for (int interim : stopping.interimSizes()) {
            List<Trial> next = new ArrayList<>();
            for (Point point : points) {
                if (!isFinished(summaries.get(point.number()))) {
                    next.addAll(Trial.of(point, arms(point), first, interim - first));
                }
            }
            int started =
                    summaries.stream().mapToInt(point -> point.get(0).size()).sum();
            execution.run(started, next, receiver);
            if (next.isEmpty() || execution.stopped().getAsBoolean()) {
                return;
            }
            first = interim;
        }
    }

    /** Returns whether a point needs no further replication. */
    private boolean isFinished(List<ReplicationSummary> point) {
        int size = point.get(0).size();
        return size == maximum()
                || rule.filter(stopping -> stopping.interimSizes().contains(size)
                                && point.stream()
                                        .allMatch(summary -> summary.isDecided(stopping.share(), confidence())))
                        .isPresent();
    }

    /** Returns the summaries of each point; an empty list for a point that lacks a replication. */
    private List<List<ReplicationSummary>> withoutUnfinished(List<List<ReplicationSummary>> summaries) {
        return summaries.stream()
                .map(pointSummaries -> isFinished(pointSummaries) ? pointSummaries : List.<ReplicationSummary>of())
                .toList();
    }
}
