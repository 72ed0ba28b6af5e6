package dev.brownout.random;

/** Keys 1 to {@code size}, all alike. */
public record UniformKeys(int size) implements KeyPopularity {

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public UniformKeys {
        Require.that(size >= 1 && size <= MOST_KEYS, "number of keys must be from 1 to " + MOST_KEYS, size);
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
    public KeySampler sampler(KeyNames names) {
        int keys = size;
        return (draws, number) -> 1 + draws.below(keys);
    }
}
