package dev.brownout.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * Common bias of all reference values of one family. A service time that is too long by 0.5 % is smaller than the
 * interval of a single reference value. It is detected if forty reference values deviate in the same direction.
 *
 * <p>The reference values of a model are measured in the same runs, so each run gives one number: the mean deviation of
 * its values from the expected values, in standard errors of each. Student's t of these numbers is the deviation of the
 * model. Models have independent random streams, and their deviations are added (Stouffer et al. 1949). Waiting times
 * are skewed to the right, so Student's t of few runs is below 0 on average. Hall's transformation removes that bias
 * (Hall 1992), which would add up over hundreds of models.
 *
 * @param family title of the family, or {@link #SUM}
 * @param models number of models that contribute
 * @param deviation common deviation above the expected values, in standard deviations of a correct simulator
 * @param holds whether the deviation is within the limit for a correct simulator
 */
public record FamilyBias(String family, int models, double deviation, boolean holds) {
    /**
     * Id prefix of the sharding models. They name their keys by the number of the run, so all of them use the same keys
     * and their results are not independent.
     */
    private static final String SHARED = "shard.";

    /** Title of the sum over all families. */
    static final String SUM = "Sum over all families";

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * Returns the bias of each family that occurs in the checks. The level is divided equally among all existing
     * families, including families without a check.
     */
    static List<FamilyBias> of(ReferenceValues rows, List<ReferenceCheck> checks, double level) {
        Map<String, Map<ReferenceModel, List<ReferenceCheck>>> families = new LinkedHashMap<>();
        for (ReferenceCheck check : checks) {
            if (check.leans() && !check.row().id().startsWith(SHARED)) {
                families.computeIfAbsent(rows.family(check.row()).orElseThrow().title(), f -> new LinkedHashMap<>())
                        .computeIfAbsent(check.model(), m -> new ArrayList<>())
                        .add(check);
            }
        }
        if (families.isEmpty()) {
            return List.of();
        }
        double farthest = farthest(level / rows.statisticalFamilies());
        List<FamilyBias> all = new ArrayList<>();
        families.forEach((family, models) -> {
            double sum = 0;
            for (List<ReferenceCheck> one : models.values()) {
                sum += deviation(one);
            }
            double deviation = sum / Math.sqrt(models.size());
            all.add(new FamilyBias(family, models.size(), deviation, Math.abs(deviation) <= farthest));
        });
        return all;
    }

    /**
     * Returns the sum over the families, each with equal weight. It detects a bias that is too small for a single
     * family but has the same sign in most of them. Empty for fewer than two families, as the check of a single family
     * is equivalent.
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
        return Optional.of(new FamilyBias(SUM, models, deviation, Math.abs(deviation) <= farthest(level)));
    }

    private static double farthest(double level) {
        return NORMAL.inverseCumulativeProbability(1 - level / 2);
    }

    /** Returns the mean deviation of the checks of one model above the expected values, as a standard normal score. */
    private static double deviation(List<ReferenceCheck> checks) {
        int runs = checks.get(0).estimate().runs();
        double[] leans = new double[runs];
        for (ReferenceCheck check : checks) {
            List<Double> each = check.estimate().each();
            for (int run = 0; run < runs; run++) {
                leans[run] += (each.get(run) - check.row().number())
                        / check.estimate().error();
            }
        }
        double mean = 0;
        for (double lean : leans) {
            mean += lean / runs;
        }
        double squares = 0;
        double cubes = 0;
        for (double lean : leans) {
            double away = lean - mean;
            squares += away * away;
            cubes += away * away * away;
        }
        double t = mean / Math.sqrt(squares / runs / (runs - 1));
        double skewness = cubes / runs / Math.pow(squares / runs, 1.5);
        double probability = new TDistribution(null, runs - 1).cumulativeProbability(symmetric(t, skewness, runs));
        double inside = Math.min(1 - 1e-15, Math.max(1e-15, probability));
        return NORMAL.inverseCumulativeProbability(inside);
    }

    /** Returns Student's t without the first-order effect of skewness; monotone in t (Hall 1992). */
    private static double symmetric(double t, double skewness, int runs) {
        double root = Math.sqrt(runs);
        return t
                + skewness * t * t / (3 * root)
                + skewness * skewness * t * t * t / (27 * runs)
                + skewness / (6 * root);
    }
}
