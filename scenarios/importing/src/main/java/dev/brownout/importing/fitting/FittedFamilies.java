package dev.brownout.importing.fitting;

import java.util.List;

/**
 * The families of laws that are fitted. Maxima of the likelihood after Johnson, Kotz and Balakrishnan, "Continuous
 * Univariate Distributions", 2nd edition, 1994 and 1995.
 */
final class FittedFamilies {
    /** In the order in which one is preferred to another that says the same. */
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

    /** Where a family stands in that order. */
    static int place(String name) {
        return ALL.stream().map(DistributionFamily::name).toList().indexOf(name);
    }
}
