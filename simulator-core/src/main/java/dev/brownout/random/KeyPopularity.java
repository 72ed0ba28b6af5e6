package dev.brownout.random;

import dev.brownout.spec.FunctionSyntax;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;

/**
 * Which keys requests ask for, and how often each. Ranks count from 1 to {@link #size()}; every key has one.
 * Constructors throw {@link IllegalArgumentException} with a message that says parameter and range. One whose own
 * parameters are what a scenario writes says so by the annotations of {@link FunctionSyntax} and stands in the list of
 * popularities; for another one its {@code Arguments} do.
 */
public interface KeyPopularity extends FunctionSyntax<KeyPopularity> {

    /** This popularity. */
    @Override
    default KeyPopularity meant() {
        return this;
    }

    /** The most keys a law without names may have. */
    int MOST_KEYS = 1_000_000_000;

    /** What is said of a number of keys that is a fraction. */
    String FRACTION = "the number of keys must be a whole number up to 1G";

    /** How many different keys there are. */
    int size();

    /** The share of requests that ask for the key of this rank. */
    double probability(int rank);

    /** The key of this rank. */
    int key(int rank, KeyNames names);

    /** The names of the keys that it calls by name. */
    default List<String> names() {
        return List.of();
    }

    /**
     * The rank from which on no key is asked for more often than the one before it; 1 where ranks go by popularity
     * throughout, as most do. Arithmetic takes such keys together, so a number too low makes it wrong, and one too high
     * only slow; nothing is promised by {@code Integer.MAX_VALUE}.
     */
    default int descendingFrom() {
        return Integer.MAX_VALUE;
    }

    /** The ranks of the most popular keys, at most so many, the most popular first. */
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

    /** Whether a key comes again only after all others, so that what does not hold all of them never has the next. */
    default boolean inTurn() {
        return false;
    }

    /** The keys of the requests one by one, where they are known before the run; empty where they are drawn. */
    default Optional<KeyOrder> order() {
        return Optional.empty();
    }

    /** The sizes of the objects that are asked for, where they were recorded with the keys. */
    default Optional<RecordedSizes> sizes() {
        return Optional.empty();
    }

    /**
     * The popularity after the share of each key known by name, 0 to 1, has become another; the same where no key is
     * known by name.
     */
    default KeyPopularity withShares(DoubleUnaryOperator change) {
        return this;
    }

    /** The least number of the keys without names; 1 unless they are numbered apart from those of requests. */
    default int first() {
        return 1;
    }

    /** The greatest number of the keys without names, and of all that may be made. */
    default int greatest() {
        return size();
    }

    /** Whether a key without a name is there before anybody writes it. */
    default boolean holds(int key) {
        return key >= 1 && key <= size();
    }

    /** The popularity among requests that write; another one where each of them makes a key of its own. */
    default KeyPopularity ofWriters() {
        return this;
    }

    /** Something that chooses keys by this popularity. */
    KeySampler sampler(KeyNames names);

    /** The same where keys are made in the run. */
    default KeySampler sampler(KeyNames names, CreatedNumbers created) {
        return sampler(names);
    }
}
