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
 * Looks for the largest number, such as a load, at which a design holds: by doubling or halving until the answer
 * changes, then by halving the bracket.
 *
 * <p>It assumes that a design that holds at a number holds at every smaller one, and that one that is missed is missed
 * at every larger one. It begins with the end of what surely holds; then it looks for the beginning of what is surely
 * missed. What lies between is undecided.
 *
 * @param tolerance width of a bracket, as a share of its lower end, at which to stop; more than 0
 * @param mostTests how many numbers are tried at most
 */
public record LargestSearch(double tolerance, int mostTests) {
    private static final MathContext DIGITS = new MathContext(3, RoundingMode.HALF_EVEN);
    private static final int MOST_DOUBLINGS = 10;

    /**
     * Where the largest number lies.
     *
     * @param holds the largest number tried at which the design holds; 0 where it does at none
     * @param missed the smallest number tried, above that, at which it is surely missed; infinite where it is at none
     * @param answers every number tried and what came of it
     */
    public record Bracket(double holds, double missed, Map<Double, DesignVerdict> answers) {
        /** The smallest number tried at which it is not sure that the design holds; infinite where there is none. */
        public double firstDoubt() {
            return answers.entrySet().stream()
                    .filter(e -> e.getValue() != DesignVerdict.HOLDS && e.getKey() > holds)
                    .mapToDouble(Map.Entry::getKey)
                    .min()
                    .orElse(Double.POSITIVE_INFINITY);
        }
    }

    /**
     * Searches.
     *
     * @param start the first number to try
     * @param least the smallest number allowed
     * @param most the largest number allowed
     * @param overloaded numbers at which the design is expected to be missed; these are tried only where no other one
     *     is missed
     * @param design what comes of a number
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

    /** Tries numbers until one holds and a larger one does not, as far as the limits allow. */
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

    /** A round number in the middle of a bracket; {@code NaN} where it is narrow enough, or open. */
    private double between(double low, double high) {
        if (low == 0 || high == Double.POSITIVE_INFINITY || high - low <= tolerance * low) {
            return Double.NaN;
        }
        double middle = new BigDecimal(low + (high - low) / 2).round(DIGITS).doubleValue();
        return middle > low && middle < high ? middle : Double.NaN;
    }

    /** The end of what holds without a gap; 0 for nothing. */
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

    /** The first number beyond what holds of which the answer is at least so bad. */
    private static double above(TreeMap<Double, DesignVerdict> tried, DesignVerdict bad) {
        return tried.tailMap(holds(tried), false).entrySet().stream()
                .filter(e -> e.getValue().compareTo(bad) >= 0)
                .mapToDouble(Map.Entry::getKey)
                .findFirst()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** The last number before the first that is missed. */
    private static double lastUnmissed(TreeMap<Double, DesignVerdict> tried) {
        Double below = tried.lowerKey(above(tried, DesignVerdict.MISSED));
        return below == null ? 0 : below;
    }
}
