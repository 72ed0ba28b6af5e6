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
    public static void add(List<RunSummary> observations, List<ReplicationSummary> summaries) {
        for (int i = 0; i < summaries.size(); i++) {
            summaries.get(i).add(observations.get(i));
        }
    }

    /**
     * Returns the summary of the arm with that name.
     *
     * @throws ExperimentException if there is none
     */
    public static ReplicationSummary named(String name, List<ReplicationSummary> summaries) {
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
        Map<String, AssertionEstimate> estimates = new LinkedHashMap<>();
        observations
                .get(0)
                .sla()
                .keySet()
                .forEach(assertion -> estimates.put(assertion, estimate(assertion, confidence)));
        return estimates;
    }

    /** Returns the verdict on one assertion; {@code null} if there is no assertion of that name. */
    public AssertionEstimate estimate(String assertion, double confidence) {
        if (!observations.get(0).sla().containsKey(assertion)) {
            return null;
        }
        AssertionEstimate estimate = AssertionEstimate.of(
                observations.stream()
                        .map(observation -> observation.sla().get(assertion))
                        .toList(),
                confidence);
        return complete()
                ? estimate
                : new AssertionEstimate(
                        Verdict.FAIL, estimate.value(), estimate.low(), estimate.high(), estimate.each());
    }

    /** Returns the units of the metrics by name. */
    public Map<String, String> units() {
        Map<String, String> units = new LinkedHashMap<>();
        for (RunSummary observation : observations) {
            for (Map.Entry<String, Measure> metric : observation.numbers().entrySet()) {
                if (!Double.isNaN(metric.getValue().value()) || !units.containsKey(metric.getKey())) {
                    units.put(metric.getKey(), metric.getValue().unit());
                }
            }
        }
        return units;
    }

    /** Returns the values of one metric over all replications. A loss that a replication does not report is 0. */
    public Sample sample(String metric) {
        double defaultValue = isLoss(metric) ? 0 : Double.NaN;
        return Sample.of(observations.stream()
                .map(observation -> observation.numbers().get(metric))
                .map(measure -> measure == null ? defaultValue : measure.value())
                .toList());
    }

    /** Returns whether a metric counts a loss, such as {@code hooks.dead_letters}. */
    public static boolean isLoss(String metric) {
        return LossMetrics.isLoss(metric.substring(metric.indexOf('.') + 1));
    }

    /** Returns the values of one assertion over all replications. */
    public Sample assertionSample(String assertion) {
        return Sample.of(observations.stream()
                .map(observation -> observation.sla().get(assertion).value())
                .toList());
    }

    /** Returns the names of the assertions about a metric over the whole run. */
    public List<String> assertionsAbout(String metric) {
        return observations.get(0).sla().entrySet().stream()
                .filter(entry -> entry.getValue().metric().equals(metric))
                .filter(entry -> entry.getValue().expression().split("\\s+", -1).length <= 3)
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Returns the direction in which a metric improves, given the name of the metric or of an assertion about it. A
     * metric that only another arm reports, such as a loss, has the direction of its name.
     */
    public OptimizationDirection direction(String metric) {
        SlaResult slaResult = observations.get(0).sla().get(metric);
        return slaResult != null
                ? OptimizationDirection.of(slaResult)
                : assertionsAbout(metric).stream()
                        .findFirst()
                        .map(name -> OptimizationDirection.of(
                                observations.get(0).sla().get(name)))
                        .orElseGet(() -> OptimizationDirection.of(metric, units().getOrDefault(metric, "")));
    }

    /**
     * Returns whether each result is decided or precise: every assertion with data is met or violated, or has the given
     * relative precision, and every metric without an assertion has that precision. Losses without an assertion are
     * ignored.
     *
     * @see ConfidenceInterval#isWithin
     */
    public boolean isDecided(double share, double confidence) {
        return isDecided(share, confidence, false);
    }

    /**
     * Returns whether each result is decided or precise.
     *
     * @param assertionsOnly whether only assertions count
     */
    public boolean isDecided(double share, double confidence, boolean assertionsOnly) {
        boolean assertionsDecided = isDecided(share, confidence, sla(confidence));
        if (assertionsOnly) {
            return assertionsDecided;
        }
        return assertionsDecided
                && units().keySet().stream()
                        .filter(metric ->
                                !isLoss(metric) && assertionsAbout(metric).isEmpty())
                        .map(this::sample)
                        .filter(sample -> !Double.isNaN(sample.mean()))
                        .allMatch(sample -> sample.interval(confidence).isWithin(share));
    }

    /** Returns whether each of some assertions is met or violated, has no data, or has the given precision. */
    public boolean isDecided(double share, double confidence, Map<String, AssertionEstimate> assertions) {
        return assertions.entrySet().stream()
                .allMatch(entry -> entry.getValue().verdict() != Verdict.UNDECIDED
                        || assertionSample(entry.getKey()).interval(confidence).isWithin(share));
    }

    /**
     * Returns whether every metric and every assertion with data has the given relative precision. Losses without an
     * assertion are ignored: they are rare events and must not prolong an experiment.
     *
     * @see ConfidenceInterval#isWithin
     */
    public boolean precise(double share, double confidence) {
        List<Sample> samples = new ArrayList<>();
        units().keySet().stream().filter(number -> !isLoss(number)).forEach(number -> samples.add(sample(number)));
        observations.get(0).sla().keySet().forEach(assertion -> samples.add(assertionSample(assertion)));
        return samples.stream()
                .filter(sample -> !Double.isNaN(sample.mean()))
                .allMatch(sample -> sample.interval(confidence).isWithin(share));
    }
}
