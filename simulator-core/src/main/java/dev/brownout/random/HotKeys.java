package dev.brownout.random;

import java.util.List;
import java.util.Objects;

/**
 * Some named keys with a share of the requests each, and another popularity for the rest of them. Ranks: named first.
 */
public record HotKeys(List<Hot> hot, KeyPopularity rest) implements KeyPopularity {

    /** A key known by name and its share of the requests. */
    public record Hot(double share, String name) {

        /** Throws unless the share is from 0 to 1. */
        public Hot {
            Require.share("share of " + name, share);
        }
    }

    /** Throws if the shares add up to more than 1. */
    public HotKeys {
        hot = List.copyOf(hot);
        Objects.requireNonNull(rest);
        double total = sum(hot);
        Require.that(total <= 1 + 1e-9, "shares of hot keys must add up to at most 1", total);
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
    public KeySampler sampler(KeyNames names) {
        int[] ids = new int[hot.size()];
        double[] upTo = new double[hot.size()];
        double sum = 0;
        for (int i = 0; i < ids.length; i++) {
            ids[i] = names.id(hot.get(i).name());
            sum += hot.get(i).share();
            upTo[i] = sum;
        }
        KeySampler others = rest.sampler(names);
        return (draws, number) -> {
            double u = draws.uniform();
            for (int i = 0; i < upTo.length; i++) {
                if (u < upTo[i]) {
                    return ids[i];
                }
            }
            return others.next(draws, number);
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
