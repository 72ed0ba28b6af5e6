package dev.brownout.workload;

import java.util.List;
import java.util.TreeSet;

/**
 * Interval in which the load of the profile is multiplied by {@code factor}. Factors of overlapping intervals are
 * multiplied.
 */
public record LoadMultiplier(long fromNanos, long untilNanos, double factor) {

    /** Throws unless {@code 0 <= from < until} and the factor is from 0 to a million. */
    public LoadMultiplier {
        LoadArguments.require(fromNanos >= 0, "a surge must begin at >= 0 ns", fromNanos);
        LoadArguments.require(untilNanos > fromNanos, "a surge must end after its beginning", untilNanos);
        LoadArguments.require(factor >= 0 && factor <= 1e6, "the factor of a surge must be from 0 to 1e6", factor);
    }

    /** Returns the product of the active factors at an instant. */
    public static double factorAt(List<LoadMultiplier> surges, long atNanos) {
        double product = 1;
        for (LoadMultiplier surge : surges) {
            if (surge.fromNanos <= atNanos && atNanos < surge.untilNanos) {
                product *= surge.factor;
            }
        }
        return product;
    }

    /** Returns the number of active users at an instant, multiplied by the active factors and rounded. */
    public static int users(int users, List<LoadMultiplier> surges, long atNanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(users * factorAt(surges, atNanos)));
    }

    /**
     * Returns the first instant after the given one at which a surge begins or ends; {@link LoadProfile#FOREVER} if
     * there is none.
     */
    public static long nextChange(List<LoadMultiplier> surges, long atNanos) {
        TreeSet<Long> changes = new TreeSet<>();
        changes.add(LoadProfile.FOREVER);
        for (LoadMultiplier surge : surges) {
            changes.add(surge.fromNanos);
            changes.add(surge.untilNanos);
        }
        return changes.higher(Math.min(atNanos, LoadProfile.FOREVER - 1));
    }
}
