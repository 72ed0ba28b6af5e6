package dev.brownout.experiment.tune;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.sla.Metric;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A validated tuning, ready to run. Immutable; every method that changes an option returns a copy. Only the first
 * selected variant is tuned. The experiment determines the replications of each verdict and the confidence level.
 */
public final class TunePlan {
    /** Default of the maximum number of runs. */
    public static final int DEFAULT_RUNS = 500;

    private final Experiment experiment;
    private final ScenarioFile file;
    private final Variant variant;
    private final DesignSpace space;
    private final int runs;
    private final SensitivityMethod method;
    private final Optional<String> minimizedLabel;

    /**
     * Creates the plan of a tuning.
     *
     * @throws ExperimentException if the scenario is invalid at an end of the ranges, has no assertions, or there are
     *     fewer than two replications
     */
    public TunePlan(Experiment experiment, List<TunedSetting> settings) {
        this.space = new DesignSpace(settings);
        this.file = experiment.source().check(experiment.changes());
        this.variant = VariantRuns.named(file, experiment.variants()).get(0);
        this.experiment = experiment.variants(variant.name());
        this.runs = DEFAULT_RUNS;
        this.method = SensitivityMethod.MORRIS;
        this.minimizedLabel = Optional.empty();
        if (experiment.replications() < 2) {
            throw new ExperimentException("a tuning needs two replications");
        }
        if (variant.scenario().evaluation().sla().isEmpty()) {
            throw new ExperimentException("'{}' has no assertions, so each design meets them", file.name());
        }
        file.warnings().forEach(experiment.warnings());
        file(space.low());
        file(space.high());
    }

    /**
     * Creates the plan of a tuning.
     *
     * @param settings settings and their ranges or values, such as {@code web.queue=10..1000}
     * @throws IllegalArgumentException if a setting has fewer than two values
     * @throws ExperimentException if the scenario is invalid at an end of the ranges, has no assertions, or there are
     *     fewer than two replications
     */
    public static TunePlan of(Experiment experiment, String... settings) {
        return new TunePlan(
                experiment, Arrays.stream(settings).map(TunedSetting::of).toList());
    }

    private TunePlan(
            TunePlan original,
            Experiment experiment,
            int runs,
            SensitivityMethod method,
            Optional<String> minimizedLabel) {
        this.experiment = experiment;
        this.file = original.file;
        this.variant = original.variant;
        this.space = original.space;
        this.runs = runs;
        this.method = method;
        this.minimizedLabel = minimizedLabel;
    }

    /** Returns the plan with another maximum number of runs. */
    public TunePlan runs(int most) {
        return new TunePlan(this, experiment, most, method, minimizedLabel);
    }

    /** Returns the plan with another ranking of the settings. */
    public TunePlan sensitivity(SensitivityMethod other) {
        return new TunePlan(this, experiment, runs, other, minimizedLabel);
    }

    /**
     * Returns the plan with a metric to minimize, such as {@code all.cost}. It selects the design with the least metric
     * among those that meet the assertions with a margin of two standard errors, in place of the largest margin.
     *
     * @throws IllegalArgumentException if the text is not the name of a metric
     */
    public TunePlan minimising(String metric) {
        return minimising(metric, Loader.metric(metric));
    }

    /**
     * Returns the plan with a metric to minimize.
     *
     * @param label name of the metric in messages
     * @see #minimising(String)
     */
    public TunePlan minimising(String label, Metric metric) {
        return new TunePlan(this, experiment.withMetric(label, metric), runs, method, Optional.of(label));
    }

    /**
     * Returns this plan after a check of the number of runs and of the additional metrics.
     *
     * @throws ExperimentException if the runs do not suffice for all stages, or a metric never changes
     */
    public TunePlan checked() {
        budget();
        experiment.requireVarying(() -> Stream.concat(
                        Stream.of(file), space.extremes().map(this::file))
                .flatMap(one -> experiment.arms(one, VariantRuns.named(one, experiment.variants())).stream())
                .iterator());
        return this;
    }

    private ScenarioFile file(List<Value> design) {
        return experiment.source().check(space.changes(design, experiment.changes()));
    }

    /** Runs the tuning to its end. */
    public TuneResult run() {
        return run(Execution.withDefaults());
    }

    /**
     * Runs the tuning.
     *
     * @return the result; partial if the tuning was stopped
     * @throws ExperimentException if the runs do not suffice for all stages, a design is invalid, or a metric never
     *     changes or has no data
     */
    public TuneResult run(Execution execution) {
        return new TuneRun(checked(), budget(), execution).run();
    }

    /**
     * Divides the runs between the stages.
     *
     * @throws ExperimentException if they do not suffice
     */
    TuneBudget budget() {
        return TuneBudget.of(runs, space, experiment.replications(), effectiveMethod());
    }

    /** Returns the method of the ranking; none for a single setting. */
    SensitivityMethod effectiveMethod() {
        return space.size() == 1 ? SensitivityMethod.NONE : method;
    }

    Experiment experiment() {
        return experiment;
    }

    ScenarioFile file() {
        return file;
    }

    DesignSpace space() {
        return space;
    }

    /** Returns the name of the minimized metric in messages; empty text for none. */
    String minimizedLabel() {
        return minimizedLabel.orElse("");
    }

    /** Returns the name of the minimized metric. */
    Optional<String> minimizedMetric() {
        return minimizedLabel.map(label -> experiment.metrics().get(label).toString());
    }

    int assertions() {
        return variant.scenario().evaluation().sla().size();
    }

    long seed() {
        return variant.scenario().seed();
    }
}
