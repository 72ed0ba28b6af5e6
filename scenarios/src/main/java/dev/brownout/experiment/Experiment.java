package dev.brownout.experiment;

import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.diagnostic.Problem;
import dev.brownout.language.overlay.Overrides;
import dev.brownout.language.overlay.Variation;
import dev.brownout.runtime.Run;
import dev.brownout.sla.Metric;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A scenario, and how often and with which changes it is run: what every experiment with it has in common. Every method
 * that changes it returns another one; {@link #replicate}, {@link #compare}, {@link #sweep} and {@link #capacity} make
 * a plan, which is checked at once and then run.
 *
 * @param source where the scenario is read from
 * @param changes what is changed about it at every point
 * @param variants the names of those that are meant; all where none is named, but for capacity, which is of the first
 * @param metrics numbers to look at beside the usual ones, by what messages call them
 * @param replications independent repetitions at each point, 1 to 10,000
 * @param confidence with which intervals cover the truth, and verdicts are right, between 0 and 1
 * @param warnings hears what is odd about the scenario without keeping it from running
 */
public record Experiment(
        ScenarioSource source,
        Overrides changes,
        List<String> variants,
        Map<String, Metric> metrics,
        int replications,
        double confidence,
        Consumer<Problem> warnings) {
    /** Replications of one point may be so many. */
    public static final int MOST_REPLICATIONS = 10_000;

    /** Takes the lists as they are now. */
    public Experiment {
        if (replications < 1 || replications > MOST_REPLICATIONS) {
            throw new IllegalArgumentException("replications are 1 to " + MOST_REPLICATIONS + ", not " + replications);
        }
        if (!(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a confidence lies between 0 and 1, not at " + confidence);
        }
        variants = List.copyOf(variants);
        metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
    }

    /** A scenario as it is, ten times, with 95 % confidence. */
    public static Experiment of(ScenarioSource source) {
        return new Experiment(source, Overrides.NONE, List.of(), new LinkedHashMap<>(), 10, 0.95, warning -> {});
    }

    /** The scenario in a file, ten times, with 95 % confidence. */
    public static Experiment file(Path path) {
        return of(ScenarioSource.file(path));
    }

    /**
     * A scenario that comes with the program, ten times, with 95 % confidence.
     *
     * @throws ExperimentException if there is none of that name
     */
    public static Experiment library(String name) {
        return of(ScenarioSource.library(name));
    }

    /** A scenario written in the program itself, in YAML, ten times, with 95 % confidence. */
    public static Experiment text(String yaml) {
        return of(ScenarioSource.text(yaml));
    }

    /** With a setting changed: {@code set("web.nodes", "4")}. */
    public Experiment set(String path, String value) {
        return changed(changes.with(path, value));
    }

    /** With another value of one of its parameters. */
    public Experiment param(String name, String value) {
        List<String> params = new ArrayList<>(changes.params());
        params.add(name + "=" + value);
        return changed(new Overrides(params, changes.sets(), changes.options(), changes.prices(), changes.peak()));
    }

    /** With other draws. */
    public Experiment seed(long seed) {
        return set("run.seed", Long.toString(seed));
    }

    /** With these variants alone; the first of them is the one that others are compared with. */
    public Experiment variants(String... names) {
        return new Experiment(source, changes, List.of(names), metrics, replications, confidence, warnings);
    }

    /**
     * With one more number to look at, named as under {@code sla:}, such as {@code web.utilization}.
     *
     * @throws IllegalArgumentException if the text is no such name
     */
    public Experiment metric(String metric) {
        return looking(metric, Loader.metric(metric));
    }

    /** With so many replications at each point, 1 to 10,000. */
    public Experiment replications(int number) {
        return new Experiment(source, changes, variants, metrics, number, confidence, warnings);
    }

    /** With another confidence, between 0 and 1. */
    public Experiment confidence(double probability) {
        return new Experiment(source, changes, variants, metrics, replications, probability, warnings);
    }

    /** With somebody who hears what is odd about the scenario without keeping it from running. */
    public Experiment warnings(Consumer<Problem> hearer) {
        return new Experiment(source, changes, variants, metrics, replications, confidence, hearer);
    }

    Experiment changed(Overrides others) {
        return new Experiment(source, others, variants, metrics, replications, confidence, warnings);
    }

    Experiment looking(String called, Metric metric) {
        Map<String, Metric> more = new LinkedHashMap<>(metrics);
        more.put(called, metric);
        return new Experiment(source, changes, variants, more, replications, confidence, warnings);
    }

    /**
     * Repeats the variants.
     *
     * @throws ExperimentException if there is none of a name, the scenario cannot run, or a metric never moves
     */
    public ReplicationPlan replicate() {
        return new ReplicationPlan(this, Optional.empty());
    }

    /**
     * Repeats the variants until every number is known as precisely as is asked, instead of so many times.
     *
     * @throws ExperimentException if there is none of a name, the scenario cannot run, or a metric never moves
     */
    public ReplicationPlan replicate(Precision precision) {
        return new ReplicationPlan(this, Optional.of(precision));
    }

    /**
     * Compares the first variant with each of the others, on the same draws.
     *
     * @throws ExperimentException if there is none of a name, the scenario cannot run, or a metric never moves
     */
    public ComparisonPlan compare() {
        return ComparisonPlan.ofVariants(this);
    }

    /**
     * Compares the first variant with that of another scenario, on the same draws: the seed is this one's.
     *
     * @throws ExperimentException if there is none of a name, a scenario cannot run, or a metric never moves
     */
    public ComparisonPlan compare(Experiment other) {
        return ComparisonPlan.ofTwo(this, other);
    }

    /**
     * Runs the scenario at every value of some settings, each with every value of the others.
     *
     * @param variations such as {@code web.nodes=2..16} or {@code load=100/s..500/s/8}; where there are none, what the
     *     scenario says under {@code sweep}
     * @throws IllegalArgumentException if one of them has no values, or there are none
     * @throws ExperimentException if the scenario cannot run at one of the points
     */
    public SweepPlan sweep(String... variations) {
        return sweep(
                variations.length == 0
                        ? source.read(changes).sweep()
                        : Arrays.stream(variations).map(Variation::of).toList());
    }

    /**
     * Runs the scenario at every value of some settings, each with every value of the others.
     *
     * @throws IllegalArgumentException if one of them has no values, or there are none
     * @throws ExperimentException if the scenario cannot run at one of the points
     */
    public SweepPlan sweep(List<Variation> variations) {
        return new SweepPlan(this, variations);
    }

    /**
     * Asks what the scenario can carry, or what it needs.
     *
     * @throws ExperimentException if the scenario cannot run, or asserts nothing
     */
    public CapacitySearch capacity() {
        return new CapacitySearch(this);
    }

    /** How variants are run. */
    List<ExperimentArm> cases(ScenarioFile file, List<Variant> some) {
        return some.stream().map(variant -> one(variant, file.setup(variant))).toList();
    }

    /** How a variant is run. */
    ExperimentArm one(Variant variant, Run.Setup setup) {
        return new ExperimentArm(variant.scenario(), setup.asking(asked()));
    }

    private List<Metric> asked() {
        return metrics.values().stream().distinct().toList();
    }

    /** Refuses a number to look at that never moves, whatever is run. */
    void requireMoving(Stream<ExperimentArm> cases) {
        requireMoving(cases.toList());
    }

    /** The same of cases that are looked at one by one, as far as is needed. */
    void requireMoving(Iterable<ExperimentArm> all) {
        metrics.forEach((called, metric) -> {
            Map<String, Metric> asked = new LinkedHashMap<>();
            asked.put(called, metric);
            String why = "";
            for (ExperimentArm each : all) {
                why = Run.still(each.scenario(), asked).getOrDefault(called, "");
                if (why.isEmpty()) {
                    break;
                }
            }
            if (!why.isEmpty()) {
                throw new ExperimentException(called + ": " + why);
            }
        });
    }
}
