package dev.brownout.experiment.sweep;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.ConfidenceInterval;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.ParameterGrid;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Trial;
import dev.brownout.experiment.frontier.ComparableDesigns;
import dev.brownout.experiment.frontier.FrontierDesign;
import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.experiment.sequential.StoppingText;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Results at the points of a sweep, or of the designs that a search tried. */
public final class Sweep {
    private final ScenarioFile file;
    private final ParameterGrid grid;
    private final boolean complete;
    private final List<List<ReplicationSummary>> summaries;
    private final double confidence;
    private final Map<String, List<String>> representedVariants;
    private final List<Trial> completedTrials;
    private final List<ReplicationSummary> firstFinished;
    private final List<String> variants;
    private final Map<String, AssertionEstimate> assertions = new LinkedHashMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();

    /**
     * Creates the results, with a copy of the collections.
     *
     * @param file scenario
     * @param grid points
     * @param summaries summaries of the variants at each point; an empty list for an unfinished point
     * @param confidence confidence level of intervals and verdicts
     * @param representedVariants variants that were run, in the order of the file. Each is mapped to the variants that
     *     it represents. They are identical to it at every point, because they differ only in the varied settings
     * @param completedTrials trials that ran to their end
     * @param complete whether all points are finished, or the search of the designs has ended
     */
    public Sweep(
            ScenarioFile file,
            ParameterGrid grid,
            List<List<ReplicationSummary>> summaries,
            double confidence,
            Map<String, List<String>> representedVariants,
            List<Trial> completedTrials,
            boolean complete) {
        this.file = file;
        this.complete = complete;
        this.grid = grid;
        this.summaries = summaries.stream().map(List::copyOf).toList();
        this.confidence = confidence;
        this.representedVariants = Collections.unmodifiableMap(new LinkedHashMap<>(representedVariants));
        this.completedTrials = List.copyOf(completedTrials);
        this.firstFinished = this.summaries.stream()
                .filter(pointSummaries -> !pointSummaries.isEmpty())
                .findFirst()
                .orElse(List.of());
        this.variants = firstFinished.stream().map(ReplicationSummary::name).toList();
        firstFinished.forEach(summary -> summary.sla(confidence).forEach(assertions::putIfAbsent));
        this.summaries.forEach(pointSummaries ->
                pointSummaries.forEach(summary -> summary.units().forEach((name, unit) -> {
                    if (!unit.equals("1") || !numbers.containsKey(name)) {
                        numbers.put(name, unit);
                    }
                })));
    }

    /** Returns the scenario. */
    public ScenarioFile file() {
        return file;
    }

    /** Returns the points. */
    public ParameterGrid lattice() {
        return grid;
    }

    /** Returns the summaries of the variants at each point; an empty list for an unfinished point. */
    public List<List<ReplicationSummary>> summaries() {
        return summaries;
    }

    /** Returns the confidence level of intervals and verdicts. */
    public double confidence() {
        return confidence;
    }

    /**
     * Returns the variants that were run, in the order of the file. Each is mapped to the variants that it represents.
     * They are identical to it at every point, because they differ only in the varied settings.
     */
    public Map<String, List<String>> equalVariants() {
        return representedVariants;
    }

    /** Returns the trials that ran to their end. */
    public List<Trial> done() {
        return completedTrials;
    }

    /**
     * Returns the results of the replications of a variant at a point.
     *
     * @param values values of the settings, as written, in the order of the variations
     * @throws ExperimentException if there is no such point or variant, or the point is unfinished
     */
    public ReplicationSummary at(String variant, String... values) {
        for (int point = 0; point < summaries.size(); point++) {
            List<String> pointValues =
                    grid.points().get(point).stream().map(Value::text).toList();
            if (pointValues.equals(List.of(values))) {
                return ReplicationSummary.named(variant, summaries.get(point));
            }
        }
        throw new ExperimentException(
                "nothing was run at {}; there are {}",
                List.of(values),
                grid.points().stream()
                        .map(point -> point.stream().map(Value::text).toList())
                        .toList());
    }

    /** Returns the names of the variants that were run, in the order of the file. */
    public List<String> variants() {
        return variants;
    }

    /** Returns the greatest number of replications of a point; 0 where no point is finished. */
    public int replications() {
        return replicationCounts().max().orElse(0);
    }

    /** Returns whether a search ended some points after fewer replications than others. */
    public boolean hasUnequalReplications() {
        return replicationCounts().distinct().count() > 1;
    }

    /** Formats the number of replications of a point: {@code 10 replications}, or {@code 4 to 10 replications}. */
    public String replicationsInWords() {
        String fewest = hasUnequalReplications() ? replicationCounts().min().orElse(0) + " to " : "";
        return fewest + replications() + " replications";
    }

    private IntStream replicationCounts() {
        return summaries.stream()
                .filter(pointSummaries -> !pointSummaries.isEmpty())
                .mapToInt(pointSummaries -> pointSummaries.get(0).size());
    }

    /**
     * Returns the assertions by name, each with its estimate for the first variant that has it at the first finished
     * point.
     */
    public Map<String, AssertionEstimate> assertions() {
        return Collections.unmodifiableMap(assertions);
    }

    /** Returns the units of the metrics by name. */
    public Map<String, String> numbers() {
        return Collections.unmodifiableMap(numbers);
    }

