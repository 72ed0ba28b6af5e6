package dev.brownout.experiment.capacity;

import dev.brownout.experiment.DesignVerdict;
import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.experiment.capacity.LargestSearch.Bracket;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.host.ServiceSpeed;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.sla.Metric;
import dev.brownout.spi.ScenarioFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Searches for the largest load or the smallest designs of a scenario that meet every assertion. Only the first
 * selected variant is searched. The confidence level of each verdict is raised so that all verdicts of a search are
 * correct together with the requested probability (Bonferroni correction). A design that is overloaded according to the
 * analytical model may end after fewer replications, or is not run.
 */
public final class CapacitySearch {
    /** Maximum number of loads tried for each combination of the other settings. */
    private static final int MOST_LOADS = 24;

    /** Largest value of a setting without a range, which is tried from 1 to this value. */
    private static final int MAX_SIZE = 32;

    /**
     * Bottleneck utilization, according to the analytical model, from which a load is provisionally considered to
     * violate an assertion.
     */
    private static final double OVERLOAD_UTILIZATION = 1.2;

    private final Experiment experiment;
    private final ScenarioFile file;
    private final Variant variant;
    private final double tolerance;
    private final Optional<String> minimizedMetric;
    private final Optional<SequentialRule> rule;

    /**
     * Creates a search for the largest load or the smallest designs of a scenario.
     *
     * @throws ExperimentException if the scenario is invalid, has no assertions, or there are fewer than two
     *     replications
     */
    public static CapacitySearch of(Experiment experiment) {
        return new CapacitySearch(experiment);
    }

    private CapacitySearch(Experiment experiment) {
        this.file = experiment.source().check(experiment.changes());
        this.variant = VariantRuns.named(file, experiment.variants()).get(0);
        this.experiment = experiment.variants(variant.name());
        this.tolerance = 0.01;
        this.minimizedMetric = Optional.empty();
        this.rule = Optional.empty();
        if (experiment.replications() < 2) {
            throw new ExperimentException("a capacity search needs two replications");
        }
        if (variant.scenario().evaluation().sla().isEmpty()) {
            throw new ExperimentException(
                    "'{}' has no assertions, so each load and each design meets them", file.name());
        }
    }

    private CapacitySearch(
            CapacitySearch original,
            Experiment experiment,
            double tolerance,
            Optional<String> minimizedMetric,
            Optional<SequentialRule> rule) {
        this.experiment = experiment;
        this.file = original.file;
        this.variant = original.variant;
        this.tolerance = tolerance;
        this.minimizedMetric = minimizedMetric;
        this.rule = rule;
    }

    /** Returns the scenario as written, before settings are varied. */
    public ScenarioFile file() {
        return file;
    }

    /**
     * Returns the search with another width of the bracket around a load, as a share of its lower end. It must be above
     * 0; the default is 1 %.
     */
    public CapacitySearch tolerance(double share) {
        if (!(share > 0)) {
            throw new IllegalArgumentException("a tolerance is positive, not " + share);
        }
        return new CapacitySearch(this, experiment, share, minimizedMetric, rule);
    }

    /**
     * Returns the search with a metric to minimize, such as {@code all.cost}. The smallest designs are sorted by it.
     *
     * @throws IllegalArgumentException if the text is not the name of a metric
     */
    public CapacitySearch minimising(String metric) {
        return minimising(metric, Loader.metric(metric));
    }

    /**
     * Returns the search with a metric to minimize. The smallest designs are sorted by it.
     *
     * @param label name of the metric in messages
     */
    public CapacitySearch minimising(String label, Metric metric) {
        return new CapacitySearch(this, experiment.withMetric(label, metric), tolerance, Optional.of(label), rule);
    }

    /**
     * Returns the search with a stopping rule for each design instead of a fixed number of replications. A design ends
     * when each assertion is met, violated, or precise enough. Its confidence level is that of the experiment.
     */
    public CapacitySearch until(SequentialRule stoppingRule) {
        return new CapacitySearch(this, experiment, tolerance, minimizedMetric, Optional.of(stoppingRule));
    }

