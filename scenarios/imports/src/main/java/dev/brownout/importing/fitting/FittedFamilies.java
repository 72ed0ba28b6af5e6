package dev.brownout.importing.fitting;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/**
 * Families of distributions that are fitted. Maximum likelihood estimators after Johnson, Kotz and Balakrishnan,
 * "Continuous Univariate Distributions", 2nd edition, 1994 and 1995.
 */
final class FittedFamilies {
    /** Families in order of preference, for fits that are interchangeable. */
    static final List<DistributionFamily> ALL = List.of(
            new ExpFamily(),
            new ErlangFamily(),
            new UniformFamily(),
            new LognormalFamily(),
            new GammaFamily(),
            new WeibullFamily(),
            new ParetoFamily(),
            new NormalFamily(),
            new HyperexpFamily(),
            new OffsetFamily(new ExpFamily()),
            new OffsetFamily(new LognormalFamily()),
            new OffsetFamily(new GammaFamily()));

    /** Parameters with limits in the scenario language, which are the same for all families. */
    private static final Set<String> SHAPES = Set.of("shape", "alpha");

    private static final double MIN_SHAPE = 0.01;
    private static final double MAX_SHAPE = 1e6;

    private FittedFamilies() {}

    /** Returns whether the scenario language allows parameters. All numbers of the text must be finite. */
    static boolean isExpressible(DistributionFamily family, double... parameters) {
        DistributionFamily base = family instanceof OffsetFamily offset ? offset.inner() : family;
        boolean finite = Arrays.stream(parameters).allMatch(Double::isFinite)
                && (!(base instanceof LognormalFamily) || Double.isFinite(LognormalFamily.p99(parameters)));
        if (!finite) {
            return false;
        }
        for (int i = 0; i < parameters.length; i++) {
            if (SHAPES.contains(family.parameters()[i])
                    && !(parameters[i] >= MIN_SHAPE && parameters[i] <= MAX_SHAPE)) {
                return false;
            }
        }
        return true;
    }

    /** Returns the position of a family in the order of preference. */
    static int rank(String name) {
        return ALL.stream().map(DistributionFamily::name).toList().indexOf(name);
    }
}
