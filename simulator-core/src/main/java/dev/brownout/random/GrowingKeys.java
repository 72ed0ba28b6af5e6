package dev.brownout.random;

/**
 * Keys of which each write makes one more, and of which reads ask for any there is, all alike: a key is there from the
 * moment in which the request sets out that makes it.
 */
public interface GrowingKeys extends KeyPopularity {
    /** The most keys that there ever are; after them the first ones come again. */
    int MOST = 1 << 30;

    /** The number of a key by its place in the order in which they are made, from 0. */
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
        int there = size();
        return (random, number) -> number(random.below(there + Math.min(count.made(), MOST - there)));
    }

    @Override
    default KeySampler sampler(KeyNames names) {
        return sampler(names, new CreatedNumbers());
    }
}
