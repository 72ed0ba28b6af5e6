package dev.brownout.experiment.frontier;

import dev.brownout.experiment.CapacityResult;
import dev.brownout.experiment.ComparisonPlan;
import dev.brownout.experiment.ExperimentArm;
import dev.brownout.experiment.ReplicationSummary;
import dev.brownout.experiment.Sweep;
import dev.brownout.experiment.VariantComparison;
import dev.brownout.experiment.tune.TuneResult;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import dev.brownout.scenario.Scenario;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Designs of an experiment at equal demand. A design with a smaller demand is cheaper and faster without being better.
 *
 * @param designs designs to compare
 * @param condition common demand of the designs if it was varied, such as {@code at load 200/s}; empty otherwise
 * @param obstacle reason why the designs are not comparable; empty if they are
 * @param interimAnalyses number of times at which the results can have ended the replications of a design; 1 for a
 *     fixed number
 */
public record ComparableDesigns(List<FrontierDesign> designs, String condition, String obstacle, int interimAnalyses) {
    /**
     * Sections of a scenario that define the demand on a design, its duration or its prices. Costs of different demands
     * are not comparable.
     */
    private static final List<String> DEMAND = List.of("load", "requests", "run", "sla", "price_list");

    /** Copies the list. */
    public ComparableDesigns {
        designs = List.copyOf(designs);
    }

    /** Returns the reason why the arms of a comparison are not comparable designs; empty if they are. */
    public static String obstacle(ComparisonPlan plan) {
        List<Scenario> designs =
                plan.cases().stream().map(ExperimentArm::scenario).toList();
        boolean comparable =
                designs.stream().allMatch(one -> designs.stream().allMatch(other -> isComparable(one, other)));
        return comparable
                ? ""
                : "the variants have different loads, durations or prices, so their costs are not comparable";
    }

    private static boolean isComparable(Scenario one, Scenario other) {
        return one.load().equals(other.load())
                && one.durationNanos() == other.durationNanos()
                && one.warmupNanos() == other.warmupNanos()
                && one.prices().agreesWith(other.prices());
    }

    /** Returns the reason why the points of a sweep are not comparable designs; empty if they are. */
    public static String obstacle(List<Variation> variations) {
        return obstacle(variations, false);
    }

    /**
     * Returns the reason why designs are not comparable; empty if they are.
     *
     * @param search whether the designs are those of a search, which tests each one at other loads if it varies the
     *     load
     */
    public static String obstacle(List<Variation> variations, boolean search) {
        for (Variation variation : variations) {
            boolean load = variation.path().equals(Variation.LOAD);
            if (load && search) {
                return "a search that varies the load tests each design at other loads; use 'brownout sweep' at one"
                        + " load, or omit '--vary load'";
            }
            if (!load && DEMAND.contains(SettingPath.parse(variation.path()).section())) {
                return variation.path() + " changes the demand, the duration or the prices, so costs are not"
                        + " comparable";
            }
        }
        return "";
    }

    /** Returns the variants of a comparison, or its two scenarios. */
    public static ComparableDesigns of(VariantComparison comparison, ComparisonPlan plan) {
        return new ComparableDesigns(
                comparison.summaries().stream()
                        .map(summary -> new FrontierDesign(summary.name(), summary))
                        .toList(),
                "",
                obstacle(plan),
                1);
    }

    /** Returns the designs with another number of looks. */
    public ComparableDesigns withInterimAnalyses(int number) {
        return new ComparableDesigns(designs, condition, obstacle, number);
    }

    /**
     * Returns the tested designs of a capacity search, unless it varies the load. A clearly overloaded design ends at
     * the first of two looks.
     */
    public static ComparableDesigns of(CapacityResult result) {
        String obstacle = obstacle(result.searchResult().variations(), true);
        return obstacle.isEmpty()
                ? of(result.searchResult().sweep())
                : new ComparableDesigns(List.of(), "", obstacle, 1);
    }

    /**
     * Returns the designs of a tuning with a verdict, unless it varies the load. They are compared by the replications
     * of the verdicts, which did not select the designs of the search.
     */
    public static ComparableDesigns of(TuneResult result) {
        String obstacle = obstacle(result.space().variations(), true);
        List<FrontierDesign> designs = result.designs().stream()
                .map(design -> new FrontierDesign(result.space().format(design.values()), design.summary()))
                .toList();
        return new ComparableDesigns(
                obstacle.isEmpty() ? designs : List.of(), "", obstacle, TuneResult.MAX_INTERIM_ANALYSES);
    }

    /** Returns the designs of a sweep: if it varies the load, those at the largest load. */
    public static ComparableDesigns of(Sweep sweep) {
        List<Variation> variations = sweep.lattice().variations();
        String obstacle = obstacle(variations);
        if (!obstacle.isEmpty()) {
            return new ComparableDesigns(List.of(), "", obstacle, 1);
        }
        int loadIndex = variations.stream().map(Variation::path).toList().indexOf(Variation.LOAD);
        Optional<Value> largestLoad = loadIndex < 0
                ? Optional.empty()
                : variations.get(loadIndex).values().stream().max(Comparator.comparingDouble(Value::number));
        List<FrontierDesign> designs = new ArrayList<>();
        for (int point = 0; point < sweep.summaries().size(); point++) {
            List<Value> values = sweep.lattice().points().get(point);
            if (largestLoad.isEmpty() || values.get(loadIndex).equals(largestLoad.get())) {
                for (ReplicationSummary summary : sweep.summaries().get(point)) {
                    designs.add(new FrontierDesign(name(sweep, values, loadIndex, summary.name()), summary));
                }
            }
        }
        return new ComparableDesigns(
                designs, largestLoad.map(value -> "at load " + value.text()).orElse(""), "", 1);
    }

    /** Returns the name of a design: its settings except the load, and its variant if there are several. */
    private static String name(Sweep sweep, List<Value> values, int loadIndex, String variant) {
        List<Variation> variations = sweep.lattice().variations();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if (i != loadIndex) {
                parts.add(variations.get(i).path() + " " + values.get(i).text());
            }
        }
        if (sweep.variants().size() > 1) {
            parts.add(variant);
        }
        return String.join(", ", parts);
    }
}
