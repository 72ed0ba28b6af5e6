package dev.brownout.random;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.util.Optional;

/**
 * Keys that do not exist before the run. Each is the negative of a key of another popularity, so that they never
 * collide with existing keys.
 */
@Kind("absent")
@Doc("Keys that do not exist, with a distribution of their own: a read finds nothing until the key is written.")
@Example("absent(uniform(1G))")
public record AbsentKeys(
        @Doc("Distribution of the absent keys.") KeyPopularity keys) implements KeyPopularity {

    /** Rejects keys with names, keys that are created during the run, and keys that are already absent. */
    public AbsentKeys {
        DistributionArguments.require(keys.names().isEmpty(), "absent keys have no names", keys.names());
        boolean isCreated = !keys.ofWriters().equals(keys);
        DistributionArguments.require(
                !isCreated && !isAbsent(keys), "absent takes keys such as uniform(1M) or zipf(1.0 1M)", keys);
        TraceKeys.requireNoSizes(keys);
    }

    /** Returns whether a popularity is of keys that do not exist. */
    public static boolean isAbsent(KeyPopularity keys) {
        return keys instanceof AbsentKeys;
    }

    /** Returns whether a key did not exist before the run. */
    public static boolean isAbsent(int key) {
        return key < 0;
    }

    @Override
    public int size() {
        return keys.size();
    }

    @Override
    public double probability(int rank) {
        return keys.probability(rank);
    }

    @Override
    public int key(int rank, KeyNames names) {
        return -keys.key(rank, names);
    }

    @Override
    public int descendingFrom() {
        return keys.descendingFrom();
    }

    @Override
    public int[] mostPopular(int most) {
        return keys.mostPopular(most);
    }

    @Override
    public boolean inTurn() {
        return keys.inTurn();
    }

    @Override
    public Optional<KeyOrder> order() {
        return keys.order().map(Order::new);
    }

    @Override
    public int maximum() {
        return 0;
    }

    @Override
    public boolean contains(int key) {
        return false;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        KeySampler numbers = keys.sampler(names);
        return (random, number) -> -numbers.next(random, number);
    }

    /** Order of the negated keys of another order. */
    private record Order(KeyOrder numbers) implements KeyOrder {
        @Override
        public int key(long number) {
            return -numbers.key(number);
        }

        @Override
        public long next(int key, long from) {
            return key < 0 ? numbers.next(-key, from) : NEVER;
        }

        @Override
        public int period() {
            return numbers.period();
        }
    }
}
