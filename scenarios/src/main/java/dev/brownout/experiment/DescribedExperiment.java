package dev.brownout.experiment;

import dev.brownout.export.ExperimentText;
import dev.brownout.export.ExperimentText.Changes;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.export.ExperimentText.PriceList;
import dev.brownout.export.ExperimentText.RequestedMetric;
import dev.brownout.export.ExperimentText.Scenario;
import dev.brownout.export.ExperimentText.Vary;
import dev.brownout.io.NewerFormatException;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Overrides.PriceFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.parse.Sha256;
import dev.brownout.sentence.InvalidValueException;
import dev.brownout.sla.Metric;
import dev.brownout.spi.ScenarioException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * An experiment that can be serialized for another process: its plan, and the plain data from which the same plan is
 * rebuilt. Its runs are numbered from 0. Each run yields the same bytes on every machine.
 */
public final class DescribedExperiment {
    /** Experiment kind of sweeps. */
    public static final String SWEEP = "sweep";
    /** Experiment kind of comparisons. */
    public static final String COMPARE = "compare";
    /** Experiment kind of replications. */
    public static final String REPLICATE = "replicate";

    private final ExperimentText text;
    private final TrialPlan plan;
    private final List<Trial> trials;

    private DescribedExperiment(ExperimentText text, TrialPlan plan) {
        this.text = text;
        this.plan = plan;
        this.trials = plan.all();
    }

    /**
     * Describes a sweep.
     *
     * @param program version of the program
     * @throws IllegalArgumentException if the sweep is invalid, or its source is not a {@link ScenarioText}
     */
    public static DescribedExperiment sweep(String program, Experiment experiment, List<Variation> variations) {
        return of(program, SWEEP, List.of(experiment), variations, experiment.sweep(variations));
    }

    /**
     * Describes a fixed number of replications.
     *
     * @param program version of the program
     * @throws IllegalArgumentException if the experiment is invalid, or its source is not a {@link ScenarioText}
     */
    public static DescribedExperiment replicate(String program, Experiment experiment) {
        return of(program, REPLICATE, List.of(experiment), List.of(), experiment.replicate());
    }

    /**
     * Describes a comparison.
     *
     * @param program version of the program
     * @param experiments one experiment to compare its variants, or two experiments
     * @throws IllegalArgumentException if the comparison is invalid, or a source is not a {@link ScenarioText}
     */
    public static DescribedExperiment compare(String program, List<Experiment> experiments) {
        if (experiments.size() > 2) {
            throw new InvalidValueException("a comparison needs two scenarios, not {}", experiments.size());
        }
        Experiment first = experiments.get(0);
        ComparisonPlan plan = experiments.size() == 1 ? first.compare() : first.compare(experiments.get(1));
        return of(program, COMPARE, experiments, List.of(), plan);
    }

