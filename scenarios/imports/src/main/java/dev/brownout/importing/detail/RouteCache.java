package dev.brownout.importing.detail;

import dev.brownout.format.QuantityFormat;
import dev.brownout.importing.fitting.ZipfFit;
import dev.brownout.random.ZipfKeys;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;

/**
 * Cache of the requests of one route with the hit ratio of the log. Capacity and content at the start are not in a log.
 * The first of these caches with the ratio is used:
 *
 * <ol>
 *   <li>the time to live that the ages of the objects at hits and loads show, with as many keys at the start as needed,
 *   <li>a cache that is empty at the start and evicts nothing,
 *   <li>an LRU cache with the capacity that gives the ratio, filled with the most popular keys at the start,
 *   <li>without a usable key distribution: equally popular keys, of which the share of the hits is cached.
 * </ol>
 *
 * @param keys key distribution in place of the recorded one, in the notation of the scenario language; empty to use
 *     that
 * @param entries capacity; empty for an unlimited one
 * @param warm number of keys at the start; empty for none
 * @param ttlSeconds time to live after the load; empty for none
 * @param origin description of the choice
 */
public record RouteCache(
        String keys, Optional<Integer> entries, Optional<Integer> warm, Optional<Double> ttlSeconds, String origin) {
    /** Maximum number of keys at the start in the scenario language. */
    private static final int MAX_WARM = 10_000_000;

    private static final int GUESSED_KEYS = 1000;

    /** Minimum distance of the hit ratio from 0 and 1 that the guessed keys distinguish. */
    private static final double GUESSED_STEPS = 0.01;

    private static final int FINER = 100;

    /** Largest difference of a simulated hit ratio. */
    private static final double MAX_DIFFERENCE = 0.01;

    /** Largest difference relative to the share of hits or of misses, whichever is less. */
    private static final double MAX_RELATIVE = 0.05;

    private static final int STEPS = 40;

    /** Lookups of a route in a log. */
    public record CacheLookups(long hits, long lookups, double perSecond, Optional<Double> ttlSeconds) {
        /** Returns the share of hits. */
        public double hitRatio() {
            return hits / (double) lookups;
        }
    }

    /**
     * Returns the cache of a route.
     *
     * @param fit distribution of the keys; empty if it is unknown
     * @param fixed whether the path has no parameter, so that a time to live is that of one object
     */
    public static RouteCache of(CacheLookups lookups, Optional<ZipfFit> fit, boolean fixed) {
        String guess = "unknown: the keys of these lookups; equally popular ones, of which this share is cached, give"
                + " the hit ratio";
        if (fit.isPresent()) {
            ZipfFit keys = fit.get();
            double exponent = keys.low() <= 0 ? 0 : keys.exponent();
            Search search = new Search(lookups, new ZipfKeys(exponent, (int) keys.keys()), empty(keys));
            Optional<RouteCache> found =
                    search.living("").or(() -> search.unlimited(keys)).or(search::boundedCache);
            if (found.isPresent()) {
                return found.get();
            }
            guess = "unknown: no capacity gives the hit ratio with the recorded keys; equally popular keys, of which"
                    + " this share is cached, do";
        } else if (fixed) {
            Optional<RouteCache> found = new Search(lookups, new ZipfKeys(0, 1), "").living("uniform(1)");
            if (found.isPresent()) {
                return found.get();
            }
        }
        double ratio = lookups.hitRatio();
        int keys = Math.min(ratio, 1 - ratio) < GUESSED_STEPS ? FINER * GUESSED_KEYS : GUESSED_KEYS;
        int cached = (int) Math.max(1, Math.min(keys - 1, Math.rint(ratio * keys)));
        return new RouteCache(
                "uniform(" + keys + ")", Optional.of(cached), Optional.of(cached), Optional.empty(), guess);
    }

    /** Returns the hit ratio that the recorded keys have in a cache that is empty at the start and evicts nothing. */
    private static double emptyRatio(ZipfFit keys) {
        return 1 - keys.seen() / (double) keys.requests();
    }

    private static String empty(ZipfFit keys) {
        return "a cache that is empty at the start and evicts nothing has "
                + QuantityFormat.format(emptyRatio(keys), "ratio") + " with the recorded keys";
    }

    /** Search for a cache with the hit ratio of the log. */
    private static final class Search {
        private final CacheLookups lookups;
        private final ZipfKeys keys;
        private final LookupSimulation simulation;
        private final String comparison;
        private final double ratio;

        Search(CacheLookups lookups, ZipfKeys keys, String comparison) {
            this.lookups = lookups;
            this.keys = keys;
            this.simulation = new LookupSimulation(keys, lookups.lookups(), lookups.perSecond());
            this.comparison = comparison;
            this.ratio = lookups.hitRatio();
        }

        private boolean isNear(double other) {
            double allowed = Math.min(MAX_DIFFERENCE, MAX_RELATIVE * Math.min(ratio, 1 - ratio));
            double noise = 2
                    / Math.sqrt(Math.min(LookupSimulation.MAXIMUM, lookups.lookups()))
                    * Math.sqrt(ratio * (1 - ratio));
            return Math.abs(other - ratio) <= Math.max(allowed, noise);
        }

        /** Returns the cache with a time to live. */
        Optional<RouteCache> living(String distribution) {
            if (lookups.ttlSeconds().isEmpty()) {
                return Optional.empty();
            }
            double ttl = lookups.ttlSeconds().get();
            int most = Math.min(MAX_WARM, keys.size());
            double cold = simulation.hitRatio(Integer.MAX_VALUE, 0, ttl);
            DoubleUnaryOperator warmed = warm -> simulation.hitRatio(Integer.MAX_VALUE, (int) warm, ttl);
            int warm = cold >= ratio || isNear(cold) ? 0 : smallestArgument(most, warmed);
            double reached = warm == 0 ? cold : warmed.applyAsDouble(warm);
            return isNear(reached)
                    ? Optional.of(new RouteCache(
                            distribution,
                            Optional.empty(),
                            warm == 0 ? Optional.empty() : Optional.of(warm),
                            lookups.ttlSeconds(),
                            "origin: the ages at hits and loads: no object is hit later after its load than this time"
                                    + " to live, and none is loaded again earlier"))
                    : Optional.empty();
        }

        /** Returns the unlimited cache that is empty at the start. */
        Optional<RouteCache> unlimited(ZipfFit fit) {
            boolean compulsory = lookups.lookups() <= LookupSimulation.MAXIMUM
                    && isNear(emptyRatio(fit))
                    && isNear(simulation.hitRatio(Integer.MAX_VALUE, 0, Double.POSITIVE_INFINITY));
            return compulsory
                    ? Optional.of(new RouteCache(
                            "",
                            Optional.empty(),
                            Optional.empty(),
                            Optional.empty(),
                            "origin: only the first request of a key is a miss; " + comparison))
                    : Optional.empty();
        }

        /** Returns the cache with the capacity that gives the ratio. */
        Optional<RouteCache> boundedCache() {
            DoubleUnaryOperator filled = this::filled;
            int entries = smallestArgument(keys.size(), filled);
            if (!isNear(filled(entries))) {
                return Optional.empty();
            }
            return Optional.of(new RouteCache(
                    "",
                    Optional.of(entries),
                    Optional.of(Math.min(MAX_WARM, entries)),
                    Optional.empty(),
                    "unknown: a guess; this capacity, filled at the start, gives the hit ratio of the log with its"
                            + " keys; " + comparison));
        }

        private double filled(double entries) {
            return simulation.hitRatio((int) entries, (int) Math.min(MAX_WARM, entries), Double.POSITIVE_INFINITY);
        }

        /** Returns about the smallest number, at most {@code most}, for which an increasing function has the ratio. */
        private int smallestArgument(int most, DoubleUnaryOperator function) {
            int low = 0;
            int high = most;
            for (int i = 0; i < STEPS && high - low > Math.max(1, low / 500); i++) {
                int middle = low + (high - low) / 2;
                if (high > 4 * Math.max(1, low)) {
                    middle = Math.max(low + 1, Math.min(high - 1, (int) Math.sqrt((double) Math.max(1, low) * high)));
                }
                if (function.applyAsDouble(middle) < ratio) {
                    low = middle;
                } else {
                    high = middle;
                }
            }
            return high;
        }
    }
}
