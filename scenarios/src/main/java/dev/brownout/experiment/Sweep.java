package dev.brownout.experiment;

import dev.brownout.language.ScenarioFile;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Results at the points of a sweep, or of the designs that a search tried. */
public final class Sweep {
    private final ScenarioFile file;
    private final ParameterGrid lattice;
    private final List<List<ReplicationSummary>> summaries;
    private final double confidence;
    private final Map<String, List<String>> alike;
    private final List<Trial> done;
    private final List<ReplicationSummary> some;
    private final List<String> variants;
    private final Map<String, AssertionEstimate> assertions = new LinkedHashMap<>();
    private final Map<String, String> numbers = new LinkedHashMap<>();

    /**
     * Creates the results, with a copy of the collections.
     *
     * @param file scenario
     * @param lattice points
     * @param summaries summaries of the variants at each point; an empty list for an unfinished point
     * @param confidence confidence level of intervals and verdicts
     * @param alike variants that were run, in the order of the file. Each is mapped to the variants that are identical
     *     to it at every point, because they differ only in the varied settings, and that it represents
     * @param done trials that ran to their end
     */
    Sweep(
            ScenarioFile file,
            ParameterGrid lattice,
            List<List<ReplicationSummary>> summaries,
            double confidence,
            Map<String, List<String>> alike,
            List<Trial> done) {
        this.file = file;
        this.lattice = lattice;
        this.summaries = summaries.stream().map(List::copyOf).toList();
        this.confidence = confidence;
        this.alike = Collections.unmodifiableMap(new LinkedHashMap<>(alike));
        this.done = List.copyOf(done);
        this.some =
                this.summaries.stream().filter(s -> !s.isEmpty()).findFirst().orElse(List.of());
        this.variants = some.stream().map(ReplicationSummary::name).toList();
        some.forEach(s -> s.sla(confidence).forEach(assertions::putIfAbsent));
        this.summaries.forEach(there -> there.forEach(s -> s.units().forEach((name, unit) -> {
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
        return lattice;
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
    public Map<String, List<String>> alike() {
        return alike;
    }

    /** Returns the trials that ran to their end. */
    public List<Trial> done() {
        return done;
    }

    /**
     * Returns the results of the replications of a variant at a point.
     *
     * @param values values of the settings, as written, in the order of the variations
     * @throws ExperimentException if there is no such point or variant, or the point is unfinished
     */
    public ReplicationSummary at(String variant, String... values) {
        for (int point = 0; point < summaries.size(); point++) {
            List<String> there =
                    lattice.points().get(point).stream().map(Value::text).toList();
            if (there.equals(List.of(values))) {
                return ReplicationSummary.named(variant, summaries.get(point));
            }
        }
        throw new ExperimentException("nothing was run at " + List.of(values) + "; there are "
                + lattice.points().stream()
                        .map(point -> point.stream().map(Value::text).toList())
                        .toList());
    }

    /** Returns the names of the variants that were run, in the order of the file. */
    public List<String> variants() {
        return variants;
    }

    /** Returns the greatest number of replications of a point; 0 where no point is finished. */
    public int replications() {
        return sizes().max().orElse(0);
    }

    /** Returns whether a search ended some points after fewer replications than others. */
    public boolean hasUnequalReplications() {
        return sizes().distinct().count() > 1;
    }

    /** Formats the number of replications of a point: {@code 10 replications}, or {@code 4 to 10 replications}. */
    public String replicationsInWords() {
        String fewest = hasUnequalReplications() ? sizes().min().orElse(0) + " to " : "";
        return fewest + replications() + " replications";
    }

    private IntStream sizes() {
        return summaries.stream()
                .filter(there -> !there.isEmpty())
                .mapToInt(there -> there.get(0).size());
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
    public boolean asserted(String number) {
        return some.stream().anyMatch(summary -> !summary.asserting(number).isEmpty());
    }

    /** Returns the estimate of an assertion of a variant at a point; {@code null} if there is none. */
    public AssertionEstimate judged(int point, int variant, String assertion) {
        List<ReplicationSummary> there = summaries.get(point);
        return there.isEmpty() ? null : there.get(variant).judged(assertion, confidence);
    }

    /** Returns the interval of a metric of a variant at a point; {@code NaN} if there is no data. */
    public ConfidenceInterval number(int point, int variant, String name) {
        List<ReplicationSummary> there = summaries.get(point);
        return there.isEmpty()
                ? new ConfidenceInterval(Double.NaN, 0)
                : there.get(variant).sample(name).interval(confidence, numbers.get(name));
    }

    /**
     * Formats the region in which an assertion is met, for all variants: {@code holds up to load 230/s (two boxes);
     * nowhere (one box)}.
     */
    public String finding(String assertion) {
        Map<String, List<String>> clauses = new LinkedHashMap<>();
        for (int variant = 0; variant < variants.size(); variant++) {
            clauses.computeIfAbsent(where(variant, assertion), c -> new ArrayList<>())
                    .add(variants.get(variant));
        }
        if (clauses.size() == 1) {
            return "holds " + clauses.keySet().iterator().next();
        }
        List<String> all = new ArrayList<>();
        clauses.forEach((clause, names) -> all.add(clause + " (" + String.join(", ", names) + ")"));
        return "holds " + String.join("; ", all);
    }

    /** Formats the region in which an assertion of a variant is met, as a clause such as {@code up to load 230/s}. */
    public String where(int variant, String assertion) {
        List<Boolean> holds = new ArrayList<>();
        List<List<Value>> points = new ArrayList<>();
        for (int point = 0; point < summaries.size(); point++) {
            AssertionEstimate one = judged(point, variant, assertion);
            if (one != null) {
                holds.add(one.verdict() == Verdict.PASS);
                points.add(lattice.points().get(point));
            }
        }
        int n = holds.size();
        int count = (int) holds.stream().filter(h -> h).count();
        if (count == n) {
            return "everywhere";
        }
        if (count == 0) {
            return "nowhere";
        }
        boolean line =
                lattice.variations().size() == 1 && lattice.variations().get(0).ordered();
        if (line && holds.indexOf(false) == count) {
            return "up to " + ParameterGrid.words(lattice.variations(), points.get(count - 1));
        }
        if (line && holds.lastIndexOf(false) == n - count - 1) {
            return "from " + ParameterGrid.words(lattice.variations(), points.get(n - count)) + " on";
        }
        return "at " + count + " of " + n + " points";
    }
}
