package dev.brownout.experiment.capacity;

import dev.brownout.experiment.DesignVerdict;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.DoubleFunction;
import java.util.function.DoublePredicate;

/**
 * Searches for the largest number, such as a load, at which a design meets its assertions. It doubles or halves the
 * number until the verdict changes, then bisects the bracket.
 *
 * <p>The search assumes monotonicity. A design that meets its assertions at a number does so at every smaller one. A
 * design that violates one at a number does so at every larger one. The search first locates the end of the numbers
 * that are met, then the start of those that are violated. Numbers in between are undecided.
 *
 * @param tolerance width of a bracket at which the search stops, as a share of its lower end; more than 0
 * @param mostTests maximum number of numbers tried
 */
public record LargestSearch(double tolerance, int mostTests) {
    private static final MathContext ROUNDING = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final int MOST_DOUBLINGS = 10;

    /**
     * Bracket of the largest number.
     *
     * @param holds largest number tried at which the design meets its assertions; 0 if there is none
     * @param missed smallest number tried, above {@code holds}, at which the design violates one; infinite if there is
     *     none
     * @param answers verdict at every number tried
     */
    public record Bracket(double holds, double missed, Map<Double, DesignVerdict> answers) {
        /**
         * Returns the smallest number tried, above {@code holds}, at which the design violates an assertion or is
         * undecided; infinite if there is none.
         */
        public double firstDoubt() {
            return answers.entrySet().stream()
                    .filter(e -> e.getValue() != DesignVerdict.HOLDS && e.getKey() > holds)
                    .mapToDouble(Map.Entry::getKey)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
        }
    }

    /**
     * Searches for the bracket.
     *
     * @param start first number to try
     * @param minimum smallest number allowed
     * @param maximum largest number allowed
     * @param overloaded numbers at which a violation is expected; they are tried only if no other number is violated
     * @param evaluator returns the verdict at a number
     */
    public Bracket search(
            double start,
            double minimum,
            double maximum,
            DoublePredicate overloaded,
            DoubleFunction<DesignVerdict> evaluator) {
        TreeMap<Double, DesignVerdict> tried = new TreeMap<>();
        Set<Double> skipped = new TreeSet<>();
        narrow(start, minimum, maximum, tried, number -> {
            boolean skip = overloaded.test(number);
            if (skip) {
                skipped.add(number);
            }
            return skip ? DesignVerdict.MISSED : evaluator.apply(number);
        });
        boolean confirmed = !skipped.contains(firstAbove(tried, DesignVerdict.MISSED));
        tried.keySet().removeAll(skipped);
        if (!confirmed) {
            narrow(Math.max(start, largestMet(tried)), minimum, maximum, tried, evaluator);
        }
        return new Bracket(largestMet(tried), firstAbove(tried, DesignVerdict.MISSED), tried);
    }

    private void narrow(
            double start,
            double minimum,
            double maximum,
            TreeMap<Double, DesignVerdict> tried,
            DoubleFunction<DesignVerdict> evaluator) {
        findBracket(start, minimum, maximum, tried, evaluator);
        while (tried.size() < mostTests) {
            double next = midpoint(largestMet(tried), firstAbove(tried, DesignVerdict.UNDECIDED));
            if (Double.isNaN(next)) {
                break;
            }
            tried.put(next, evaluator.apply(next));
        }
        double upper = firstAbove(tried, DesignVerdict.UNDECIDED);
        while (tried.size() < mostTests
                && firstAbove(tried, DesignVerdict.MISSED) == Double.POSITIVE_INFINITY
                && upper < maximum) {
            upper = Math.min(maximum, upper * 2);
            tried.computeIfAbsent(upper, evaluator::apply);
        }
        while (tried.size() < mostTests && largestMet(tried) > 0) {
            double next = midpoint(lastNotViolated(tried), firstAbove(tried, DesignVerdict.MISSED));
            if (Double.isNaN(next)) {
                break;
            }
            tried.put(next, evaluator.apply(next));
        }
    }

    /** Doubles or halves the number until one is met and a larger one is not, within the limits. */
    private void findBracket(
            double start,
            double minimum,
            double maximum,
            TreeMap<Double, DesignVerdict> tried,
            DoubleFunction<DesignVerdict> evaluator) {
        double number = Math.max(minimum, Math.min(maximum, start));
        DesignVerdict verdict = evaluator.apply(number);
        tried.put(number, verdict);
        boolean increasing = verdict == DesignVerdict.HOLDS;
        for (int i = 0; i < MOST_DOUBLINGS && (verdict == DesignVerdict.HOLDS) == increasing; i++) {
            double next = Math.max(minimum, Math.min(maximum, increasing ? number * 2 : number / 2));
            if (next == number || tried.size() == mostTests) {
                return;
            }
            number = next;
            verdict = evaluator.apply(number);
            tried.put(number, verdict);
        }
    }

    /** Returns a round number in the middle of a bracket; {@code NaN} if the bracket is narrow enough, or open. */
    private double midpoint(double low, double high) {
        if (low == 0 || high == Double.POSITIVE_INFINITY || high - low <= tolerance * low) {
            return Double.NaN;
        }
        double middle = new BigDecimal(low + (high - low) / 2).round(ROUNDING).doubleValue();
        return middle > low && middle < high ? middle : Double.NaN;
    }

    /** Returns the last number before the first one that is not met; 0 if there is none. */
    private static double largestMet(TreeMap<Double, DesignVerdict> tried) {
        double largest = 0;
        for (Map.Entry<Double, DesignVerdict> entry : tried.entrySet()) {
            if (entry.getValue() != DesignVerdict.HOLDS) {
                break;
            }
            largest = entry.getKey();
        }
        return largest;
    }

    /** Returns the first number above those that are met with a given verdict or a worse one; infinity if none. */
    private static double firstAbove(TreeMap<Double, DesignVerdict> tried, DesignVerdict minimumVerdict) {
        return tried.tailMap(largestMet(tried), false).entrySet().stream()
                .filter(e -> e.getValue().compareTo(minimumVerdict) >= 0)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns the last number before the first violated one; 0 if there is none. */
    private static double lastNotViolated(TreeMap<Double, DesignVerdict> tried) {
        Double lower = tried.lowerKey(firstAbove(tried, DesignVerdict.MISSED));
        return lower == null ? 0 : lower;
    }
}
