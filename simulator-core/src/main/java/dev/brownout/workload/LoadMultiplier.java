package dev.brownout.workload;

import java.util.List;
import java.util.TreeSet;

/** A time during which the load is {@code factor} times what the profile says; overlapping ones multiply. */
public record LoadMultiplier(long fromNanos, long untilNanos, double factor) {

    /** Throws unless {@code 0 <= from < until} and the factor is from 0 to a million. */
    public LoadMultiplier {
        LoadArguments.that(fromNanos >= 0, "a surge must begin at >= 0 ns", fromNanos);
        LoadArguments.that(untilNanos > fromNanos, "a surge must end after its beginning", untilNanos);
        LoadArguments.that(factor >= 0 && factor <= 1e6, "the factor of a surge must be from 0 to 1e6", factor);
    }

    /** The product of the factors that hold at an instant. */
    public static double factorAt(List<LoadMultiplier> surges, long atNanos) {
        double product = 1;
        for (LoadMultiplier surge : surges) {
            if (surge.fromNanos <= atNanos && atNanos < surge.untilNanos) {
                product *= surge.factor;
            }
        }
        return product;
    }

    /** How many of so many users there are at an instant, who come and go as one. */
    public static int users(int users, List<LoadMultiplier> surges, long atNanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(users * factorAt(surges, atNanos)));
    }

    /** The first instant after another at which a surge begins or ends; {@link LoadProfile#FOREVER} if none does. */
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
