package dev.brownout.experiment;

import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.language.Loader;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.sla.Metric;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Asks what a scenario can carry, or what it needs, to hold every assertion: of the first of the variants that are
 * meant. The confidence of a verdict is such that all of a search are right together as often as was asked. A design
 * that the analytical model expects to be overloaded may end after fewer replications, or is not run.
 */
public final class CapacitySearch {
    /** Loads tried for each design at most. */
    private static final int MOST_LOADS = 24;

    /** A size whose range is not said is tried from 1 to so many. */
    private static final int MOST_NODES = 32;

    /** The utilization of the bottleneck, by the analytical model, from which on a load is first taken as missed. */
    private static final double OVERLOADED = 1.2;

    private final Experiment experiment;
    private final ScenarioFile file;
    private final Variant variant;
    private final double tolerance;
    private final Optional<String> minimised;

    CapacitySearch(Experiment experiment) {
        this.file = experiment.source().checked(experiment.changes());
        this.variant = VariantRuns.named(file, experiment.variants()).get(0);
        this.experiment = experiment.variants(variant.name());
        this.tolerance = 0.01;
        this.minimised = Optional.empty();
        if (experiment.replications() < 2) {
            throw new ExperimentException("a search for capacity takes two replications");
        }
        if (variant.scenario().sla().isEmpty()) {
            throw new ExperimentException("'" + file.name() + "' asserts nothing, so any load and any design would do");
        }
    }

    private CapacitySearch(CapacitySearch other, Experiment experiment, double tolerance, Optional<String> minimised) {
        this.experiment = experiment;
        this.file = other.file;
        this.variant = other.variant;
        this.tolerance = tolerance;
        this.minimised = minimised;
    }

    /** The scenario as it is written. */
    public ScenarioFile file() {
        return file;
    }

    /** With another width of the bracket around a load, as a share of its lower end, above 0; it is 1 %. */
    public CapacitySearch tolerance(double share) {
        if (!(share > 0)) {
            throw new IllegalArgumentException("a tolerance is above 0, not " + share);
        }
        return new CapacitySearch(this, experiment, share, minimised);
    }

    /**
     * With a metric of which the best of the smallest designs has least, such as {@code all.cost}.
     *
     * @throws IllegalArgumentException if the text is no name of a metric
     */
    public CapacitySearch minimising(String metric) {
        return minimising(metric, Loader.metric(metric));
    }

    /**
     * With a metric of which the best of the smallest designs has least.
     *
     * @param called what messages call it
     */
    public CapacitySearch minimising(String called, Metric metric) {
        return new CapacitySearch(this, experiment.looking(called, metric), tolerance, Optional.of(called));
    }

    /**
     * Looks for the largest load, by doubling or halving that of the scenario and then by halving the bracket.
     *
     * @param others further settings and their values, such as {@code web.nodes=2..4}: for each of them
     * @throws ExperimentException if the load cannot be scaled, there are too many others, or a metric never moves
     */
    public CapacityPlan<LargestLoad> largestLoad(String... others) {
        return largestLoad(
                new Variation(Variation.LOAD, List.of()),
                Arrays.stream(others).map(Variation::of).toList());
    }

    /**
     * Looks for the largest load within a range.
     *
     * @param load its values, of which the ends count; any where there are none
     * @param others further settings and their values: for each of them
     * @throws ExperimentException if the load cannot be scaled, there are too many others, or a metric never moves
     */
    public CapacityPlan<LargestLoad> largestLoad(Variation load, List<Variation> others) {
        warn();
        Value peak = Variation.peak(variant.settings())
                .orElseThrow(() -> new ExperimentException(
                        "the load of '" + experiment.source().name()
                                + "' has no peak to vary: recorded arrivals and mixed loads are not scaled"));
        ParameterGrid lattice = new ParameterGrid(sized(others));
        requireMoving(lattice);
        int tests = MOST_LOADS * lattice.points().size() * assertions();
        List<Variation> settings = new ArrayList<>(lattice.variations());
        settings.add(new Variation(Variation.LOAD, List.of()));
        return execution -> {
            DesignEvaluator designs = new DesignEvaluator(experiment, file, settings, level(tests), execution);
            Map<List<Value>, Bracket> brackets = new LinkedHashMap<>();
            boolean interrupted = interrupted(() -> brackets(load, peak, lattice, designs, brackets));
            return new LargestLoad(designs.tried(), lattice.variations(), brackets, peak, interrupted);
        };
    }

