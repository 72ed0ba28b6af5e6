package dev.brownout.experiment;

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
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
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
     * @param least smallest number allowed
     * @param most largest number allowed
     * @param overloaded numbers at which a violation is expected; they are tried only if no other number is violated
     * @param design returns the verdict at a number
     */
    public Bracket search(
            double start, double least, double most, DoublePredicate overloaded, DoubleFunction<DesignVerdict> design) {
        TreeMap<Double, DesignVerdict> tried = new TreeMap<>();
        Set<Double> skipped = new TreeSet<>();
        narrow(start, least, most, tried, number -> {
            boolean skip = overloaded.test(number);
            if (skip) {
                skipped.add(number);
            }
            return skip ? DesignVerdict.MISSED : design.apply(number);
        });
        boolean backed = !skipped.contains(above(tried, DesignVerdict.MISSED));
        tried.keySet().removeAll(skipped);
        if (!backed) {
            narrow(Math.max(start, holds(tried)), least, most, tried, design);
        }
        return new Bracket(holds(tried), above(tried, DesignVerdict.MISSED), tried);
    }

    private void narrow(
            double start,
            double least,
            double most,
            TreeMap<Double, DesignVerdict> tried,
            DoubleFunction<DesignVerdict> design) {
        bound(start, least, most, tried, design);
        while (tried.size() < mostTests) {
            double next = between(holds(tried), above(tried, DesignVerdict.UNDECIDED));
            if (Double.isNaN(next)) {
                break;
            }
            tried.put(next, design.apply(next));
        }
        double up = above(tried, DesignVerdict.UNDECIDED);
        while (tried.size() < mostTests
                && above(tried, DesignVerdict.MISSED) == Double.POSITIVE_INFINITY
                && up < most) {
            up = Math.min(most, up * 2);
            tried.computeIfAbsent(up, design::apply);
        }
        while (tried.size() < mostTests && holds(tried) > 0) {
            double next = between(lastUnmissed(tried), above(tried, DesignVerdict.MISSED));
            if (Double.isNaN(next)) {
                break;
            }
            tried.put(next, design.apply(next));
        }
    }

    /** Tries numbers until one is met and a larger one is not, within the limits. */
    private void bound(
            double start,
            double least,
            double most,
            TreeMap<Double, DesignVerdict> tried,
            DoubleFunction<DesignVerdict> design) {
        double at = Math.max(least, Math.min(most, start));
        DesignVerdict answer = design.apply(at);
        tried.put(at, answer);
        boolean up = answer == DesignVerdict.HOLDS;
        for (int i = 0; i < MOST_DOUBLINGS && (answer == DesignVerdict.HOLDS) == up; i++) {
            double next = Math.max(least, Math.min(most, up ? at * 2 : at / 2));
            if (next == at || tried.size() == mostTests) {
                return;
            }
            at = next;
            answer = design.apply(at);
            tried.put(at, answer);
        }
    }

    /** Returns a round number in the middle of a bracket; {@code NaN} if the bracket is narrow enough, or open. */
    private double between(double low, double high) {
        if (low == 0 || high == Double.POSITIVE_INFINITY || high - low <= tolerance * low) {
            return Double.NaN;
        }
        double middle = new BigDecimal(low + (high - low) / 2).round(DIGITS).doubleValue();
        return middle > low && middle < high ? middle : Double.NaN;
    }

    /** Returns the last number before the first one that is not met; 0 if there is none. */
    private static double holds(TreeMap<Double, DesignVerdict> tried) {
        double holds = 0;
        for (Map.Entry<Double, DesignVerdict> one : tried.entrySet()) {
            if (one.getValue() != DesignVerdict.HOLDS) {
                break;
            }
            holds = one.getKey();
        }
        return holds;
    }

    /** Returns the first number above those that are met with at least the given badness of the verdict. */
    private static double above(TreeMap<Double, DesignVerdict> tried, DesignVerdict bad) {
        return tried.tailMap(holds(tried), false).entrySet().stream()
                .filter(e -> e.getValue().compareTo(bad) >= 0)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** Returns the last number before the first violated one. */
    private static double lastUnmissed(TreeMap<Double, DesignVerdict> tried) {
        Double below = tried.lowerKey(above(tried, DesignVerdict.MISSED));
        return below == null ? 0 : below;
    }
}
