package dev.brownout.experiment.frontier;

import dev.brownout.experiment.Difference;
import dev.brownout.experiment.Sample;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Comparisons of every pair of designs in every objective, from paired replications with common random numbers.
 *
 * <p>A comparison is one of two one-sided hypotheses: one design is not better than the other one in an objective.
 * Student's t-test of the paired differences rejects it. Holm's procedure (Scandinavian Journal of Statistics 6, 1979)
 * limits the probability of any false rejection among all pairs and objectives to 1 - confidence. All conclusions
 * therefore are correct together at the confidence level, as are conclusions from several of them.
 *
 * <p>A difference that is constant over two or more pairs of replications has no sampling error, such as the cost of a
 * fixed number of nodes. It is not a hypothesis. Designs with a constant difference of 0 are equal in the objective.
 * Designs with unequal numbers of replications are compared by those that both have.
 */
public final class PairwiseComparisons {
    private final List<List<Sample>> losses;
    private final int[][][] signs;
    private final List<Comparison> uncertain = new ArrayList<>();

    /** Outcomes of a comparison. */
    private static final int UNKNOWN = 2;

    private record Comparison(int first, int second, int objective, int sign, double improbability) {}

    private PairwiseComparisons(List<List<Sample>> losses) {
        this.losses = losses;
        this.signs = new int[losses.size()][losses.size()][];
    }

    /**
     * Compares designs.
     *
     * @param losses values of each design, one sample per objective; smaller values are better
     * @param confidence confidence level of all conclusions together, between 0 and 1
     */
    public static PairwiseComparisons of(List<List<Sample>> losses, double confidence) {
        PairwiseComparisons comparisons = new PairwiseComparisons(losses);
        for (int first = 0; first < losses.size(); first++) {
            for (int second = first; second < losses.size(); second++) {
                comparisons.compare(first, second);
            }
        }
        comparisons.decide(confidence);
        return comparisons;
    }

    private void compare(int first, int second) {
        int objectives = losses.get(first).size();
        signs[first][second] = new int[objectives];
        signs[second][first] = new int[objectives];
        for (int objective = 0; objective < objectives && first != second; objective++) {
            Sample difference =
                    paired(losses.get(first).get(objective), losses.get(second).get(objective));
            double mean = difference.mean();
            if (difference.size() > 1 && difference.variance() == 0) {
                set(first, second, objective, (int) Math.signum(mean));
            } else {
                set(first, second, objective, UNKNOWN);
                double improbability = Double.isNaN(mean) ? 1 : difference.improbability() / 2;
                uncertain.add(new Comparison(first, second, objective, (int) Math.signum(mean), improbability));
            }
        }
    }

    /** Returns the second values minus the first, for the replications that both samples have. */
    private static Sample paired(Sample first, Sample second) {
        int common = Math.min(first.size(), second.size());
        return new Difference("", "", prefix(first, common), prefix(second, common)).paired();
    }

    private static Sample prefix(Sample sample, int size) {
        return sample.size() == size ? sample : Sample.of(sample.values().subList(0, size));
    }

    /** Sets the sign of the second value minus the first. */
    private void set(int first, int second, int objective, int sign) {
        signs[first][second][objective] = sign;
        signs[second][first][objective] = sign == UNKNOWN ? UNKNOWN : -sign;
    }

    /** Decides comparisons by Holm's procedure. There are two hypotheses for each, one per direction. */
    private void decide(double confidence) {
        uncertain.sort(Comparator.comparingDouble(Comparison::improbability));
        int left = 2 * uncertain.size();
        for (Comparison comparison : uncertain) {
            if (comparison.improbability() > (1 - confidence) / left) {
                break;
            }
            set(comparison.first(), comparison.second(), comparison.objective(), comparison.sign());
            left--;
        }
    }

    /** Returns whether a design is better than another one in an objective. */
    public boolean isBetter(int design, int other, int objective) {
        return signs[design][other][objective] == 1;
    }

    /** Returns whether two designs are equal in an objective, in every pair of replications. */
    public boolean isEqual(int design, int other, int objective) {
        return signs[design][other][objective] == 0;
    }

    /** Returns whether a design is better than another one in at least one objective. */
    public boolean isBetterInOne(int design, int other) {
        for (int objective = 0; objective < signs[design][other].length; objective++) {
            if (isBetter(design, other, objective)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether two designs are equal in every objective. */
    public boolean areEqual(int design, int other) {
        for (int objective = 0; objective < signs[design][other].length; objective++) {
            if (!isEqual(design, other, objective)) {
                return false;
            }
        }
        return true;
    }

    /** Returns whether a design is better than or equal to another one in every objective, and better in one. */
    public boolean dominates(int design, int other) {
        for (int objective = 0; objective < signs[design][other].length; objective++) {
            if (!isBetter(design, other, objective) && !isEqual(design, other, objective)) {
                return false;
            }
        }
        return isBetterInOne(design, other);
    }
}
