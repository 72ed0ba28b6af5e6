package dev.brownout.verify;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Estimate of a quantity from independent runs of equal length, by sectioning. The value is that of all runs joined.
 * Its error is the spread of the single runs around it.
 *
 * @param value value of all runs joined, in nanoseconds if it is a time; {@code NaN} if it is not a number
 * @param fact deterministic value, or {@code null} if the value is random
 * @param error standard error of the value; 0 for a fact
 * @param each pseudovalue of each run, without the bias of short runs; empty for a fact
 */
public record Estimate(double value, Object fact, double error, List<Double> each) {
    /** Copies the list. */
    public Estimate {
        each = List.copyOf(each);
    }

    /** Creates the estimate from the measurements of all runs. */
    public static Estimate of(List<PartialEstimate> parts) {
        PartialEstimate joined = merge(parts);
        if (joined instanceof PartialEstimate.Fact fact) {
            double number = fact.content() instanceof Double ? fact.value() : Double.NaN;
            return new Estimate(number, fact.content(), 0, List.of());
        }
        double value = joined.value();
        double squares = 0;
        for (PartialEstimate part : parts) {
            double difference = part.value() - value;
            squares += difference * difference;
        }
        int runs = parts.size();
        return new Estimate(value, null, Math.sqrt(squares / runs / (runs - 1)), pseudovalues(parts, value));
    }

    /** Returns the number of runs; 0 for a fact. */
    public int runs() {
        return each.size();
    }

    private static PartialEstimate merge(List<PartialEstimate> parts) {
        PartialEstimate joined = parts.get(0);
        for (PartialEstimate part : parts.subList(1, parts.size())) {
            joined = joined.merge(part);
        }
        return joined;
    }

    /**
     * Returns the jackknife pseudovalue of each run: k times the joined value less k - 1 times the value of the k - 1
     * remaining runs (Quenouille 1956, Tukey 1958). Their mean has no bias of first order in the length of the runs.
     */
    private static List<Double> pseudovalues(List<PartialEstimate> parts, double value) {
        int runs = parts.size();
        if (runs == 1) {
            return List.of(value);
        }
        List<PartialEstimate> prefixes = new ArrayList<>(parts.subList(0, 1));
        List<PartialEstimate> suffixes = new ArrayList<>(parts.subList(runs - 1, runs));
        for (int i = 1; i < runs - 1; i++) {
            prefixes.add(prefixes.get(i - 1).merge(parts.get(i)));
            suffixes.add(suffixes.get(i - 1).merge(parts.get(runs - 1 - i)));
        }
        List<Double> pseudovalues = new ArrayList<>();
        for (int i = 0; i < runs; i++) {
            PartialEstimate remaining = i == 0
                    ? suffixes.get(runs - 2)
                    : i == runs - 1
                            ? prefixes.get(runs - 2)
                            : prefixes.get(i - 1).merge(suffixes.get(runs - 2 - i));
            pseudovalues.add(runs * value - (runs - 1) * remaining.value());
        }
        return pseudovalues;
    }

    /** Returns half the width of the confidence interval at confidence level 1 - {@code level}. */
    public double halfWidth(double level) {
        return error == 0 ? 0 : error * new TDistribution(null, runs() - 1).inverseCumulativeProbability(1 - level / 2);
    }

    /**
     * Returns the two-sided p-value: the probability of an estimate at least this far from {@code number} if that is
     * the true value. The true value may be off by {@code band}.
     */
    public double probability(double number, double band) {
        double distance = Math.max(0, Math.abs(value - number) - band);
        if (error == 0) {
            return distance == 0 ? 1 : 0;
        }
        return 2 * new TDistribution(null, runs() - 1).cumulativeProbability(-distance / error);
    }
}
