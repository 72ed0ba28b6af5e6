package dev.brownout.random;

import static dev.brownout.vocabulary.InUnit.Unit.OF_VALUES;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.FunctionSyntax;
import dev.brownout.vocabulary.InUnit;
import dev.brownout.vocabulary.Kind;

/** The hyperexponential law as a scenario writes it; see {@link MixtureDistribution#hyperexponential}. */
@Kind("hyperexp")
@Doc("Hyperexponential: a mixture of two exponentials with balanced means; cv above 1.")
@Example("hyperexp(mean=20ms cv=2)")
public record HyperexponentialDistribution(
        @Doc("Its mean.") @InUnit(OF_VALUES) double mean,

        @Doc("Standard deviation over mean; more than 1.") @AtLeast(1) @AtMost(1_000_000)
        double cv)
        implements FunctionSyntax<Distribution> {
    @Override
    public MixtureDistribution meant() {
        return MixtureDistribution.hyperexponential(mean, cv);
    }
}
