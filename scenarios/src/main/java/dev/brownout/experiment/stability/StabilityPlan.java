package dev.brownout.experiment.stability;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.List;

/**
 * A validated stability experiment, ready to run: a map of the probability that the system does not recover, over its
 * load and the size of a trigger, and a search for the largest safe trigger at each load. Immutable; every method that
 * changes a setting returns a copy.
 *
 * <p>Each cell of the map has at most the number of replications of the experiment. The first selected variant is run.
 */
public final class StabilityPlan {
    private static final double DEFAULT_RISK = 0.1;
    private static final double DEFAULT_TOLERANCE = 0.02;
    private static final int MOST_CELLS = 1000;

    private final Experiment experiment;
    private final ScenarioFile file;
    private final Variation load;
    private final Variation trigger;
    private final RecoveryCriterion criterion;
    private final double risk;
    private final double tolerance;

    private StabilityPlan(StabilityPlan original, double risk, double tolerance) {
        this.experiment = original.experiment;
        this.file = original.file;
        this.load = original.load;
        this.trigger = original.trigger;
        this.criterion = original.criterion;
        this.risk = risk;
        this.tolerance = tolerance;
        if (!(risk > 0 && risk < 1) || !(tolerance > 0 && tolerance <= 1)) {
            throw new IllegalArgumentException(
                    "a risk and a tolerance are between 0 and 1: " + risk + ", " + tolerance);
        }
        int runs = settings().testRuns();
        if (runs > Experiment.MOST_REPLICATIONS) {
            throw new ExperimentException(
                    "a risk of {} needs {} runs of a trigger; at most {} are possible",
                    risk,
                    runs,
                    Experiment.MOST_REPLICATIONS);
        }
    }

    private StabilityPlan(
            Experiment experiment, Variation load, Variation trigger, RecoveryCriterion criterion, ScenarioFile file) {
        this.experiment = experiment;
        this.file = file;
        this.load = load;
        this.trigger = trigger;
        this.criterion = criterion;
        this.risk = DEFAULT_RISK;
        this.tolerance = DEFAULT_TOLERANCE;
    }

    /**
     * Plans an experiment with an accepted risk of 10 %, which finds the largest safe trigger to 2 % of its range.
     *
     * @param load first setting with its values, such as {@code load=200/s..400/s/4}
     * @param trigger setting that is the size of the trigger, with at least two numbers in ascending order
     * @throws ExperimentException if the scenario is invalid at an end of the ranges, cannot show a recovery there, or
     *     there are too many cells
     */
    public static StabilityPlan of(
            Experiment experiment, Variation load, Variation trigger, RecoveryCriterion criterion) {
        if (load.values().isEmpty()) {
            throw new ExperimentException("{} has no values; expected {}=A..B/n", load.path(), load.path());
        }
        if (trigger.values().size() < 2 || !trigger.isOrdered()) {
            throw new ExperimentException(
                    "trigger {} needs at least two numbers in ascending order; expected {}=A..B/n",
                    trigger.path(),
                    trigger.path());
        }
        if (trigger.path().equals(load.path())) {
            throw new ExperimentException("{} is varied twice", load.path());
        }
        if (load.values().size() * trigger.values().size() > MOST_CELLS) {
            throw new ExperimentException("a stability map has at most {} cells", MOST_CELLS);
        }
        ScenarioFile file = experiment.source().read(experiment.changes());
        String variant = VariantRuns.named(file, experiment.variants()).get(0).name();
        Experiment single = criterion.measure(experiment.variants(variant));
        for (Value end : ends(load)) {
            for (Value size : ends(trigger)) {
                ScenarioFile changed = single.source()
                        .check(ParameterGrid.overridesAt(List.of(load, trigger), List.of(end, size), single.changes()));
                criterion.check(
                        VariantRuns.named(changed, single.variants()).get(0).scenario());
            }
        }
        file.warnings().forEach(experiment.warnings());
        return new StabilityPlan(single, load, trigger, criterion, file);
    }

    private static List<Value> ends(Variation variation) {
        return List.of(
                variation.values().get(0),
                variation.values().get(variation.values().size() - 1));
    }

    /** Returns the plan with another accepted probability that the system does not recover, between 0 and 1. */
    public StabilityPlan risk(double probability) {
        return new StabilityPlan(this, probability, tolerance);
    }

    /**
     * Returns the plan with another width of the bracket around the largest safe trigger, as a share of the range of
     * the trigger, more than 0. With 1, only the triggers of the map are tried.
     */
    public StabilityPlan tolerance(double share) {
        return new StabilityPlan(this, risk, share);
    }

    /** Returns the settings of the statistics. */
    public StabilitySettings settings() {
        List<Value> values = trigger.values();
        double width = tolerance
                * (values.get(values.size() - 1).number() - values.get(0).number());
        double smallestWidth = values.get(0).unit().equals("1") && areIntegers(values) ? Math.max(1, width) : width;
        double gap = 0;
        for (int i = 1; i < values.size(); i++) {
            gap = Math.max(gap, values.get(i).number() - values.get(i - 1).number());
        }
        int bisections = 0;
        for (double bracket = gap; bracket > smallestWidth; bracket /= 2) {
            bisections++;
        }
        double error = (1 - experiment.confidence()) / (values.size() + bisections);
        long runs = Math.max(experiment.replications(), StabilitySettings.runsToShow(risk, error));
        return new StabilitySettings(
                risk,
                experiment.confidence(),
                StabilitySettings.mapRule(experiment.replications(), risk, experiment.confidence()),
                (int) Math.min(Integer.MAX_VALUE, runs),
                bisections,
                smallestWidth);
    }

    /** Returns whether all values are whole numbers. */
    static boolean areIntegers(List<Value> values) {
        return values.stream().allMatch(value -> value.number() == Math.rint(value.number()));
    }

    /** Runs the experiment to its end. */
    public StabilityMap run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the experiment.
     *
     * @return the result; partial if the experiment was stopped
     * @throws ExperimentException if a design turns out to be invalid
     */
    public StabilityMap run(Execution execution) {
        return new StabilitySearch(experiment, file, load, trigger, criterion, settings(), execution).run();
    }
}
