package dev.brownout.verify;

import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * A quantity estimated from independent runs of one length, by sectioning: the estimate is the quantity of all runs
 * joined, and its error is read off how the single runs lie around it.
 *
 * @param value of all runs joined, in nanoseconds where it is a time; {@code NaN} for what is no number
 * @param fact what it is where chance has no part in it, else {@code null}
 * @param error standard error of the value; 0 for a fact
 * @param runs how many runs
 */
public record Estimate(double value, Object fact, double error, int runs) {
    /** The estimate that some runs make together. */
    public static Estimate of(List<Part> parts) {
        Part joined = parts.get(0);
        for (Part part : parts.subList(1, parts.size())) {
            joined = joined.joined(part);
        }
        if (joined instanceof Part.Fact fact) {
            double number = fact.of() instanceof Double ? fact.value() : Double.NaN;
            return new Estimate(number, fact.of(), 0, parts.size());
        }
        double value = joined.value();
        double squares = 0;
        for (Part part : parts) {
            double away = part.value() - value;
            squares += away * away;
        }
        int runs = parts.size();
        return new Estimate(value, null, Math.sqrt(squares / runs / (runs - 1)), runs);
    }

    /** Half the width of the interval that holds the true value with a probability of 1 less {@code level}. */
    public double halfWidth(double level) {
        return error == 0 ? 0 : error * new TDistribution(null, runs - 1).inverseCumulativeProbability(1 - level / 2);
    }

    /** How probable it is that the estimate lies as far from a number or farther, if that is the true value. */
    public double probability(double number, double band) {
        double away = Math.max(0, Math.abs(value - number) - band);
        if (error == 0) {
            return away == 0 ? 1 : 0;
        }
        return 2 * new TDistribution(null, runs - 1).cumulativeProbability(-away / error);
    }
}
