package dev.brownout.importing.fitting;

import dev.brownout.elementary.ElementaryFunctions;

/** Rounding of distribution parameters to the precision of their text in the scenario language. */
final class Rounding {
    private Rounding() {}

    /**
     * Returns the parameters rounded to the given number of significant digits. The rounding applies to the numbers of
     * the text: both percentiles of a lognormal distribution, and the coefficient of variation of a hyperexponential
     * one.
     */
    static double[] round(DistributionFamily family, double[] parameters, int digits) {
        double[] rounded = new double[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            rounded[i] = round(parameters[i], digits);
        }
        DistributionFamily base = family instanceof OffsetFamily offset ? offset.inner() : family;
        if (base instanceof LognormalFamily) {
            double p99 = round(LognormalFamily.p99(parameters), digits);
            rounded[1] = ElementaryFunctions.log(p99 / rounded[0]) / LognormalFamily.Z99;
        } else if (base instanceof HyperexpFamily) {
            rounded[1] = round(1 + parameters[1], digits) - 1;
        }
        return rounded;
    }

    private static double round(double value, int digits) {
        return LanguageNumbers.round(value, digits).doubleValue();
    }
}
