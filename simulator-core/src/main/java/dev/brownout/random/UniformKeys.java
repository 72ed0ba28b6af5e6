package dev.brownout.random;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;

/** Keys 1 to {@code size} with equal probability. */
@Kind("uniform")
@Doc("All keys with the same probability.")
@Example("uniform(100k)")
public record UniformKeys(
        @Doc("Number of keys.")
        @YamlName("keys")
        @AtLeast(1)
        @AtMost(KeyPopularity.MOST_KEYS)
        @InvalidArgumentMessage(fraction = KeyPopularity.FRACTION)
        int size)
        implements KeyPopularity {

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public UniformKeys {
        DistributionArguments.require(
                size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
    }

    @Override
    public double probability(int rank) {
        return 1.0 / size;
    }

    @Override
    public int key(int rank, KeyNames names) {
        return rank;
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        int keys = size;
        return (random, number) -> 1 + random.nextInt(keys);
    }
}
