package dev.brownout.random;

import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.Kind;
import java.util.List;
import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Named keys that each have a share of the requests, and another popularity for the remaining requests. Named keys have
 * the first ranks.
 */
@Kind("hot")
@Doc("Named hot keys with a share each, and a distribution for the rest.")
@Example("hot(30% on bieber, rest uniform(1M))")
public record HotKeys(
        @Doc("Shares and the names of their keys, such as 30% on bieber.")
        List<Hot> hot,

        @Doc("Distribution of the other keys.") KeyPopularity rest)
        implements KeyPopularity {

    /** A key with a name, and its share of the requests. */
    public record Hot(double share, String name) {

        /** Throws unless the share is from 0 to 1. */
        public Hot {
            DistributionArguments.share("share of " + name, share);
        }
    }

    /** Throws if the shares add up to more than 1. */
    public HotKeys {
        hot = List.copyOf(hot);
        Objects.requireNonNull(rest);
        double total = sum(hot);
        DistributionArguments.require(total <= 1 + 1e-9, "shares of hot keys must add up to at most 1", total);
        DistributionArguments.require(
                !AbsentKeys.isAbsent(rest), "absent keys belong to a request or step of their own", rest);
        TraceKeys.requireNoSizes(rest);
    }

    @Override
    public int size() {
        return hot.size() + rest.size();
    }

    @Override
    public double probability(int rank) {
        return rank <= hot.size()
                ? hot.get(rank - 1).share()
                : (1 - Math.min(1, sum(hot))) * rest.probability(rank - hot.size());
    }

    @Override
    public int key(int rank, KeyNames names) {
        return rank <= hot.size() ? names.id(hot.get(rank - 1).name()) : rest.key(rank - hot.size(), names);
    }

    @Override
    public List<String> names() {
        return Stream.concat(hot.stream().map(Hot::name), rest.names().stream()).toList();
    }

    /** Returns the rank after the named keys and the unordered keys of the rest. */
    @Override
    public int descendingFrom() {
        return (int) Math.min(Integer.MAX_VALUE, (long) hot.size() + rest.descendingFrom());
    }

    /** Returns the ranks of the named keys, then those of the rest, in rank order. */
    @Override
    public int[] mostPopular(int most) {
        return IntStream.rangeClosed(1, Math.min(most, size())).toArray();
    }

    @Override
    public HotKeys withShares(DoubleUnaryOperator change) {
        List<Hot> changed = hot.stream()
                .map(key -> new Hot(change.applyAsDouble(key.share()), key.name()))
                .toList();
        return new HotKeys(changed, rest);
    }

    @Override
    public int maximum() {
        return rest.maximum();
    }

    @Override
    public boolean contains(int key) {
        return rest.contains(key);
    }

    @Override
    public KeyPopularity ofWriters() {
        KeyPopularity others = rest.ofWriters();
        return others.equals(rest) ? this : new HotKeys(hot, others);
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        return sampler(names, new CreatedNumbers());
    }

    @Override
    public KeySampler sampler(KeyNames names, CreatedNumbers created) {
        int[] ids = new int[hot.size()];
        double[] upTo = new double[hot.size()];
        double sum = 0;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = names.id(hot.get(i).name());
            sum += hot.get(i).share();
            upTo[i] = sum;
        }
        KeySampler others = rest.sampler(names, created);
        return (random, number) -> {
            double u = random.uniform();
            for (int i = 0; i < upTo.length; i++) {
                if (u < upTo[i]) {
                    return ids[i];
                }
            }
            return others.next(random, number);
        };
    }

    private static double sum(List<Hot> hot) {
        double sum = 0;
        for (Hot key : hot) {
            sum += key.share();
        }
        return sum;
    }
}
