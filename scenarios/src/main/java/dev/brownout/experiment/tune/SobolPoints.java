package dev.brownout.experiment.tune;

import dev.brownout.random.KeyedRandom;
import org.apache.commons.math3.random.SobolSequenceGenerator;

/**
 * Points of the unit cube with low discrepancy: a Sobol' sequence with a random shift modulo 1. The direction numbers
 * are those of Joe and Kuo (SIAM Journal on Scientific Computing 30, 2008), the shift is that of Cranley and Patterson
 * (SIAM Journal on Numerical Analysis 13, 1976).
 */
final class SobolPoints {
    private SobolPoints() {}

    /** Returns the first points of the sequence. The seed determines the shift. */
    static double[][] points(int count, int dimension, long seed) {
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(seed, 0, "tune.sobol"));
        double[] shift = new double[dimension];
        for (int i = 0; i < dimension; i++) {
            shift[i] = random.uniform();
        }
        SobolSequenceGenerator sequence = new SobolSequenceGenerator(dimension);
        double[][] points = new double[count][];
        for (int k = 0; k < count; k++) {
            double[] point = sequence.nextVector();
            for (int i = 0; i < dimension; i++) {
                double sum = point[i] + shift[i];
                point[i] = sum < 1 ? sum : sum - 1;
            }
            points[k] = point;
        }
        return points;
    }
}
