package dev.brownout.importing.fitting;

import java.util.List;

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

    private FittedFamilies() {}

    /** Returns the position of a family in the order of preference. */
    static int rank(String name) {
        return ALL.stream().map(DistributionFamily::name).toList().indexOf(name);
    }
}
