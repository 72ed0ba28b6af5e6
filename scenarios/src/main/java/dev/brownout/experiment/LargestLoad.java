package dev.brownout.experiment;

import dev.brownout.experiment.LargestSearch.Bracket;
import dev.brownout.language.overlay.Variation;
import dev.brownout.language.overlay.Variation.Value;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The largest load that holds every assertion, for each value of the other settings that were varied.
 *
 * @param tried all loads that were tried, the load behind the other settings
 * @param others the other settings
 * @param brackets where the largest load lies, for each value of the others, in the order in which they were searched;
 *     loads are as in {@link #largest}
 * @param peak of the load as the scenario has it, where the search began
 * @param interrupted whether the search was stopped before its end
 */
public record LargestLoad(
        SearchResult tried, List<Variation> others, Map<List<Value>, Bracket> brackets, Value peak, boolean interrupted)
        implements CapacityResult {
    /** Takes the lists as they are now. */
    public LargestLoad {
        others = List.copyOf(others);
        brackets = Collections.unmodifiableMap(new LinkedHashMap<>(brackets));
    }

    @Override
    public boolean found() {
        return largest() > 0;
    }

    /**
     * The largest load tried at which every assertion surely holds, at the best value of the other settings: requests a
     * second at the peak of the profile, or users where it is these that the scenario has; 0 where none was found.
     */
    public double largest() {
        return brackets.values().stream().mapToDouble(Bracket::holds).max().orElse(0);
    }

    /**
     * The smallest load tried, above that, at which an assertion is surely missed, at the same value of the other
     * settings; infinite where it is at none.
     */
    public double missed() {
        return brackets.values().stream()
                .filter(bracket -> bracket.holds() == largest())
                .mapToDouble(Bracket::missed)
                .max()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /**
     * The largest load tried, below the first that is missed, at which every mean holds its assertion.
     *
     * @param other values of the other settings
     */
    public double byMeans(List<Value> other) {
        Bracket bracket = brackets.get(other);
        return bracket.answers().keySet().stream()
                .filter(number -> number < bracket.missed())
                .filter(number -> tried.sla(at(other, number)).values().stream().allMatch(AssertionEstimate::meanHolds))
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(bracket.holds());
    }

    /**
     * The smallest load tried, above the largest that holds, at which something is not sure to hold; where nothing
     * holds the smallest one tried, infinite where all of them hold.
     *
     * @param other values of the other settings
     */
    public double firstDoubt(List<Value> other) {
        Bracket bracket = brackets.get(other);
        return bracket.holds() > 0
                ? bracket.firstDoubt()
                : bracket.answers().keySet().iterator().next();
    }

    /** The design that has a load beside values of the other settings. */
    public List<Value> at(List<Value> other, double load) {
        return at(other, peak, load);
    }

    static List<Value> at(List<Value> other, Value peak, double load) {
        List<Value> design = new ArrayList<>(other);
        design.add(peak.at(load));
        return design;
    }
}
