package dev.brownout.random;

/**
 * Keys of requests that each create a new key. Analytically, all keys that can still be created are equally likely.
 * During the run, keys are created one after another.
 *
 * @param table the existing keys, and the numbering of new ones
 */
record CreatedKeys(GrowingKeys table) implements KeyPopularity {
    @Override
    public int size() {
        return GrowingKeys.MAXIMUM - table.size();
    }

    @Override
    public double probability(int rank) {
        return 1.0 / size();
    }

    @Override
    public int key(int rank, KeyNames names) {
        return table.number(table.size() + rank - 1);
    }

    @Override
    public int maximum() {
        return table.maximum();
    }

    @Override
    public boolean contains(int key) {
        return table.contains(key);
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names, CreatedNumbers created) {
        CreatedNumbers.Count count = created.of(table);
        int present = table.size();
        return (random, number) -> table.number(present + count.next());
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return sampler(names, new CreatedNumbers());
    }
}
