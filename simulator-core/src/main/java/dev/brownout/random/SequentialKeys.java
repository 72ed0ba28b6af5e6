package dev.brownout.random;

import dev.brownout.spec.AtLeast;
import dev.brownout.spec.AtMost;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.InvalidArgumentMessage;
import dev.brownout.spec.Kind;
import dev.brownout.spec.YamlName;
import java.util.Optional;

/** Keys 1 to {@code size} in ascending order, repeated indefinitely. */
@Kind("sequential")
@Doc("Each key in turn, then from the start.")
@Example("sequential(100k)")
public record SequentialKeys(
        @Doc("Number of keys.")
        @YamlName("keys")
        @AtLeast(1)
        @AtMost(KeyPopularity.MOST_KEYS)
        @InvalidArgumentMessage(fraction = KeyPopularity.FRACTION)
        int size)
        implements KeyPopularity, KeyOrder {

    /** Throws unless there are 1 to 1,000,000,000 keys. */
    public SequentialKeys {
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
    public boolean inTurn() {
        return true;
    }

    @Override
    public Optional<KeyOrder> order() {
        return Optional.of(this);
    }

    @Override
    public int key(long number) {
        return 1 + (int) (number % size);
    }

    @Override
    public long next(int key, long from) {
        if (!contains(key)) {
            return NEVER;
        }
        long instant = from - from % size + key - 1;
        return instant < from ? instant + size : instant;
    }

    @Override
    public int period() {
        return size;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return (random, number) -> key(number);
    }
}
