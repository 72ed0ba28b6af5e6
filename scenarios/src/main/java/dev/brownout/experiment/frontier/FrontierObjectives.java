package dev.brownout.experiment.frontier;

import dev.brownout.experiment.Experiment;
import dev.brownout.experiment.ExperimentException;
import dev.brownout.experiment.OptimizationDirection;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.VariantRuns;
import dev.brownout.language.ScenarioFile;
import dev.brownout.language.ScenarioFile.Variant;
import dev.brownout.runtime.ScenarioMetrics;
import dev.brownout.sla.Metric;
import dev.brownout.sla.Window;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Objectives of a comparison of designs.
 *
 * @param objectives objectives, at least one
 * @param remark sentence about an objective that was left out; empty for none
 */
public record FrontierObjectives(List<FrontierObjective> objectives, String remark) {
    /** Name of the metric of the total cost. */
    public static final String COST = "all.cost";

    private static final String NO_COST =
            "No design has a cost, because no component has a price: the frontier uses the other objectives.";

    /** Copies the list. */
    public FrontierObjectives {
        objectives = List.copyOf(objectives);
    }

    /**
     * Returns the default objectives: cost, and the 99th percentile and the availability of all requests. The cost is
     * left out if no design has one.
     *
     * @param designs designs to compare, at least one
     */
    public static FrontierObjectives usual(List<FrontierDesign> designs) {
        Map<String, String> units = units(designs);
        List<FrontierObjective> objectives = new ArrayList<>();
        if (units.containsKey(COST)) {
            objectives.add(new FrontierObjective(COST, units.get(COST), true));
        }
        ofAllRequests(units, ".p99").ifPresent(name -> objectives.add(new FrontierObjective(name, "ns", true)));
        ofAllRequests(units, ".availability")
                .ifPresent(name -> objectives.add(new FrontierObjective(name, "ratio", false)));
        return new FrontierObjectives(objectives, units.containsKey(COST) ? "" : NO_COST);
    }

    /**
     * Returns objectives by the names of their metrics.
     *
     * @param designs designs to compare, at least one
     * @throws ExperimentException if a metric has no data in any design, or no direction is better
     */
    public static FrontierObjectives of(List<FrontierDesign> designs, List<Metric> metrics) {
        Map<String, String> units = units(designs);
        List<FrontierObjective> objectives = new ArrayList<>();
        String remark = "";
        for (Metric metric : metrics) {
            String name = metric.toString();
            if (name.equals(COST) && !units.containsKey(COST)) {
                remark = NO_COST;
                continue;
            }
            if (!units.containsKey(name)) {
                throw new ExperimentException(
                        "--objectives {}: no design has this metric; expected one of {}",
                        name,
                        String.join(", ", units.keySet()));
            }
            objectives.add(new FrontierObjective(name, units.get(name), isLowerBetter(designs, name)));
        }
        return new FrontierObjectives(objectives, remark);
    }

    /**
     * Checks before a run that a direction of each metric is better. A metric that no variant has is not checked.
     *
     * @param experiment experiment with the scenario of the designs
     * @throws ExperimentException if no direction of a metric is better
     */
    public static void requireDirections(Experiment experiment, List<Metric> metrics) {
        ScenarioFile file = experiment.source().check(experiment.changes());
        for (Variant variant : VariantRuns.named(file, experiment.variants())) {
            ScenarioMetrics.units(variant.scenario(), metrics).forEach((name, unit) -> {
                OptimizationDirection direction = variant.scenario().evaluation().sla().values().stream()
                        .filter(relation -> relation.window() instanceof Window.Whole)
                        .filter(relation -> relation.metric().toString().equals(name))
                        .findFirst()
                        .map(OptimizationDirection::of)
                        .orElseGet(() -> OptimizationDirection.of(name, unit));
                require(direction, name);
            });
        }
    }

    private static void require(OptimizationDirection direction, String name) {
        if (direction == OptimizationDirection.NEITHER) {
            throw new ExperimentException(
                    "--objectives {}: neither higher nor lower is better; expected a cost, a latency or an "
                            + "availability, such as all.cost, or an upper or lower bound of {} as an assertion "
                            + "under 'sla'",
                    name,
                    name);
        }
    }

    private static boolean isLowerBetter(List<FrontierDesign> designs, String name) {
        ReplicationSummary summary = designs.stream()
                .map(FrontierDesign::summary)
                .filter(one -> one.units().containsKey(name))
                .findFirst()
                .orElseThrow();
        OptimizationDirection direction = summary.direction(name);
        require(direction, name);
        return direction == OptimizationDirection.LESS;
    }

    /** Returns the metric of all requests, or that of the only class of requests. */
    private static Optional<String> ofAllRequests(Map<String, String> units, String suffix) {
        return units.containsKey("all" + suffix)
                ? Optional.of("all" + suffix)
                : units.keySet().stream().filter(name -> name.endsWith(suffix)).findFirst();
    }

    private static Map<String, String> units(List<FrontierDesign> designs) {
        Map<String, String> units = new LinkedHashMap<>();
        designs.forEach(design -> design.summary().units().forEach(units::putIfAbsent));
        return units;
    }
}
