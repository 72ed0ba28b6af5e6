package dev.brownout.experiment.sequential;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Sequential stopping rule with a stated error. Results are examined at looks after 10, 15, 23, 35, ... replications,
 * and the replications end when each result is decided, or its interval is narrow enough.
 *
 * <p>A test at each look is wrong more often than a single test (Armitage, McPherson and Rowe, Journal of the Royal
 * Statistical Society A 132, 1969). Each look therefore has an equal part of the error probability, as in Pocock's
 * design (Biometrika 64, 1977), divided by Bonferroni's inequality. All intervals at all looks cover their means with
 * the requested confidence (repeated confidence intervals; Jennison and Turnbull, <em>Group Sequential Methods</em>,
 * 2000, chapter 9), whatever ends the replications. The number of looks grows with the logarithm of the maximum number
 * of replications, so that their price is small.
 *
 * @param share relative half width of an interval that needs no decision, above 0
 * @param confidence confidence level of all looks together, between 0 and 1
 * @param most maximum number of replications, at least {@link #MINIMUM}
 */
public record SequentialRule(double share, double confidence, int most) {
    /** Number of replications before the first look. */
    public static final int MINIMUM = 10;

    /** Validates the arguments. */
    public SequentialRule {
        if (!(share > 0) || !(confidence > 0 && confidence < 1)) {
            throw new IllegalArgumentException("a precision is positive and a confidence level between 0 and 1, not "
                    + share + " and " + confidence);
        }
        if (most < MINIMUM) {
            throw new IllegalArgumentException("the maximum is at least " + MINIMUM + " replications, not " + most);
        }
    }

    /** Returns the numbers of replications at which results are examined; each is half as large again as the last. */
    public List<Integer> interimSizes() {
        List<Integer> interimSizes = new ArrayList<>();
        int interim = MINIMUM;
        while (interim < most) {
            interimSizes.add(interim);
            interim += (interim + 1) / 2;
        }
        interimSizes.add(most);
        return List.copyOf(interimSizes);
    }

    /** Returns the confidence level of each look. */
    public double interimConfidence() {
        return 1 - (1 - confidence) / interimSizes().size();
    }

    /**
     * Returns the approximate number of replications after which a single look has an interval of the same width. It is
     * known only afterwards.
     *
     * @param replications number of replications at the last look
     */
    public int fixedReplications(int replications) {
        TDistribution distribution = new TDistribution(replications - 1.0);
        double ratio = distribution.inverseCumulativeProbability(0.5 + confidence / 2)
                / distribution.inverseCumulativeProbability(0.5 + interimConfidence() / 2);
        return Math.max(2, (int) Math.ceil(replications * ratio * ratio));
    }
}