    /**
     * Plans a search for the largest load. It doubles or halves the load of the scenario, then bisects the bracket.
     *
     * @param others further settings and their values, such as {@code web.nodes=2..4}; each combination is searched
     * @throws ExperimentException if the load cannot be scaled, there are too many combinations, or a metric never
     *     changes
     */
    public CapacityPlan<LargestLoad> largestLoad(String... others) {
        return largestLoad(
                new Variation(Variation.LOAD, List.of()),
                Arrays.stream(others).map(Variation::of).toList());
    }

    /**
     * Plans a search for the largest load within a range.
     *
     * @param load range of loads, of which only the first and last value count; unlimited if it has no values
     * @param others further settings and their values; each combination is searched
     * @throws ExperimentException if the load cannot be scaled, there are too many combinations, or a metric never
     *     changes
     */
    public CapacityPlan<LargestLoad> largestLoad(Variation load, List<Variation> others) {
        reportWarnings();
        Value peak = Variation.peak(variant.settings())
                .orElseThrow(() -> new ExperimentException(
                        "the load of '{}' has no peak to vary: recorded arrivals and mixed loads are not scaled",
                        experiment.source().name()));
        ParameterGrid grid = new ParameterGrid(withDefaultRanges(others));
        requireVarying(grid);
        int tests = MOST_LOADS * grid.points().size() * assertions();
        List<Variation> settings = new ArrayList<>(grid.variations());
        settings.add(new Variation(Variation.LOAD, List.of()));
        return execution -> {
            DesignEvaluator designs =
                    new DesignEvaluator(experiment, file, settings, verdictConfidence(tests), rule, execution);
            Map<List<Value>, Bracket> brackets = new LinkedHashMap<>();
            boolean interrupted = isInterrupted(() -> findBrackets(load, peak, grid, designs, brackets));
            return new LargestLoad(designs.tried(), grid.variations(), brackets, peak, interrupted);
        };
    }

    private void findBrackets(
            Variation load,
            Value peak,
            ParameterGrid grid,
            DesignEvaluator designs,
            Map<List<Value>, Bracket> brackets) {
        LargestSearch search = new LargestSearch(tolerance, MOST_LOADS);
        List<Value> range = load.values();
        double minimum = range.isEmpty() ? 0 : range.get(0).number();
        double maximum = range.isEmpty()
                ? Double.POSITIVE_INFINITY
                : range.get(range.size() - 1).number();
        double start = peak.number();
        for (List<Value> combination : grid.points()) {
            Bracket bracket = search.search(
                    start,
                    minimum,
                    maximum,
                    loadValue ->
                            designs.utilization(LargestLoad.at(combination, peak, loadValue)) >= OVERLOAD_UTILIZATION,
                    loadValue -> designs.answer(LargestLoad.at(combination, peak, loadValue)));
            brackets.put(combination, bracket);
            start = bracket.holds() > 0 ? bracket.holds() : start;
        }
    }

    /**
     * Plans a search for the smallest designs.
     *
     * @param sizes settings and their values, such as {@code web.nodes=2..16}; 1 to 32 for a setting without values.
     *     Each whole number of the last range is a candidate.
     * @throws ExperimentException if there are too many designs, or a metric never changes
     */
    public CapacityPlan<SmallestDesigns> smallestDesigns(String... sizes) {
        List<Variation> settings = new ArrayList<>();
        for (int i = 0; i < sizes.length; i++) {
            settings.add(i == sizes.length - 1 ? Variation.ofEachNumber(sizes[i]) : Variation.of(sizes[i]));
        }
        return smallestDesigns(settings);
    }

