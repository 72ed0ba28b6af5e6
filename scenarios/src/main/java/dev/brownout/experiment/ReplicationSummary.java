package dev.brownout.experiment;

import dev.brownout.language.diagnostic.SpellingSuggestion;
import dev.brownout.metrics.LossMetrics;
import dev.brownout.result.ComponentResult.Measure;
import dev.brownout.result.SlaResult;
import dev.brownout.result.SlaResult.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Results of the replications of one arm, in their order. */
public final class ReplicationSummary {
    private final String name;
    private final List<RunSummary> observations = new ArrayList<>();

    /** Creates an empty summary of the arm with that name. */
    public ReplicationSummary(String name) {
        this.name = name;
    }

    /** Adds the next replication. */
    public void add(RunSummary observation) {
        observations.add(observation);
    }

    /** Adds the next replication of each arm to its summary. */
    static void add(List<RunSummary> observations, List<ReplicationSummary> summaries) {
        for (int i = 0; i < summaries.size(); i++) {
            summaries.get(i).add(observations.get(i));
        }
    }

    /**
     * Returns the summary of the arm with that name.
     *
     * @throws ExperimentException if there is none
     */
    static ReplicationSummary named(String name, List<ReplicationSummary> summaries) {
        return summaries.stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExperimentException(SpellingSuggestion.unknown(
                        "variant",
                        name,
                        summaries.stream().map(ReplicationSummary::name).toList())));
    }

    /** Returns the name of the arm. */
    public String name() {
        return name;
    }

    /** Returns the replications so far. */
    public List<RunSummary> observations() {
        return List.copyOf(observations);
    }

    /** Returns the number of replications so far. */
    public int size() {
        return observations.size();
    }

    /** Returns whether each replication reached its end. */
    public boolean complete() {
        return observations.stream().allMatch(RunSummary::complete);
    }

    /**
     * Returns the verdicts on the assertions by name, in the order of the file. If a run did not reach its end, all are
     * violated.
     */
    public Map<String, AssertionEstimate> sla(double confidence) {
        Map<String, AssertionEstimate> all = new LinkedHashMap<>();
        observations.get(0).sla().keySet().forEach(assertion -> all.put(assertion, judged(assertion, confidence)));
        return all;
    }

    /** Returns the verdict on one assertion; {@code null} if there is no assertion of that name. */
    AssertionEstimate judged(String assertion, double confidence) {
        if (!observations.get(0).sla().containsKey(assertion)) {
            return null;
        }
        AssertionEstimate one = AssertionEstimate.of(
                observations.stream().map(o -> o.sla().get(assertion)).toList(), confidence);
        return complete() ? one : new AssertionEstimate(Verdict.FAIL, one.value(), one.low(), one.high(), one.each());
    }

    /** Returns the units of the metrics by name. */
    public Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        for (RunSummary one : observations) {
            for (Map.Entry<String, Measure> number : one.numbers().entrySet()) {
                if (!Double.isNaN(number.getValue().value()) || !units.containsKey(number.getKey())) {
                    units.put(number.getKey(), number.getValue().unit());
                }
            }
        }
        return units;
    }

    /** Returns the values of one metric over all replications. A loss that a replication does not report is 0. */
    public Sample sample(String number) {
        double absent = isLoss(number) ? 0 : Double.NaN;
        return Sample.of(observations.stream()
                .map(o -> o.numbers().get(number))
                .map(measure -> measure == null ? absent : measure.value())
                .toList());
    }

    /** Returns whether a metric counts a loss, such as {@code hooks.dead_letters}. */
    public static boolean isLoss(String number) {
        return LossMetrics.isLoss(number.substring(number.indexOf('.') + 1));
    }

    /** Returns the values of one assertion over all replications. */
    public Sample asserted(String assertion) {
        return Sample.of(
                observations.stream().map(o -> o.sla().get(assertion).value()).toList());
    }

    /** Returns the names of the assertions about a metric over the whole run. */
    public List<String> asserting(String number) {
        return observations.get(0).sla().entrySet().stream()
                .filter(one -> one.getValue().metric().equals(number))
                .filter(one -> one.getValue().expression().split("\\s+", -1).length <= 3)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Returns the direction in which a metric improves, given the name of the metric or of an assertion about it. */
    public OptimizationDirection better(String number) {
        SlaResult asserted = observations.get(0).sla().get(number);
        return asserted != null
                ? OptimizationDirection.of(asserted)
                : asserting(number).stream()
                        .findFirst()
                        .map(name -> OptimizationDirection.of(
                                observations.get(0).sla().get(name)))
                        .orElseGet(() -> OptimizationDirection.of(number, units().get(number)));
    }

    /**
     * Returns whether every metric and every assertion with data has the given relative precision. Losses without an
     * assertion are ignored: they are rare events and must not prolong an experiment.
     *
     * @see ConfidenceInterval#within
     */
    public boolean precise(double share, double confidence) {
        List<Sample> all = new ArrayList<>();
        units().keySet().stream().filter(number -> !isLoss(number)).forEach(number -> all.add(sample(number)));
        observations.get(0).sla().keySet().forEach(assertion -> all.add(asserted(assertion)));
        return all.stream()
                .filter(sample -> !Double.isNaN(sample.mean()))
                .allMatch(sample -> sample.interval(confidence).within(share));
    }
}
