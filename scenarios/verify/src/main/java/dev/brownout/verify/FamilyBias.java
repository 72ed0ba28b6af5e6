package dev.brownout.verify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.distribution.TDistribution;

/**
 * What all rows of a family say together about one bias that is in each of them: a service that takes half a percent
 * too long is lost in the interval of a single row, and stands out where forty lean to the same side.
 *
 * <p>Rows of a model are seen in the same runs, so that each run gives one number: how far its rows lie above their
 * truths on average, each in its own standard errors. Student's t of these numbers is a model's deviation; models have
 * draws of their own, and their deviations are added (Stouffer et al. 1949). Times of queues are skewed to the right,
 * so that Student's t of few runs lies below 0 on average; Hall's transformation takes that bias out (Hall 1992). It
 * would add up over hundreds of models.
 *
 * @param family the title of the family, or {@link #SUM}
 * @param models how many models have a say
 * @param deviation how far they lie above the truth together, in standard deviations of a right simulator
 * @param holds whether a right simulator deviates so far often enough
 */
public record FamilyBias(String family, int models, double deviation, boolean holds) {
    /** Models of shards name their keys by the number of the run, so that all of them see the same keys. */
    private static final String SHARED = "shard.";

    /** Title of the sum over all families. */
    static final String SUM = "Sum over all families";

    private static final NormalDistribution NORMAL = new NormalDistribution(null, 0, 1);

    /**
     * The families of some checks. The level is that of all families that there are, and each has an equal share of it,
     * whether the others are checked as well or not.
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
     * The sum over some families, each of which counts alike: a bias too small for each of them stands out where most
     * lean to the same side. Empty for a single family, whose own judgement says as much.
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

    /** How far the rows of one model lie above their truths, as a standard normal number. */
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

    /** Student's t of skewed numbers, freed of the first-order effect of their skewness: monotone in t (Hall 1992). */
    private static double symmetric(double t, double skewness, int runs) {
        double root = Math.sqrt(runs);
        return t
                + skewness * t * t / (3 * root)
                + skewness * skewness * t * t * t / (27 * runs)
                + skewness / (6 * root);
    }
}
