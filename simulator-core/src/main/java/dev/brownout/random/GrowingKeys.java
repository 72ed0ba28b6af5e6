package dev.brownout.random;

/**
 * Set of keys to which each write adds one. Reads choose any existing key with equal probability. A key exists from the
 * time at which the request that creates it starts.
 */
public interface GrowingKeys extends KeyPopularity {
    /** Maximum number of keys. After that, the numbers are reused from the first one on. */
    int MAXIMUM = 1 << 30;

    /** Returns the number of a key by its index in the order of creation, from 0. */
    int number(int place);

    @Override
    default double probability(int rank) {
        return 1.0 / size();
    }

    @Override
    default int key(int rank, KeyNames names) {
        return number(rank - 1);
    }

    @Override
    default int descendingFrom() {
        return 1;
    }

    @Override
    default KeyPopularity ofWriters() {
        return new CreatedKeys(this);
    }

    @Override
    default KeySampler sampler(KeyNames names, CreatedNumbers created) {
        CreatedNumbers.Count count = created.of(this);
        int present = size();
        return (random, number) -> number(random.nextInt(present + Math.min(count.createdCount(), MAXIMUM - present)));
    }

    @Override
    default KeySampler sampler(KeyNames names) {
        return sampler(names, new CreatedNumbers());
    }
}