    private static DescribedExperiment of(
            String program, String kind, List<Experiment> experiments, List<Variation> variations, TrialPlan plan) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Experiment experiment : experiments) {
            if (!(experiment.source() instanceof ScenarioText scenario)) {
                throw new IllegalArgumentException(
                        experiment.source().name() + " cannot be described; expected a ScenarioText as the source");
            }
            scenarios.add(scenario.described(experiment));
        }
        List<Vary> vary = variations.stream()
                .map(variation -> new Vary(
                        variation.path(),
                        variation.values().stream().map(Variation.Value::text).toList()))
                .toList();
        Experiment first = experiments.get(0);
        List<RequestedMetric> metrics = first.metrics().entrySet().stream()
                .map(entry ->
                        new RequestedMetric(entry.getKey(), entry.getValue().toString()))
                .toList();
        String digest = digest(plan.all());
        return new DescribedExperiment(
                new ExperimentText(
                        program,
                        kind,
                        digest,
                        scenarios,
                        vary,
                        metrics,
                        first.replications(),
                        first.confidence(),
                        OutputOptions.NOTHING),
                plan);
    }

    private static String digest(List<Trial> trials) {
        return Sha256.hex(trials.stream()
                .filter(trial -> trial.replication() == 0)
                .map(trial -> trial.point().name() + " " + trial.point().digest() + "\n")
                .collect(Collectors.joining()));
    }

    /**
     * Restores an experiment from its description.
     *
     * @param program version of this program
     * @param json bytes written by {@link #json}
     * @param warnings receives the warnings about the scenario
     * @throws NewerFormatException if the description requires a newer program
     * @throws IOException if the description was written by another version, is malformed, or yields another experiment
     *     when read by this program
     */
    public static DescribedExperiment read(String program, byte[] json, Consumer<Problem> warnings) throws IOException {
        ExperimentText text = text(program, json);
        DescribedExperiment restored;
        try {
            restored = fromDescription(text, warnings);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("the described experiment cannot be run: " + e.getMessage(), e);
        }
        if (!restored.text.equals(text.withOptions(OutputOptions.NOTHING))) {
            throw new IOException("the file was changed, or this version reads it differently");
        }
        return restored.withOutputOptions(text.options());
    }

    /**
     * Reads the plain data of a description without building the plan.
     *
     * @param program version of this program
     * @throws NewerFormatException if the description requires a newer program
     * @throws IOException if the description was written by another version, or is malformed
     */
    public static ExperimentText text(String program, byte[] json) throws IOException {
        ExperimentText text = ExperimentText.read(json);
        if (!text.program().equals(program)) {
            throw new IOException("written by version " + text.program() + " of brownout, but this is " + program
                    + ": all shards of an experiment need the same version");
        }
        return text;
    }

    private static DescribedExperiment fromDescription(ExperimentText text, Consumer<Problem> warnings) {
        List<Experiment> experiments = text.scenarios().stream()
                .map(scenario -> experiment(text, scenario, warnings))
                .toList();
        return switch (text.experiment()) {
            case SWEEP ->
                sweep(
                        text.program(),
                        experiments.get(0),
                        text.vary().stream()
                                .map(vary -> Variation.listed(vary.path(), vary.values()))
                                .toList());
            case COMPARE -> compare(text.program(), experiments);
            case REPLICATE -> replicate(text.program(), experiments.get(0));
            default -> throw new InvalidValueException("'{}' is not an experiment", text.experiment());
        };
    }

    private static Experiment experiment(ExperimentText text, Scenario scenario, Consumer<Problem> warnings) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        text.metrics().forEach(metric -> metrics.put(metric.called(), Loader.metric(metric.metric())));
        return new Experiment(
                ScenarioText.of(scenario),
                overrides(scenario.changes()),
                scenario.variants(),
                metrics,
                text.replications(),
                text.confidence(),
                warnings);
    }

    /** Returns changes as plain data. */
    static Changes text(Overrides changes) {
        return new Changes(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(option -> new ExperimentText.Option(option.name(), option.path(), option.value()))
                        .toList(),
                changes.prices().stream()
                        .map(prices -> new PriceList(prices.name(), prices.text()))
                        .toList(),
                changes.peak());
    }

    private static Overrides overrides(Changes changes) {
        return new Overrides(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(option -> new Overrides.Option(option.name(), option.path(), option.value()))
                        .toList(),
                changes.prices().stream()
                        .map(prices -> new PriceFile(prices.name(), prices.text()))
                        .findFirst(),
                changes.peak());
    }

    /** Returns this experiment with other output options. */
    public DescribedExperiment withOutputOptions(OutputOptions options) {
        return new DescribedExperiment(text.withOptions(options), plan);
    }

    /** Returns the plain data. */
    public ExperimentText text() {
        return text;
    }

    /** Returns the serialized plain data, from which {@link #read} restores the experiment. */
    public byte[] json() {
        return text.json();
    }

    /** Returns the plan to execute. */
    public TrialPlan plan() {
        return plan;
    }

    /** Returns all runs in the order of their numbers, replication by replication. */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * Executes one run to its end.
     *
     * @param number number of the run, its index in {@link #trials}
     * @return the bytes of the {@code result.json} that is stored for the run
     * @throws ExperimentException if the run turns out to be invalid
     */
    public byte[] run(int number) {
        Trial trial = trials.get(number);
        try {
            return trial.json(Execution.withDefaults().run(0, trial));
        } catch (ScenarioException e) {
            throw new ExperimentException(e);
        }
    }

    /** Returns the number of a run of this experiment, its index in {@link #trials}. */
    public int number(Trial trial) {
        int points = trials.size() / text.replications();
        return trial.replication() * points + trial.point().number();
    }
}
