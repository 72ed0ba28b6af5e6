package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.runtime.Run;
import dev.brownout.runtime.ScenarioMetrics;
import dev.brownout.sentence.Sentence;
import dev.brownout.sla.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A scenario with its changes and replications: the common settings of all experiments. Immutable; every method that
 * changes a setting returns a copy. The plan of each kind of experiment is created from it.
 *
 * @param source source of the scenario
 * @param changes changes to the scenario at every point
 * @param variants names of the selected variants; all if empty, but only the first for a capacity search
 * @param metrics additional metrics, by their names in messages
 * @param replications number of independent replications at each point, 1 to 10,000
 * @param confidence confidence level of intervals and verdicts, between 0 and 1
 * @param warnings receives the warnings about the scenario, which do not prevent the run
 */
public record Experiment(
        ScenarioSource source,
        Overrides changes,
        List<String> variants,
        Map<String, Metric> metrics,
        int replications,
        double confidence,
        Consumer<Problem> warnings) {
    /** Maximum number of replications of one point. */
    public static final int MOST_REPLICATIONS = 10_000;

    /** Validates the arguments and copies the collections. */
    public Experiment {
        if (replications < 1 || replications > MOST_REPLICATIONS) {
            throw new IllegalArgumentException(
                    "replications must be 1 to " + MOST_REPLICATIONS + ", not " + replications);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence level is between 0 and 1, not " + confidence);
        }
        variants = List.copyOf(variants);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** Creates an experiment with an unchanged scenario, 10 replications and 95 % confidence. */
    public static Experiment of(ScenarioSource source) {
        return new Experiment(source, Overrides.NONE, List.of(), new LinkedHashMap<>(), 10, 0.95, warning -> {});
    }

    /** Creates an experiment with the scenario in a file, 10 replications and 95 % confidence. */
    public static Experiment file(Path path) {
        return of(ScenarioSource.file(path));
    }

    /**
     * Creates an experiment with a scenario of the built-in library, 10 replications and 95 % confidence.
     *
     * @throws ExperimentException if the library has no scenario of that name
     */
    public static Experiment library(String name) {
        return of(ScenarioSource.library(name));
    }

    /** Creates an experiment with a scenario given as YAML text, 10 replications and 95 % confidence. */
    public static Experiment text(String yaml) {
        return of(ScenarioSource.text(yaml));
    }

    /** Returns the experiment with a setting changed: {@code set("web.nodes", "4")}. */
    public Experiment set(String path, String value) {
        return withChanges(changes.with(path, value));
    }

    /** Returns the experiment with another value of a scenario parameter. */
    public Experiment param(String name, String value) {
        List<String> params = new ArrayList<>(changes.params());
        params.add(name + "=" + value);
        return withChanges(new Overrides(params, changes.sets(), changes.options(), changes.prices(), changes.peak()));
    }

    /** Returns the experiment with another seed. */
    public Experiment seed(long seed) {
        return set("run.seed", Long.toString(seed));
    }

    /** Returns the experiment with these variants only. The first is the baseline of comparisons. */
    public Experiment variants(String... names) {
        return new Experiment(source, changes, List.of(names), metrics, replications, confidence, warnings);
    }

    /**
     * Returns the experiment with an additional metric, named as under {@code sla:}, such as {@code web.utilization}.
     *
     * @throws IllegalArgumentException if the text is not the name of a metric
     */
    public Experiment metric(String metric) {
        return withMetric(metric, Loader.metric(metric));
    }

    /** Returns the experiment with another number of replications at each point, 1 to 10,000. */
    public Experiment replications(int count) {
        return new Experiment(source, changes, variants, metrics, count, confidence, warnings);
    }

    /** Returns the experiment with another confidence level, between 0 and 1. */
    public Experiment confidence(double level) {
        return new Experiment(source, changes, variants, metrics, replications, level, warnings);
    }

    /** Returns the experiment with a consumer of warnings about the scenario. Warnings do not prevent the run. */
    public Experiment warnings(Consumer<Problem> consumer) {
        return new Experiment(source, changes, variants, metrics, replications, confidence, consumer);
    }

    /** Returns the experiment with other changes. */
    public Experiment withChanges(Overrides newChanges) {
        return new Experiment(source, newChanges, variants, metrics, replications, confidence, warnings);
    }

    /**
     * Returns the experiment with an additional metric.
     *
     * @param label name of the metric in messages
     */
    public Experiment withMetric(String label, Metric metric) {
        Map<String, Metric> extended = new LinkedHashMap<>(metrics);
        extended.put(label, metric);
        return new Experiment(source, changes, variants, extended, replications, confidence, warnings);
    }

    /** Returns the arms that run some variants. */
    public List<ExperimentArm> arms(ScenarioFile file, List<Variant> selected) {
        return selected.stream()
                .map(variant -> arm(variant, file.setup(variant)))
                .toList();
    }

    /** Returns the arm that runs a variant, with the additional metrics of this experiment. */
    public ExperimentArm arm(Variant variant, Run.Setup setup) {
        return new ExperimentArm(variant.scenario(), setup.withMetrics(distinctMetrics()));
    }

    private List<Metric> distinctMetrics() {
        return metrics.values().stream().distinct().toList();
    }

    /** Rejects an additional metric that cannot change in any of the arms. */
    public void requireVarying(Stream<ExperimentArm> arms) {
        requireVarying(arms.toList());
    }

    /**
     * Rejects an additional metric that cannot change in any of the arms. The arms are read lazily, until one is found
     * in which the metric can change.
     *
     * @throws ExperimentException if a metric never changes
     */
    public void requireVarying(Iterable<ExperimentArm> arms) {
        metrics.forEach((label, metric) -> {
            Map<String, Metric> single = new LinkedHashMap<>();
            single.put(label, metric);
            Sentence reason = Sentence.EMPTY;
            for (ExperimentArm arm : arms) {
                reason = ScenarioMetrics.constantMetrics(arm.scenario(), single).getOrDefault(label, Sentence.EMPTY);
                if (reason.isEmpty()) {
                    break;
                }
            }
            if (!reason.isEmpty()) {
                throw new ExperimentException("{}: {}", label, reason);
            }
        });
    }
}
