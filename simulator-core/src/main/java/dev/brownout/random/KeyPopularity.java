package dev.brownout.random;

import dev.brownout.spec.FunctionSyntax;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Distribution of the keys of requests. Each key has a rank from 1 to {@link #size()}. Constructors throw
 * {@link IllegalArgumentException} with a message that names parameter and range.
 *
 * <p>If the arguments in the scenario language are the parameters of an implementation, the implementation has the
 * annotations of {@link FunctionSyntax} and is registered in the list of popularities. Otherwise, its {@code Arguments}
 * type is.
 */
public interface KeyPopularity extends FunctionSyntax<KeyPopularity> {

    /** Returns this popularity. */
    @Override
    default KeyPopularity parsedValue() {
        return this;
    }

    /** Maximum number of keys of a popularity without names. */
    int MOST_KEYS = 1_000_000_000;

    /** Error message for a number of keys that is not an integer. */
    String FRACTION = "the number of keys must be a whole number up to 1G";

    /** Returns the number of distinct keys. */
    int size();

    /** Returns the share of the requests for the key of a rank. */
    double probability(int rank);

    /** Returns the key of a rank. */
    int key(int rank, KeyNames names);

    /** Returns the names of its named keys. */
    default List<String> names() {
        return List.of();
    }

    /**
     * Returns the rank from which on no key is more popular than the one before it. It is 1 if all ranks are ordered by
     * popularity, as for most implementations. The analytical model groups such keys, so that a value that is too low
     * makes it wrong, and one that is too high only slows it down. {@code Integer.MAX_VALUE} guarantees no order.
     */
    default int descendingFrom() {
        return Integer.MAX_VALUE;
    }

    /**
     * Returns the ranks of the most popular keys, the most popular first.
     *
     * @param most maximum number of ranks
     */
    default int[] mostPopular(int most) {
        if (descendingFrom() == 1) {
            return IntStream.rangeClosed(1, Math.min(most, size())).toArray();
        }
        return IntStream.rangeClosed(1, size())
                .boxed()
                .sorted(Comparator.comparingDouble(rank -> -probability(rank)))
                .limit(most)
                .mapToInt(rank -> rank)
                .toArray();
    }

    /**
     * Returns whether a key repeats only after all other keys. A cache that does not hold all keys then never has the
     * next one.
     */
    default boolean inTurn() {
        return false;
    }

    /** Returns the sequence of the keys if it is known before the run; empty if keys are random. */
    default Optional<KeyOrder> order() {
        return Optional.empty();
    }

    /** Returns the sizes of the requested objects, if they were recorded with the keys. */
    default Optional<RecordedSizes> sizes() {
        return Optional.empty();
    }

    /**
     * Returns the popularity with changed shares of the named keys, each 0 to 1; this popularity if it has no named
     * keys.
     */
    default KeyPopularity withShares(DoubleUnaryOperator change) {
        return this;
    }

    /**
     * Returns the smallest number of an unnamed key. It is 1 unless the keys are numbered separately from those of
     * requests.
     */
    default int first() {
        return 1;
    }

    /** Returns the greatest number of an unnamed key, including keys that may be created. */
    default int maximum() {
        return size();
    }

    /** Returns whether an unnamed key exists before it is first written. */
    default boolean contains(int key) {
        return key >= 1 && key <= size();
    }

    /** Returns the popularity among requests that write. It differs if each of them creates a key. */
    default KeyPopularity ofWriters() {
        return this;
    }

    /** Returns a sampler of keys with this popularity. */
    KeySampler sampler(KeyNames names);

    /** Returns a sampler of keys with this popularity, for keys that are created during the run. */
    default KeySampler sampler(KeyNames names, CreatedNumbers created) {
        return sampler(names);
    }
}
