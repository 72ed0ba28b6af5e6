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

/** What the replications of one case showed, in their order. */
public final class ReplicationSummary {
    private final String name;
    private final List<RunSummary> observations = new ArrayList<>();

    /** Nothing yet of the case of that name. */
    public ReplicationSummary(String name) {
        this.name = name;
    }

    /** Adds the next replication. */
    public void add(RunSummary observation) {
        observations.add(observation);
    }

    /** Adds what the next replication showed of each case. */
    static void add(List<RunSummary> observations, List<ReplicationSummary> summaries) {
        for (int i = 0; i < summaries.size(); i++) {
            summaries.get(i).add(observations.get(i));
        }
    }

    /** That of the case of that name. */
    static ReplicationSummary named(String name, List<ReplicationSummary> summaries) {
        return summaries.stream()
                .filter(summary -> summary.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new ExperimentException(SpellingSuggestion.unknown(
                        "variant",
                        name,
                        summaries.stream().map(ReplicationSummary::name).toList())));
    }

    /** The name of the case. */
    public String name() {
        return name;
    }

    /** The replications so far. */
    public List<RunSummary> observations() {
        return List.copyOf(observations);
    }

    /** How many there are. */
    public int size() {
        return observations.size();
    }

    /** Whether each of them reached its end. */
    public boolean complete() {
        return observations.stream().allMatch(RunSummary::complete);
    }

    /** The verdicts on the assertions by name, in the file's order; where a run did not reach its end, none holds. */
    public Map<String, AssertionEstimate> sla(double confidence) {
        Map<String, AssertionEstimate> all = new LinkedHashMap<>();
        observations.get(0).sla().keySet().forEach(assertion -> all.put(assertion, judged(assertion, confidence)));
        return all;
    }

    /** The verdict on one of them; {@code null} where there is none of that name. */
    AssertionEstimate judged(String assertion, double confidence) {
        if (!observations.get(0).sla().containsKey(assertion)) {
            return null;
        }
        AssertionEstimate one = AssertionEstimate.of(
                observations.stream().map(o -> o.sla().get(assertion)).toList(), confidence);
        return complete() ? one : new AssertionEstimate(Verdict.FAIL, one.value(), one.low(), one.high(), one.each());
    }

    /** The numbers looked at by name, and their units. */
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

    /** One of the numbers over all replications; 0 for a loss that a replication does not report. */
    public Sample sample(String number) {
        double absent = isLoss(number) ? 0 : Double.NaN;
        return Sample.of(observations.stream()
                .map(o -> o.numbers().get(number))
                .map(measure -> measure == null ? absent : measure.value())
                .toList());
    }

    /** Returns whether a number counts a loss, such as {@code hooks.dead_letters}. */
    public static boolean isLoss(String number) {
        return LossMetrics.isLoss(number.substring(number.indexOf('.') + 1));
    }

    /** The value of one of the assertions over all replications. */
    public Sample asserted(String assertion) {
        return Sample.of(
                observations.stream().map(o -> o.sla().get(assertion).value()).toList());
    }

    /** The assertions about a number over the whole run, by name. */
    public List<String> asserting(String number) {
        return observations.get(0).sla().entrySet().stream()
                .filter(one -> one.getValue().metric().equals(number))
                .filter(one -> one.getValue().expression().split("\\s+", -1).length <= 3)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Which way a number, or what an assertion of that name is about, is better. */
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
     * Whether every number and every assertion that has data is known to a share of its value. Losses without an
     * assertion are rare events, and do not make an experiment longer.
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
