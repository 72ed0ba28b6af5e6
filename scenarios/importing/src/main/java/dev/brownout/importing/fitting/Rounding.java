package dev.brownout.importing.fitting;

/** Parameters as they are when their text is read. */
final class Rounding {
    private Rounding() {}

    /** Each parameter with so many significant digits; a lognormal law by the percentiles that stand in its text. */
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
