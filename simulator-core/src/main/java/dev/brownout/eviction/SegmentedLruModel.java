package dev.brownout.eviction;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;
import java.util.Optional;

/**
 * Analytical model of {@link Eviction#S4LRU}: for independent requests, each segment has a characteristic time (LRU(m),
 * Gast and Van Houdt, "Asymptotically Exact TTL-Approximations of the Cache Replacement Algorithms LRU(m) and h-LRU",
 * ITC 28, 2016).
 *
 * <p>An entry that enters segment i moves up if it is requested within T<sub>i</sub>, and moves down after
 * T<sub>i</sub> otherwise; from the lowest segment it leaves the store, and in the highest one it stays when it is
 * requested. The probability of segment i is proportional to the product of e<sup>pT</sup> - 1 over the segments up to
 * i, and that of absence to 1. The times make the expected number of entries of each segment equal its capacity.
 *
 * <p>A delete of the key ends the stay of an entry in any segment. A fixed lifetime τ shortens the M hits of a stay to
 * M(1 - e<sup>-pτ/M</sup>), as in {@link MissRatioModel}, in all segments alike.
 */
final class SegmentedLruModel {
    private static final int SEGMENTS = SegmentedLruEviction.SEGMENTS;
    private static final int ROUNDS = 100;
    private static final double EXACTNESS = 1e-9;
    /** Relative change of a time for the slope of the numbers of entries. */
    private static final double SLOPE_STEP = 1e-6;
    /** Smallest probability of leaving a segment, so that very popular keys have finite weights. */
    private static final double MINIMUM = 1e-15;

    private final double expiryReads;
    private final double deletesPerRead;
    private final double[] times = new double[SEGMENTS];

    private SegmentedLruModel(double expiryReads, double deletesPerRead) {
        this.expiryReads = expiryReads;
        this.deletesPerRead = deletesPerRead;
    }

    /**
     * Computes the characteristic times of the segments. Empty if no times fill all segments, as with many deletes or
     * early expiry.
     *
     * @param keys groups of keys with their popularity and size
     * @param entries capacity in entries of the mean size, less than the keys need
     * @param expiryReads fixed lifetime of an entry in reads of the store; infinite for no expiry
     * @param deletesPerRead deletes of a key per read of it
     */
    static Optional<SegmentedLruModel> of(
            CheApproximation keys, double entries, double expiryReads, double deletesPerRead) {
        SegmentedLruModel model = new SegmentedLruModel(expiryReads, deletesPerRead);
        return model.solve(keys, entries) ? Optional.of(model) : Optional.empty();
    }

    /** Solves for the logarithms of the times by Newton's method, with steps that reduce the sum of the deviations. */
    private boolean solve(CheApproximation keys, double entries) {
        double[] logarithms = new double[SEGMENTS];
        Arrays.fill(logarithms, ElementaryFunctions.log(entries));
        double[] excess = excess(keys, entries, logarithms);
        for (int round = 0; round < ROUNDS; round++) {
            if (deviation(excess) <= EXACTNESS * entries) {
                return true;
            }
            double[] step = step(keys, entries, logarithms, excess);
            double largest = 0;
            for (double each : step) {
                largest = Math.max(largest, Math.abs(each));
            }
            if (!(largest > 0) || Double.isInfinite(largest)) {
                return false;
            }
            double share = Math.min(1, 1 / largest);
            double[] next = step(logarithms, step, share);
            double[] nextExcess = excess(keys, entries, next);
            while (!(deviation(nextExcess) < deviation(excess))) {
                share /= 2;
                if (share < SLOPE_STEP) {
                    return false;
                }
                next = step(logarithms, step, share);
                nextExcess = excess(keys, entries, next);
            }
            logarithms = next;
            excess = nextExcess;
        }
        return false;
    }

    private static double[] step(double[] from, double[] step, double share) {
        double[] to = new double[SEGMENTS];
        for (int i = 0; i < SEGMENTS; i++) {
            to[i] = from[i] + share * step[i];
        }
        return to;
    }

    private static double deviation(double[] excess) {
        double sum = 0;
        for (double each : excess) {
            sum += Math.abs(each);
        }
        return sum;
    }