    /**
     * Plans a search for the smallest designs.
     *
     * @param sizes settings and their values; 1 to 32 for a setting without values
     * @throws ExperimentException if there are too many designs, or a metric never changes
     */
    public CapacityPlan<SmallestDesigns> smallestDesigns(List<Variation> sizes) {
        reportWarnings();
        List<Variation> settings = withDefaultRanges(sizes);
        requireVarying(new ParameterGrid(settings));
        int[] valueCounts =
                settings.stream().mapToInt(setting -> setting.values().size()).toArray();
        boolean[] ordered = new boolean[valueCounts.length];
        boolean[] monotone = new boolean[valueCounts.length];
        for (int i = 0; i < ordered.length; i++) {
            ordered[i] = settings.get(i).isOrdered();
            monotone[i] = ordered[i] && isMonotone(settings.get(i));
        }
        SmallestSearch search = new SmallestSearch(valueCounts, ordered, monotone);
        int tests = search.mostTests() * assertions();
        return execution -> {
            DesignEvaluator designs =
                    new DesignEvaluator(experiment, file, settings, verdictConfidence(tests), rule, execution);
            List<List<Value>> accepted = new ArrayList<>();
            List<List<Value>> tooExpensive = new ArrayList<>();
            boolean interrupted = isInterrupted(() -> {
                search.search(indices -> designs.evaluateWithoutBudget(values(settings, indices))).stream()
                        .map(indices -> values(settings, indices))
                        .forEach(design ->
                                (designs.answer(design) == DesignVerdict.HOLDS ? accepted : tooExpensive).add(design));
            });
            minimizedMetric.ifPresent(label -> {
                Map<List<Value>, Double> means = new LinkedHashMap<>();
                accepted.forEach(design -> means.put(design, mean(label, designs, design)));
                accepted.sort(Comparator.comparingDouble(means::get));
            });
            return new SmallestDesigns(
                    designs.tried(), accepted, tooExpensive, minimizedMetric.map(this::metric), interrupted);
        };
    }

    /**
     * Returns whether a larger value of a setting helps. With a load-dependent speed, more callers, pooled connections,
     * workers or queue slots can make a component slower; only more of its own cores cannot.
     */
    private boolean isMonotone(Variation setting) {
        return variant.scenario().components().entrySet().stream()
                .filter(entry -> ScenarioFacts.nestedRecords(
                                (Record) entry.getValue().spec())
                        .stream()
                        .anyMatch(ServiceSpeed.class::isInstance))
                .allMatch(entry -> setting.path().equals(entry.getKey() + ".cores"));
    }

    private static List<Value> values(List<Variation> settings, List<Integer> indices) {
        List<Value> design = new ArrayList<>();
        for (int i = 0; i < indices.size(); i++) {
            design.add(settings.get(i).values().get(indices.get(i)));
        }
        return design;
    }

    private double mean(String label, DesignEvaluator designs, List<Value> design) {
        double mean = designs.summary(design).sample(metric(label)).mean();
        if (Double.isNaN(mean)) {
            throw new ExperimentException("{} has no data", label);
        }
        return mean;
    }

    private String metric(String label) {
        return experiment.metrics().get(label).toString();
    }

    /** Returns the settings, with the default range for settings without values. */
    private static List<Variation> withDefaultRanges(List<Variation> settings) {
        return settings.stream()
                .map(setting -> setting.values().isEmpty() ? Variation.of(setting.path() + "=1.." + MAX_SIZE) : setting)
                .toList();
    }

    /**
     * Rejects a metric that cannot change in any design. Designs other than the scenario itself are read only while the
     * metric is still found constant.
     */
    private void requireVarying(ParameterGrid grid) {
        experiment.requireVarying(() -> Stream.concat(Stream.of(file), otherFiles(grid))
                .flatMap(scenarioFile ->
                        experiment.arms(scenarioFile, VariantRuns.named(scenarioFile, experiment.variants())).stream())
                .iterator());
    }

    private Stream<ScenarioFile> otherFiles(ParameterGrid grid) {
        return Stream.of(grid)
                .flatMap(designs -> designs.read(experiment.source(), experiment.changes()).stream())
                .map(Trial.Point::file);
    }

    private int assertions() {
        return variant.scenario().evaluation().sla().size();
    }

    /**
     * Returns the confidence level of one verdict, given the number of verdicts that must be correct together
     * (Bonferroni correction). An overloaded design is checked for a violation at two looks. A bound can be missed by
     * chance on one side only, so each look has half of the error probability. An assertion is found met at the last
     * look only. A stopping rule has more looks, which divide the error of all assertions at any of them.
     */
    private double verdictConfidence(int tests) {
        int interimAnalyses =
                rule.map(stopping -> stopping.interimSizes().size()).orElse(1);
        return 1 - (1 - experiment.confidence()) / tests / interimAnalyses;
    }

    private void reportWarnings() {
        file.warnings().forEach(experiment.warnings());
    }

    private static boolean isInterrupted(Runnable search) {
        try {
            search.run();
            return false;
        } catch (DesignEvaluator.InterruptedSearchException e) {
            return true;
        }
    }
}
