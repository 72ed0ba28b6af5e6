package dev.brownout.reality.product;

import dev.brownout.random.KeyedRandom;
import java.io.IOException;
import java.util.Arrays;

/**
 * Application that reads keys from a cache, and from a slow source after a miss or a failure of the cache. After a miss
 * it stores the value. The detail of a call is {@code hit}, {@code miss}, or {@code failover} for a failure of the
 * cache. The keys have a Zipf distribution with exponent 1.
 */
final class LookAsideClient implements Call {
    /** Duration of a read of the source. */
    private static final long SOURCE_NANOS = 2_000_000;

    private final Cache cache;
    private final int timeoutMillis;
    private final double[] cumulated;

    /** Commands of a cache. */
    interface Cache {
        /** Returns whether the cache has a key. */
        boolean get(String key, int timeoutMillis) throws Exception;

        /** Stores the value of a key. */
        void put(String key, int timeoutMillis) throws Exception;
    }

    /**
     * Creates an application.
     *
     * @param keys number of keys
     * @param timeoutMillis timeout of the cache, in ms
     */
    LookAsideClient(Cache cache, int keys, int timeoutMillis) {
        this.cache = cache;
        this.timeoutMillis = timeoutMillis;
        this.cumulated = new double[keys];
        double sum = 0;
        for (int i = 0; i < keys; i++) {
            sum += 1.0 / (i + 1);
            cumulated[i] = sum;
        }
    }

    /** Returns the number of calls that read the source. */
    static Figure loads() {
        return Figure.count(
                "reads of the source",
                "source.offered",
                measured -> measured.count(
                        result -> result.succeeded() && !result.detail().equals("hit")));
    }

    @Override
    public String send(int number, int ignored) throws Exception {
        double uniform = new KeyedRandom(KeyedRandom.key(number, 0, "keys")).uniform();
        int found = Arrays.binarySearch(cumulated, uniform * cumulated[cumulated.length - 1]);
        String key = "key-" + (found < 0 ? -found - 1 : found);
        boolean reachable = true;
        try {
            if (cache.get(key, timeoutMillis)) {
                return "hit";
            }
        } catch (IOException | Failure failed) {
            reachable = false;
        }
        Load.waitUntil(System.nanoTime() + SOURCE_NANOS);
        if (!reachable) {
            return "failover";
        }
        try {
            cache.put(key, timeoutMillis);
        } catch (IOException | Failure failed) {
            return "miss";
        }
        return "miss";
    }
}