    /** Returns the expected entries of each segment beyond its capacity, and sets the times. */
    private double[] excess(CheApproximation keys, double entries, double[] logarithms) {
        for (int i = 0; i < SEGMENTS; i++) {
            times[i] = ElementaryFunctions.exp(logarithms[i]);
        }
        double[] excess = new double[SEGMENTS];
        Arrays.fill(excess, -entries / SEGMENTS);
        double[] present = new double[SEGMENTS];
        for (int group = 0; group < keys.groups(); group++) {
            segments(keys.probability(group), present);
            for (int i = 0; i < SEGMENTS; i++) {
                excess[i] += keys.groupSize(group) * present[i];
            }
        }
        return excess;
    }

    /** Returns Newton's step: the solution of the linear equations of the slopes, by elimination with pivots. */
    private double[] step(CheApproximation keys, double entries, double[] logarithms, double[] excess) {
        double[][] rows = new double[SEGMENTS][SEGMENTS + 1];
        for (int j = 0; j < SEGMENTS; j++) {
            double[] changed = logarithms.clone();
            changed[j] += SLOPE_STEP;
            double[] beyond = excess(keys, entries, changed);
            for (int i = 0; i < SEGMENTS; i++) {
                rows[i][j] = (beyond[i] - excess[i]) / SLOPE_STEP;
                rows[i][SEGMENTS] = -excess[i];
            }
        }
        for (int i = 0; i < SEGMENTS; i++) {
            int pivot = i;
            for (int k = i + 1; k < SEGMENTS; k++) {
                pivot = Math.abs(rows[k][i]) > Math.abs(rows[pivot][i]) ? k : pivot;
            }
            double[] row = rows[pivot];
            rows[pivot] = rows[i];
            rows[i] = row;
            for (int k = 0; k < SEGMENTS; k++) {
                double factor = k == i ? 0 : rows[k][i] / row[i];
                for (int j = i; j <= SEGMENTS && k != i; j++) {
                    rows[k][j] -= factor * row[j];
                }
            }
        }
        double[] step = new double[SEGMENTS];
        for (int i = 0; i < SEGMENTS; i++) {
            step[i] = rows[i][SEGMENTS] / rows[i][i];
        }
        return step;
    }

    /** Returns the probability that a read of a key of popularity {@code p} finds it. */
    double found(double p) {
        double[] present = new double[SEGMENTS];
        segments(p, present);
        double found = 0;
        for (double each : present) {
            found += each;
        }
        return found;
    }

    /** Computes the probability that a read of a key of popularity {@code p} finds it in each segment. */
    private void segments(double p, double[] present) {
        if (p <= 0) {
            Arrays.fill(present, 0);
            return;
        }
        double often = 1 + deletesPerRead;
        double[] up = new double[SEGMENTS];
        double[] down = new double[SEGMENTS];
        for (int i = 0; i < SEGMENTS; i++) {
            down[i] = ElementaryFunctions.exp(-often * p * times[i]);
            up[i] = -ElementaryFunctions.expm1(-often * p * times[i]) / often;
        }
        // Visits of a segment for each visit of the one below, from the highest segment down.
        double[] visits = new double[SEGMENTS];
        double returns = 1 - Math.max(MINIMUM, (deletesPerRead + down[SEGMENTS - 1]) / often);
        for (int i = SEGMENTS - 1; i >= 0; i--) {
            visits[i] = (i == 0 ? 1 : up[i - 1]) / Math.max(MINIMUM, 1 - returns);
            returns = down[i] * visits[i];
        }
        double hits = 0;
        double visit = 1;
        for (int i = 0; i < SEGMENTS; i++) {
            visit *= visits[i];
            present[i] = up[i] * visit;
            hits += present[i];
        }
        double shortened =
                Double.isInfinite(expiryReads) || hits == 0 ? 1 : -ElementaryFunctions.expm1(-p * expiryReads / hits);
        for (int i = 0; i < SEGMENTS; i++) {
            present[i] *= shortened / (1 + shortened * hits);
        }
    }
}
