package dev.brownout.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A quantity estimated from independent runs of one length, by sectioning: the estimate is the quantity of all runs
 * joined, and its error is read off how the single runs lie around it.
 *
 * @param value of all runs joined, in nanoseconds where it is a time; {@code NaN} for what is no number
 * @param fact what it is where chance has no part in it, else {@code null}
 * @param error standard error of the value; 0 for a fact
 * @param each what each run says, freed of the bias that short runs share; empty for a fact
 */
public record Estimate(double value, Object fact, double error, List<Double> each) {
    /** Takes the list as it is now. */
    public Estimate {
        each = List.copyOf(each);
    }

    /** The estimate that some runs make together. */
    public static Estimate of(List<PartialEstimate> parts) {
        PartialEstimate joined = joined(parts);
        if (joined instanceof PartialEstimate.Fact fact) {
            double number = fact.of() instanceof Double ? fact.value() : Double.NaN;
            return new Estimate(number, fact.of(), 0, List.of());
        }
        double value = joined.value();
        double squares = 0;
        for (PartialEstimate part : parts) {
            double away = part.value() - value;
            squares += away * away;
        }
        int runs = parts.size();
        return new Estimate(value, null, Math.sqrt(squares / runs / (runs - 1)), pseudovalues(parts, value));
    }

    /** How many runs it is made of; 0 for a fact. */
    public int runs() {
        return each.size();
    }

    private static PartialEstimate joined(List<PartialEstimate> parts) {
        PartialEstimate joined = parts.get(0);
        for (PartialEstimate part : parts.subList(1, parts.size())) {
            joined = joined.joined(part);
        }
        return joined;
    }

    /**
     * What each run adds to the estimate of all: k times the joined value less k - 1 times that of all others
     * (Quenouille 1956, Tukey 1958). Their mean has no bias of first order in the length of the runs.
     */
    private static List<Double> pseudovalues(List<PartialEstimate> parts, double value) {
        int runs = parts.size();
        if (runs == 1) {
            return List.of(value);
        }
        List<PartialEstimate> before = new ArrayList<>(parts.subList(0, 1));
        List<PartialEstimate> behind = new ArrayList<>(parts.subList(runs - 1, runs));
        for (int i = 1; i < runs - 1; i++) {
            before.add(before.get(i - 1).joined(parts.get(i)));
            behind.add(behind.get(i - 1).joined(parts.get(runs - 1 - i)));
        }
        List<Double> each = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            PartialEstimate others = i == 0
                    ? behind.get(runs - 2)
                    : i == runs - 1 ? before.get(runs - 2) : before.get(i - 1).joined(behind.get(runs - 2 - i));
            each.add(runs * value - (runs - 1) * others.value());
        }
        return each;
    }

    /** Half the width of the interval that holds the true value with a probability of 1 less {@code level}. */
    public double halfWidth(double level) {
        return error == 0 ? 0 : error * new TDistribution(null, runs() - 1).inverseCumulativeProbability(1 - level / 2);
    }

    /** How probable it is that the estimate lies as far from a number or farther, if that is the true value. */
    public double probability(double number, double band) {
        double away = Math.max(0, Math.abs(value - number) - band);
        if (error == 0) {
            return away == 0 ? 1 : 0;
        }
        return 2 * new TDistribution(null, runs() - 1).cumulativeProbability(-away / error);
    }
}
