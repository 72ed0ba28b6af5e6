package dev.brownout.verify;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Common bias of all reference values of one family. A service time that is too long by 0.5 % can remain within the
 * confidence interval of each single reference value. Forty reference values that deviate in the same direction reveal
 * it.
 *
 * <p>The reference values of a model are measured in the same runs. Each run therefore contributes one number: the sum
 * of the deviations from the expected values, each divided by its standard error. Student's t of these numbers,
 * converted to a standard normal score, is the deviation of the model. Models have independent random streams. The
 * deviation of a family is the sum over its models divided by the square root of their number (Stouffer et al. 1949).
 *
 * <p>Waiting times are skewed to the right, so Student's t of few runs is below 0 on average. This bias would add up
 * over hundreds of models. Hall's transformation removes it (Hall 1992).
 *
 * @param family title of the family, or {@link #SUM}
 * @param models number of models that contribute
 * @param deviation common deviation above the expected values, in standard deviations of a correct simulator
 * @param withinLimit whether the deviation is within the limit for a correct simulator
 */
public record FamilyBias(String family, int models, double deviation, boolean withinLimit) {
    /**
     * Id prefix of the sharding models, which are excluded. Their key names depend on the number of the run only. All
     * of these models use the same keys, so their results are not independent.
     */
    private static final String SHARDING_PREFIX = "shard.";

    /** Title of the sum over all families. */
    static final String SUM = "Sum over all families";

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * Returns the bias of each family that occurs in the checks.
     *
     * @param level significance level of all families together; it is divided equally among all existing families,
     *     including families without a check
     */
    static List<FamilyBias> of(ReferenceValues values, List<ReferenceCheck> checks, double level) {
        Map<String, Map<ReferenceModel, List<ReferenceCheck>>> families = new LinkedHashMap<>();
        for (ReferenceCheck check : checks) {
            if (check.leans() && !check.row().id().startsWith(SHARDING_PREFIX)) {
                families.computeIfAbsent(
                                values.family(check.row()).orElseThrow().title(), f -> new LinkedHashMap<>())
                        .computeIfAbsent(check.model(), m -> new ArrayList<>())
                        .add(check);
            }
        }
        if (families.isEmpty()) {
            return List.of();
        }
        double limit = criticalValue(level / values.statisticalFamilies());
        List<FamilyBias> biases = new ArrayList<>();
        families.forEach((family, models) -> {
            double sum = 0;
            for (List<ReferenceCheck> modelChecks : models.values()) {
                sum += deviation(modelChecks);
            }
            double deviation = sum / Math.sqrt(models.size());
            biases.add(new FamilyBias(family, models.size(), deviation, Math.abs(deviation) <= limit));
        });
        return biases;
    }

    /**
     * Returns the sum over the families, each with equal weight. It detects a bias that is too small for a single
     * family but has the same sign in most of them. The result is empty for fewer than two families, as the sum is then
     * the bias of the single family.
     *
     * @param level significance level of the sum
     */
    static Optional<FamilyBias> sum(List<FamilyBias> families, double level) {
        if (families.size() < 2) {
            return Optional.empty();
        }
        double sum = 0;
        int models = 0;
        for (FamilyBias family : families) {
            sum += family.deviation();
            models += family.models();
        }
        double deviation = sum / Math.sqrt(families.size());
        return Optional.of(new FamilyBias(SUM, models, deviation, Math.abs(deviation) <= criticalValue(level)));
    }

    /** Returns the two-sided critical value of the standard normal distribution. */
    private static double criticalValue(double level) {
        return NORMAL.inverseCumulativeProbability(1 - level / 2);
    }

    /** Returns the mean deviation of the checks of one model above the expected values, as a standard normal score. */
    private static double deviation(List<ReferenceCheck> checks) {
        int runs = checks.get(0).estimate().runs();
        double[] runDeviations = new double[runs];
        for (ReferenceCheck check : checks) {
            List<Double> pseudovalues = check.estimate().each();
            for (int run = 0; run < runs; run++) {
                runDeviations[run] += (pseudovalues.get(run) - check.row().number())
                        / check.estimate().error();
            }
        }
        double mean = 0;
        for (double runDeviation : runDeviations) {
            mean += runDeviation / runs;
        }
        double squares = 0;
        double cubes = 0;
        for (double runDeviation : runDeviations) {
            double difference = runDeviation - mean;
            squares += difference * difference;
            cubes += difference * difference * difference;
        }
        double t = mean / Math.sqrt(squares / runs / (runs - 1));
        double skewness = cubes / runs / ElementaryFunctions.pow(squares / runs, 1.5);
        double probability =
                new TDistribution(null, runs - 1).cumulativeProbability(withoutSkewness(t, skewness, runs));
        double bounded = Math.min(1 - 1e-15, Math.max(1e-15, probability));
        return NORMAL.inverseCumulativeProbability(bounded);
    }

    /**
     * Returns Student's t without the first-order effect of skewness. The transformation is monotone in t (Hall 1992).
     */
    private static double withoutSkewness(double t, double skewness, int runs) {
        double rootRuns = Math.sqrt(runs);
        return t
                + skewness * t * t / (3 * rootRuns)
                + skewness * skewness * t * t * t / (27 * runs)
                + skewness / (6 * rootRuns);
    }
}
