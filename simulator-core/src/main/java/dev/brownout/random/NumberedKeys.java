package dev.brownout.random;

/**
 * Keys that follow each other from a number on, all alike, such as those of sessions, which are numbered apart from the
 * data that a store keeps besides.
 *
 * @param first the number of the first one, more than 1
 * @param size how many there are, at least 1
 */
public record NumberedKeys(int first, int size) implements KeyPopularity {
    @Override
    public double probability(int rank) {
        return 1.0 / size;
    }

    @Override
    public int key(int rank, KeyNames names) {
        return first + rank - 1;
    }

    @Override
    public int greatest() {
        return first + size - 1;
    }

    @Override
    public boolean holds(int key) {
        return key >= first && key - first < size;
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return (random, number) -> first + random.below(size);
    }
}
