package dev.brownout.random;

import static dev.brownout.vocabulary.In.Unit.OF_VALUES;

import dev.brownout.vocabulary.AtLeast;
import dev.brownout.vocabulary.AtMost;
import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.In;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Written;

/** The hyperexponential law as a scenario writes it; see {@link Mixture#hyperexponential}. */
@Kind("hyperexp")
@Doc("Hyperexponential: a mixture of two exponentials with balanced means; cv above 1.")
@Example("hyperexp(mean=20ms cv=2)")
public record Hyperexponential(
        @Doc("Its mean.") @In(OF_VALUES) double mean,

        @Doc("Standard deviation over mean; more than 1.") @AtLeast(1) @AtMost(1_000_000)
        double cv)
        implements Written<Distribution> {
    @Override
    public Mixture meant() {
        return Mixture.hyperexponential(mean, cv);
    }
}
