package dev.brownout.experiment.shard;

import dev.brownout.experiment.Execution;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ScenarioText;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.compare.CompareSpec;
import dev.brownout.experiment.replicate.ReplicateSpec;
import dev.brownout.experiment.spec.PlannedExperiment;
import dev.brownout.experiment.spec.PlannedExperiment.Distribution;
import dev.brownout.experiment.sweep.SweepSpec;
import dev.brownout.export.ExperimentText;
import dev.brownout.export.ExperimentText.OutputOptions;
import dev.brownout.export.ExperimentText.RequestedMetric;
import dev.brownout.export.ExperimentText.Scenario;
import dev.brownout.export.ExperimentText.Vary;
import dev.brownout.io.NewerFormatException;
import dev.brownout.language.Loader;
import dev.brownout.language.diagnostic.Problem;
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
    private final ExperimentText text;
    private final PlannedExperiment planned;
    private final List<Trial> trials;

    private DescribedExperiment(ExperimentText text, PlannedExperiment planned) {
        this.text = text;
        this.planned = planned;
        this.trials = planned.distribution().orElseThrow().plan().all();
    }

    /**
     * Describes an experiment with trials that are known before the first one is run.
     *
     * @param program version of the program
     * @throws IllegalArgumentException if a source is not a {@link ScenarioText}
     */
    public static DescribedExperiment of(String program, PlannedExperiment planned) {
        Distribution distribution = planned.distribution().orElseThrow();
        List<Experiment> experiments = distribution.experiments();
        List<Scenario> scenarios = new ArrayList<>();
        for (Experiment experiment : experiments) {
            if (!(experiment.source() instanceof ScenarioText scenario)) {
                throw new IllegalArgumentException(
                        experiment.source().name() + " cannot be described; expected a ScenarioText as the source");
            }
            scenarios.add(scenario.described(experiment));
        }
        List<Vary> vary = distribution.variations().stream()
                .map(variation -> new Vary(
                        variation.path(),
                        variation.values().stream().map(Variation.Value::text).toList()))
                .toList();
        Experiment first = experiments.get(0);
        List<RequestedMetric> metrics = first.metrics().entrySet().stream()
                .map(entry ->
                        new RequestedMetric(entry.getKey(), entry.getValue().toString()))
                .toList();
        String digest = digest(distribution.plan().all());
        return new DescribedExperiment(
                new ExperimentText(
                        program,
                        distribution.kind(),
                        digest,
                        scenarios,
                        vary,
                        metrics,
                        first.replications(),
                        first.confidence(),
                        OutputOptions.NOTHING),
                planned);
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
        return of(
                text.program(),
                switch (text.experiment()) {
                    case SweepSpec.NAME ->
                        SweepSpec.planned(
                                experiments.get(0),
                                text.vary().stream()
                                        .map(vary -> Variation.listed(vary.path(), vary.values()))
                                        .toList());
                    case CompareSpec.NAME ->
                        CompareSpec.planned(experiments, text.options().details());
                    case ReplicateSpec.NAME -> ReplicateSpec.planned(experiments.get(0));
                    default -> throw new InvalidValueException("'{}' is not an experiment", text.experiment());
                });
    }

    private static Experiment experiment(ExperimentText text, Scenario scenario, Consumer<Problem> warnings) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        text.metrics().forEach(metric -> metrics.put(metric.called(), Loader.metric(metric.metric())));
        return new Experiment(
                ScenarioText.of(scenario),
                ScenarioText.changes(scenario),
                scenario.variants(),
                metrics,
                text.replications(),
                text.confidence(),
                warnings);
    }

    /** Returns this experiment with other output options. */
    public DescribedExperiment withOutputOptions(OutputOptions options) {
        return new DescribedExperiment(text.withOptions(options), planned);
    }

    /** Returns the plain data. */
    public ExperimentText text() {
        return text;
    }

    /** Returns the serialized plain data, from which {@link #read} restores the experiment. */
    public byte[] json() {
        return text.json();
    }

    /** Returns the experiment, ready to run. */
    public PlannedExperiment planned() {
        return planned;
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
