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
 * An experiment that can be told to another machine: its plan, and the plain data that make the same plan there. Its
 * runs have numbers, from 0, and each leaves the same bytes wherever it is done.
 */
public final class DescribedExperiment {
    /** What sweeps are called. */
    public static final String SWEEP = "sweep";
    /** What comparisons are called. */
    public static final String COMPARE = "compare";
    /** What replications are called. */
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
     * @throws IllegalArgumentException if it is impossible, or its source no {@link ScenarioText}
     */
    public static DescribedExperiment sweep(String program, Experiment experiment, List<Variation> variations) {
        return of(program, SWEEP, List.of(experiment), variations, experiment.sweep(variations));
    }

    /**
     * Describes replications, a number of them.
     *
     * @param program version of the program
     * @throws IllegalArgumentException if they are impossible, or their source is no {@link ScenarioText}
     */
    public static DescribedExperiment replicate(String program, Experiment experiment) {
        return of(program, REPLICATE, List.of(experiment), List.of(), experiment.replicate());
    }

    /**
     * Describes a comparison.
     *
     * @param program version of the program
     * @param experiments one for its variants, or two
     * @throws IllegalArgumentException if it is impossible, or a source no {@link ScenarioText}
     */
    public static DescribedExperiment compare(String program, List<Experiment> experiments) {
        if (experiments.size() > 2) {
            throw new IllegalArgumentException("two scenarios are compared, not " + experiments.size());
        }
        Experiment first = experiments.get(0);
        ComparisonPlan plan = experiments.size() == 1 ? first.compare() : first.compare(experiments.get(1));
        return of(program, COMPARE, experiments, List.of(), plan);
    }

    private static DescribedExperiment of(
            String program, String kind, List<Experiment> experiments, List<Variation> variations, TrialPlan plan) {
        List<Scenario> scenarios = new ArrayList<>();
        for (Experiment one : experiments) {
            if (!(one.source() instanceof ScenarioText scenario)) {
                throw new IllegalArgumentException(
                        one.source().name() + " is not told to others; expected the source to be a ScenarioText");
            }
            scenarios.add(scenario.described(one));
        }
        List<Vary> vary = variations.stream()
                .map(one -> new Vary(
                        one.path(),
                        one.values().stream().map(Variation.Value::text).toList()))
                .toList();
        Experiment first = experiments.get(0);
        List<RequestedMetric> metrics = first.metrics().entrySet().stream()
                .map(one -> new RequestedMetric(one.getKey(), one.getValue().toString()))
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
        return Sha256.of(trials.stream()
                .filter(trial -> trial.replication() == 0)
                .map(trial -> trial.point().name() + " " + trial.point().digest() + "\n")
                .collect(Collectors.joining()));
    }

    /**
     * Makes the same plan again.
     *
     * @param program version of this program
     * @param json what {@link #json} gave
     * @param warnings hears what is odd about the scenario
     * @throws NewerFormatException if it is described for a newer program
     * @throws IOException if it is described by another version, the bytes are no description, or this program makes
     *     something else of it
     */
    public static DescribedExperiment read(String program, byte[] json, Consumer<Problem> warnings) throws IOException {
        ExperimentText text = text(program, json);
        DescribedExperiment described;
        try {
            described = planned(text, warnings);
        } catch (IllegalArgumentException | IndexOutOfBoundsException impossible) {
            throw new IOException("what it describes cannot be run: " + impossible.getMessage(), impossible);
        }
        if (!described.text.equals(text.told(OutputOptions.NOTHING))) {
            throw new IOException("it was changed, or this program reads it otherwise than the one that wrote it");
        }
        return described.told(text.told());
    }

    /**
     * Reads the plain data, and makes no plan of them.
     *
     * @param program version of this program
     * @throws NewerFormatException if it is described for a newer program
     * @throws IOException if it is described by another version, or the bytes are no description
     */
    public static ExperimentText text(String program, byte[] json) throws IOException {
        ExperimentText text = ExperimentText.read(json);
        if (!text.program().equals(program)) {
            throw new IOException("written by version " + text.program() + " of brownout, and this is " + program
                    + ": all parts of an experiment are run and merged by the same version");
        }
        return text;
    }

    private static DescribedExperiment planned(ExperimentText text, Consumer<Problem> warnings) {
        List<Experiment> experiments = text.scenarios().stream()
                .map(scenario -> experiment(text, scenario, warnings))
                .toList();
        return switch (text.experiment()) {
            case SWEEP ->
                sweep(
                        text.program(),
                        experiments.get(0),
                        text.vary().stream()
                                .map(one -> Variation.listed(one.path(), one.values()))
                                .toList());
            case COMPARE -> compare(text.program(), experiments);
            case REPLICATE -> replicate(text.program(), experiments.get(0));
            default -> throw new IllegalArgumentException("'" + text.experiment() + "' is no experiment");
        };
    }

    private static Experiment experiment(ExperimentText text, Scenario scenario, Consumer<Problem> warnings) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        text.metrics().forEach(one -> metrics.put(one.called(), Loader.metric(one.metric())));
        return new Experiment(
                ScenarioText.of(scenario),
                overrides(scenario.changes()),
                scenario.variants(),
                metrics,
                text.replications(),
                text.confidence(),
                warnings);
    }

    /** Changes as plain data. */
    static Changes text(Overrides changes) {
        return new Changes(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(one -> new ExperimentText.Option(one.name(), one.path(), one.value()))
                        .toList(),
                changes.prices().stream()
                        .map(list -> new PriceList(list.name(), list.text()))
                        .toList(),
                changes.peak());
    }

    private static Overrides overrides(Changes changes) {
        return new Overrides(
                changes.params(),
                changes.sets(),
                changes.options().stream()
                        .map(one -> new Overrides.Option(one.name(), one.path(), one.value()))
                        .toList(),
                changes.prices().stream()
                        .map(list -> new PriceFile(list.name(), list.text()))
                        .findFirst(),
                changes.peak());
    }

    /** The same, told otherwise. */
    public DescribedExperiment told(OutputOptions otherwise) {
        return new DescribedExperiment(text.told(otherwise), plan);
    }

    /** The plain data. */
    public ExperimentText text() {
        return text;
    }

    /** Their form in a file, of which {@link #read} makes the same again. */
    public byte[] json() {
        return text.json();
    }

    /** What is run. */
    public TrialPlan plan() {
        return plan;
    }

    /** All runs in the order of their numbers, replication by replication. */
    public List<Trial> trials() {
        return trials;
    }

    /**
     * Does one of the runs, to its end.
     *
     * @param number of the run, its place in {@link #trials}
     * @return the bytes of the {@code result.json} that is kept of it
     * @throws ExperimentException if it turns out to be impossible
     */
    public byte[] run(int number) {
        Trial trial = trials.get(number);
        try {
            return trial.json(Execution.plain().run(0, trial));
        } catch (ScenarioException impossible) {
            throw new ExperimentException(impossible);
        }
    }

    /** The number of a run of this experiment: its place in {@link #trials}. */
    public int number(Trial trial) {
        int points = trials.size() / text.replications();
        return trial.replication() * points + trial.point().number();
    }
}
