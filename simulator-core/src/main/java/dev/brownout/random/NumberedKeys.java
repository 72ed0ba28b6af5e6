package dev.brownout.random;

/**
 * Consecutive, equally likely keys from a given number on. An example are session keys, which are numbered separately
 * from the data in the same store.
 *
 * @param first the number of the first key, more than 1
 * @param size the number of keys, at least 1
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
    public int maximum() {
        return first + size - 1;
    }

    @Override
    public boolean contains(int key) {
        return key >= first && key - first < size;
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return (random, number) -> first + random.nextInt(size);
    }
}