    private void brackets(
            Variation load,
            Value peak,
            ParameterGrid others,
            DesignEvaluator designs,
            Map<List<Value>, Bracket> brackets) {
        LargestSearch search = new LargestSearch(tolerance, MOST_LOADS);
        List<Value> range = load.values();
        double least = range.isEmpty() ? 0 : range.get(0).number();
        double most = range.isEmpty()
                ? Double.POSITIVE_INFINITY
                : range.get(range.size() - 1).number();
        double start = peak.number();
        for (List<Value> other : others.points()) {
            Bracket bracket = search.search(
                    start,
                    least,
                    most,
                    number -> designs.utilization(LargestLoad.at(other, peak, number)) >= OVERLOADED,
                    number -> designs.answer(LargestLoad.at(other, peak, number)));
            brackets.put(other, bracket);
            start = bracket.holds() > 0 ? bracket.holds() : start;
        }
    }

    /**
     * Looks for the smallest designs.
     *
     * @param sizes settings and their values, such as {@code web.nodes=2..16}; 1 to 32 where there are none
     * @throws ExperimentException if there are too many designs, or a metric never moves
     */
    public CapacityPlan<SmallestDesigns> smallestDesigns(String... sizes) {
        return smallestDesigns(Arrays.stream(sizes).map(Variation::of).toList());
    }

    /**
     * Looks for the smallest designs.
     *
     * @param sizes settings and their values; 1 to 32 where there are none
     * @throws ExperimentException if there are too many designs, or a metric never moves
     */
    public CapacityPlan<SmallestDesigns> smallestDesigns(List<Variation> sizes) {
        warn();
        List<Variation> settings = sized(sizes);
        requireMoving(new ParameterGrid(settings));
        int[] counts = settings.stream().mapToInt(v -> v.values().size()).toArray();
        boolean[] grows = new boolean[counts.length];
        for (int i = 0; i < grows.length; i++) {
            grows[i] = settings.get(i).ordered();
        }
        SmallestSearch search = new SmallestSearch(counts, grows);
        int tests = search.mostTests() * assertions();
        return execution -> {
            DesignEvaluator designs = new DesignEvaluator(experiment, file, settings, level(tests), execution);
            List<List<Value>> found = new ArrayList<>();
            List<List<Value>> tooExpensive = new ArrayList<>();
            boolean interrupted = interrupted(() -> {
                search.search(at -> designs.evaluateWithoutBudget(values(settings, at))).stream()
                        .map(at -> values(settings, at))
                        .forEach(one -> (designs.answer(one) == DesignVerdict.HOLDS ? found : tooExpensive).add(one));
            });
            minimised.ifPresent(called -> {
                Map<List<Value>, Double> means = new LinkedHashMap<>();
                found.forEach(one -> means.put(one, mean(called, designs, one)));
                found.sort(Comparator.comparingDouble(means::get));
            });
            return new SmallestDesigns(designs.tried(), found, tooExpensive, minimised.map(this::metric), interrupted);
        };
    }

    private static List<Value> values(List<Variation> settings, List<Integer> at) {
        List<Value> design = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            design.add(settings.get(i).values().get(at.get(i)));
        }
        return design;
    }

    private double mean(String called, DesignEvaluator designs, List<Value> design) {
        double mean = designs.summary(design).sample(metric(called)).mean();
        if (Double.isNaN(mean)) {
            throw new ExperimentException(called + " has no data");
        }
        return mean;
    }

    private String metric(String called) {
        return experiment.metrics().get(called).toString();
    }

    /** Settings with ranges where they have none. */
    private static List<Variation> sized(List<Variation> settings) {
        return settings.stream()
                .map(one -> one.values().isEmpty() ? Variation.of(one.path() + "=1.." + MOST_NODES) : one)
                .toList();
    }

    /** Refuses a metric that moves in no design; those besides the scenario's own are read only where it is still. */
    private void requireMoving(ParameterGrid designs) {
        experiment.requireMoving(() -> Stream.concat(Stream.of(file), others(designs))
                .flatMap(one -> experiment.cases(one, VariantRuns.named(one, experiment.variants())).stream())
                .iterator());
    }

    private Stream<ScenarioFile> others(ParameterGrid designs) {
        return Stream.of(designs)
                .flatMap(all -> all.read(experiment.source(), experiment.changes()).stream())
                .map(Trial.Point::file);
    }

    private int assertions() {
        return variant.scenario().sla().size();
    }

    /**
     * Returns the confidence of one of several verdicts. An overloaded design may be found missed at either of two
     * looks, each with half of the error, since a bound errs to one side; what holds is found at the last look alone.
     */
    private double level(int tests) {
        return 1 - (1 - experiment.confidence()) / tests;
    }

    private void warn() {
        file.warnings().forEach(experiment.warnings());
    }

    private static boolean interrupted(Runnable search) {
        try {
            search.run();
            return false;
        } catch (DesignEvaluator.InterruptedSearchException ended) {
            return true;
        }
    }
}
