package dev.brownout.load;

import java.util.List;
import java.util.TreeSet;

/** A time during which the load is {@code factor} times what the profile says; overlapping ones multiply. */
public record Surge(long fromNanos, long untilNanos, double factor) {

    /** Throws unless {@code 0 <= from < until} and the factor is from 0 to a million. */
    public Surge {
        Require.that(fromNanos >= 0, "a surge must begin at >= 0 ns", fromNanos);
        Require.that(untilNanos > fromNanos, "a surge must end after its beginning", untilNanos);
        Require.that(factor >= 0 && factor <= 1e6, "the factor of a surge must be from 0 to 1e6", factor);
    }

    /** The product of the factors that hold at an instant. */
    public static double factorAt(List<Surge> surges, long atNanos) {
        double product = 1;
        for (Surge surge : surges) {
            if (surge.fromNanos <= atNanos && atNanos < surge.untilNanos) {
                product *= surge.factor;
            }
        }
        return product;
    }

    /** How many of so many users there are at an instant, who come and go as one. */
    public static int users(int users, List<Surge> surges, long atNanos) {
        return (int) Math.min(Integer.MAX_VALUE, Math.round(users * factorAt(surges, atNanos)));
    }

    /** The first instant after another at which a surge begins or ends; {@link Profile#FOREVER} if none does. */
    public static long nextChange(List<Surge> surges, long atNanos) {
        TreeSet<Long> changes = new TreeSet<>();
        changes.add(Profile.FOREVER);
        for (Surge surge : surges) {
            changes.add(surge.fromNanos);
            changes.add(surge.untilNanos);
        }
        return changes.higher(Math.min(atNanos, Profile.FOREVER - 1));
    }
}
