package dev.brownout.experiment.capacity;

import dev.brownout.experiment.AssertionEstimate;
import dev.brownout.experiment.capacity.LargestSearch.Bracket;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest load that meets every assertion, for each combination of values of the other varied settings.
 *
 * @param searchResult all designs that were tried; the load is the last setting
 * @param others the other settings
 * @param brackets bracket of the largest load for each combination of the other settings, in the order of the search;
 *     loads have the unit of {@link #largest}
 * @param peak peak load of the scenario, where the search started
 * @param interrupted whether the search was stopped before its end
 */
public record LargestLoad(
        SearchResult searchResult,
        List<Variation> others,
        Map<List<Value>, Bracket> brackets,
        Value peak,
        boolean interrupted)
        implements CapacityResult {
    /** Copies the collections. */
    public LargestLoad {
        others = List.copyOf(others);
        brackets = Collections.unmodifiableMap(new LinkedHashMap<>(brackets));
    }

    @Override
    public boolean found() {
        return largest() > 0;
    }

    /**
     * Returns the largest load tried at which every assertion is met, for the best combination of the other settings.
     * The unit is requests per second at the peak of the load profile, or users for a closed load. Returns 0 if no load
     * was found.
     */
    public double largest() {
        return brackets.values().stream().mapToDouble(Bracket::holds).max().orElse(0);
    }

    /**
     * Returns the smallest load tried, above {@link #largest}, at which an assertion is violated, for the same
     * combination of the other settings. Returns infinity if there is none.
     */
    public double missed() {
        return brackets.values().stream()
                .filter(bracket -> bracket.holds() == largest())
                .mapToDouble(Bracket::missed)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * Returns the largest load tried, below the smallest violated one, at which the mean meets every assertion.
     *
     * @param combination values of the other settings
     */
    public double byMeans(List<Value> combination) {
        Bracket bracket = brackets.get(combination);
        return bracket.answers().keySet().stream()
                .filter(load -> load < bracket.missed())
                .filter(load -> searchResult.sla(at(combination, load)).values().stream()
                        .allMatch(AssertionEstimate::meanHolds))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(bracket.holds());
    }

    /**
     * Returns the smallest load tried, above the largest that meets every assertion, at which an assertion is violated
     * or undecided. Returns infinity if every load meets them, and the smallest load tried if none does.
     *
     * @param combination values of the other settings
     */
    public double firstDoubt(List<Value> combination) {
        Bracket bracket = brackets.get(combination);
        return bracket.holds() > 0
                ? bracket.firstDoubt()
                : bracket.answers().keySet().iterator().next();
    }

    /** Returns the design that combines a load with values of the other settings. */
    public List<Value> at(List<Value> combination, double load) {
        return at(combination, peak, load);
    }

    static List<Value> at(List<Value> combination, Value peak, double load) {
        List<Value> design = new ArrayList<>(combination);
        design.add(peak.withNumber(load));
        return design;
    }
}
