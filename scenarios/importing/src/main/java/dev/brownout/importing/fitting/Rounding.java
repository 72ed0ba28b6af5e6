package dev.brownout.importing.fitting;

/** Rounding of parameters to the values that their text has. */
final class Rounding {
    private Rounding() {}

    /**
     * Returns the parameters rounded to the given number of significant digits. For a lognormal distribution the
     * percentiles of the text are rounded, and for a hyperexponential one the coefficient of variation.
     */
    static double[] of(DistributionFamily family, double[] p, int digits) {
        double[] rounded = new double[p.length];
        for (int i = 0; i < p.length; i++) {
            rounded[i] = of(p[i], digits);
        }
        DistributionFamily plain = family instanceof OffsetFamily offset ? offset.inner() : family;
        if (plain instanceof LognormalFamily) {
            double p99 = of(LognormalFamily.p99(p), digits);
            rounded[1] = StrictMath.log(p99 / rounded[0]) / LognormalFamily.Z99;
        } else if (plain instanceof HyperexpFamily) {
            rounded[1] = of(1 + p[1], digits) - 1;
        }
        return rounded;
    }

    private static double of(double value, int digits) {
        return LanguageNumbers.rounded(value, digits).doubleValue();
    }
}
