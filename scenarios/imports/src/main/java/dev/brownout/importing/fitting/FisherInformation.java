package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;
import dev.brownout.importing.fitting.Fit.Estimate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * Confidence intervals of fitted parameters from the observed information: the curvature of the log-likelihood at its
 * maximum. The curvature is taken in the logarithms of the parameters, so that no interval extends below 0. A parameter
 * that is an end of the range of the values, or an integer, has no interval.
 */
final class FisherInformation {
    private static final double Z95 = 1.959963984540054;
    private static final double STEP = 1e-3;

    private FisherInformation() {}

    /**
     * Returns the 95 % confidence intervals of the parameters. The interval of a parameter without one is its value
     * alone.
     */
    static List<Estimate> intervals(DistributionFamily family, double[] p, WeightedSample sample) {
        int free = Likelihood.free(family);
        double[] errors = errors(family, p, sample, free);
        List<Estimate> estimates = new ArrayList<>();
        for (int i = 0; i < p.length; i++) {
            double factor = i < free ? ElementaryFunctions.exp(Z95 * errors[i]) : 1;
            estimates.add(new Estimate(
                    family.parameters()[i], p[i], p[i] / factor, p[i] * factor, family.hasUnitOfValues(i)));
        }
        return estimates;
    }

    private static double[] errors(DistributionFamily family, double[] p, WeightedSample sample, int free) {
        double[] errors = new double[free];
        if (free == 0) {
            return errors;
        }
        RealMatrix curvature = new Array2DRowRealMatrix(free, free);
        for (int i = 0; i < free; i++) {
            for (int j = 0; j <= i; j++) {
                double mixedDerivative = (likelihoodAt(family, p, sample, i, 1, j, 1)
                                - likelihoodAt(family, p, sample, i, 1, j, -1)
                                - likelihoodAt(family, p, sample, i, -1, j, 1)
                                + likelihoodAt(family, p, sample, i, -1, j, -1))
                        / (4 * STEP * STEP);
                curvature.setEntry(i, j, -mixedDerivative);
                curvature.setEntry(j, i, -mixedDerivative);
            }
        }
        try {
            RealMatrix inverse = new LUDecomposition(curvature).getSolver().getInverse();
            for (int i = 0; i < free; i++) {
                errors[i] = Math.sqrt(Math.max(0, inverse.getEntry(i, i)));
            }
        } catch (SingularMatrixException singular) {
            Arrays.fill(errors, Double.POSITIVE_INFINITY);
        }
        return errors;
    }

    private static double likelihoodAt(
            DistributionFamily family, double[] p, WeightedSample sample, int i, int stepsI, int j, int stepsJ) {
        double[] shifted = p.clone();
        shifted[i] *= ElementaryFunctions.exp(stepsI * STEP);
        shifted[j] *= ElementaryFunctions.exp(stepsJ * STEP);
        return Likelihood.logLikelihood(family, shifted, sample);
    }
}
