package dev.brownout.random;

import static dev.brownout.spec.InUnit.Unit.OF_VALUES;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.InUnit;
import dev.brownout.spec.Kind;

/**
 * Arguments of the hyperexponential distribution in the scenario language; see
 * {@link MixtureDistribution#hyperexponential}.
 */
@Kind("hyperexp")
@Doc("Hyperexponential: a mixture of two exponentials with balanced means; cv above 1.")
@Example("hyperexp(mean=20ms cv=2)")
public record HyperexponentialDistribution(
        @Doc("Mean.") @InUnit(OF_VALUES) double mean,

        @Doc("Coefficient of variation; more than 1.") @AtLeast(1) @AtMost(1_000_000)
        double cv)
        implements FunctionSyntax<Distribution> {
    @Override
    public MixtureDistribution parsedValue() {
        return MixtureDistribution.hyperexponential(mean, cv);
    }
}
