package dev.brownout.random;

/**
 * The keys of requests each of which makes one of its own. Before the run all that can still be made are alike; in it
 * they come one after the other.
 *
 * @param table the keys that there are, and how the next ones are numbered
 */
record CreatedKeys(GrowingKeys table) implements KeyPopularity {
    @Override
    public int size() {
        return GrowingKeys.MOST - table.size();
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
    public int greatest() {
        return table.greatest();
    }

    @Override
    public boolean holds(int key) {
        return table.holds(key);
    }

    @Override
    public int descendingFrom() {
        return 1;
    }

    @Override
    public KeySampler sampler(KeyNames names, CreatedNumbers created) {
        CreatedNumbers.Count count = created.of(table);
        int there = table.size();
        return (random, number) -> table.number(there + count.next());
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return sampler(names, new CreatedNumbers());
    }
}