    /** Returns whether a metric has an assertion over the whole run. */
    public boolean isAsserted(String number) {
        return firstFinished.stream()
                .anyMatch(summary -> !summary.assertionsAbout(number).isEmpty());
    }

    /** Returns the estimate of an assertion of a variant at a point; {@code null} if there is none. */
    public AssertionEstimate estimate(int point, int variant, String assertion) {
        List<ReplicationSummary> pointSummaries = summaries.get(point);
        return pointSummaries.isEmpty() ? null : pointSummaries.get(variant).estimate(assertion, confidence);
    }

    /** Returns the interval of a metric of a variant at a point; {@code NaN} if there is no data. */
    public ConfidenceInterval number(int point, int variant, String name) {
        List<ReplicationSummary> pointSummaries = summaries.get(point);
        return pointSummaries.isEmpty()
                ? new ConfidenceInterval(Double.NaN, 0)
                : pointSummaries.get(variant).sample(name).interval(confidence, numbers.get(name));
    }

    /**
     * Formats the region in which an assertion is met, for all variants: {@code is met up to load 230/s (two boxes);
     * nowhere (one box)}.
     */
    public String finding(String assertion) {
        Map<String, List<String>> clauses = new LinkedHashMap<>();
        for (int variant = 0; variant < variants.size(); variant++) {
            clauses.computeIfAbsent(metRegion(variant, assertion), key -> new ArrayList<>())
                    .add(variants.get(variant));
        }
        if (clauses.size() == 1) {
            return "is met " + clauses.keySet().iterator().next();
        }
        List<String> sentences = new ArrayList<>();
        clauses.forEach((clause, names) -> sentences.add(clause + " (" + String.join(", ", names) + ")"));
        return "is met " + String.join("; ", sentences);
    }

    /**
     * Formats the region in which an assertion of a variant is met, as a clause such as {@code up to load 230/s}. The
     * clause of an interrupted sweep or search names its finished points.
     */
    public String metRegion(int variant, String assertion) {
        List<Boolean> met = new ArrayList<>();
        List<List<Value>> points = new ArrayList<>();
        for (int point = 0; point < summaries.size(); point++) {
            AssertionEstimate estimate = estimate(point, variant, assertion);
            if (estimate != null) {
                met.add(estimate.verdict() == Verdict.PASS);
                points.add(grid.points().get(point));
            }
        }
        int total = met.size();
        int metCount = (int) met.stream().filter(value -> value).count();
        if (metCount == total) {
            return complete ? "everywhere" : "at all " + total + " finished points";
        }
        if (metCount == 0) {
            return complete ? "nowhere" : "at none of " + total + " finished points";
        }
        boolean ordered =
                grid.variations().size() == 1 && grid.variations().get(0).isOrdered();
        if (ordered && met.indexOf(false) == metCount) {
            return "up to " + ParameterGrid.format(grid.variations(), points.get(metCount - 1));
        }
        if (ordered && met.lastIndexOf(false) == total - metCount - 1) {
            return "from " + ParameterGrid.format(grid.variations(), points.get(total - metCount)) + " on";
        }
        return "at " + metCount + " of " + total + " points";
    }

    /** Returns the points as designs: if the sweep varies the load, those at the largest load. */
    public ComparableDesigns comparableDesigns() {
        List<Variation> settings = grid.variations();
        String obstacle = ComparableDesigns.obstacle(settings);
        if (!obstacle.isEmpty()) {
            return new ComparableDesigns(List.of(), "", obstacle, 1);
        }
        int loadIndex = settings.stream().map(Variation::path).toList().indexOf(Variation.LOAD);
        Optional<Value> largestLoad = loadIndex < 0
                ? Optional.empty()
                : settings.get(loadIndex).values().stream().max(Comparator.comparingDouble(Value::number));
        List<FrontierDesign> designs = new ArrayList<>();
        for (int point = 0; point < summaries.size(); point++) {
            List<Value> values = grid.points().get(point);
            if (largestLoad.isEmpty() || values.get(loadIndex).equals(largestLoad.get())) {
                for (ReplicationSummary summary : summaries.get(point)) {
                    designs.add(new FrontierDesign(designName(values, loadIndex, summary.name()), summary));
                }
            }
        }
        return new ComparableDesigns(
                designs, largestLoad.map(value -> "at load " + value.text()).orElse(""), "", 1);
    }

    /** Returns the name of a design: its settings except the load, and its variant if there are several. */
    private String designName(List<Value> values, int loadIndex, String variant) {
        List<Variation> settings = grid.variations();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (i != loadIndex) {
                parts.add(settings.get(i).path() + " " + values.get(i).text());
            }
        }
        if (variants.size() > 1) {
            parts.add(variant);
        }
        return String.join(", ", parts);
    }

    /**
     * Returns the outcome of a stopping rule.
     *
     * @param verdictsOnly whether only verdicts on assertions count, as in a capacity search
     */
    public StoppingText stopping(SequentialRule rule, boolean verdictsOnly) {
        List<List<ReplicationSummary>> finished =
                summaries.stream().filter(point -> !point.isEmpty()).toList();
        long undecided = finished.stream()
                .filter(point ->
                        !point.stream().allMatch(summary -> summary.isDecided(rule.share(), confidence, verdictsOnly)))
                .count();
        return new StoppingText(
                rule,
                "replications",
                finished.stream().map(point -> point.get(0).size()).toList(),
                undecided,
                "");
    }
}
