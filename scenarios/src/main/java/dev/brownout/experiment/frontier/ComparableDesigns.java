package dev.brownout.experiment.frontier;

import dev.brownout.experiment.sequential.SequentialRule;
import dev.brownout.language.binding.SettingPath;
import dev.brownout.language.overlay.Variation;
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

    /** Returns the designs of an experiment with a stopping rule; these designs without a rule. */
    public ComparableDesigns withInterimAnalyses(Optional<SequentialRule> rule) {
        return rule.map(one -> new ComparableDesigns(
                        designs, condition, obstacle, one.interimSizes().size()))
                .orElse(this);
    }
}
