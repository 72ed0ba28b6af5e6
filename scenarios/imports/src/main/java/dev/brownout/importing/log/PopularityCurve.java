package dev.brownout.importing.log;

import dev.brownout.elementary.ElementaryFunctions;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Test whether frequent words are the most popular keys of a parameter or fixed words beside it. The numbers of
 * requests of keys decrease with their rank by a power law, also locally (Zipf 1949; Breslau et al., "Web Caching and
 * Zipf-like Distributions", INFOCOM 1999). The power law of the rare words is extrapolated to the first ranks.
 */
final class PopularityCurve {
    /** Minimum number of rare words. With fewer of them there is no evidence of a parameter. */
    private static final int LEAST_RARE = 10;

    private static final int MOST_RARE = 60;
    private static final int LEAST_COUNT = 5;

    /** Ratio of a number of requests to its extrapolation above which a word is a fixed one. */
    private static final double MOST_ABOVE = 2;

    /** Ratio below which the rare words do not belong to the frequent ones. The first ranks are often flatter. */
    private static final double LEAST_BELOW = 0.2;

    private PopularityCurve() {}

    /**
     * Returns the largest number of requests of a word that is a key. Words with more requests are fixed words. A word
     * with fewer requests than a known key is a key.
     *
     * @param rare requests per rare word
     * @param frequent requests of each frequent word
     * @return 0 if no frequent word is a key
     */
    static long mostOf(KeyCounts rare, long... frequent) {
        if (!rare.isKnown() || frequent.length == 0) {
            return 0;
        }
        long[] known = rare.ranked();
        long first = known.length == 0 ? 0 : known[0];
        long[] among = Arrays.stream(frequent).filter(count -> count <= first).toArray();
        long[] tail = LongStream.concat(Arrays.stream(known), Arrays.stream(among))
                .map(count -> -count)
                .sorted()
                .map(count -> -count)
                .toArray();
        long[] head =
                Arrays.stream(frequent).filter(count -> count > first).sorted().toArray();
        for (int keys = head.length; keys > 0; keys--) {
            if (continues(Arrays.copyOf(head, keys), tail)) {
                return head[keys - 1];
            }
        }
        return Arrays.stream(among).max().orElse(0);
    }

    /** Returns whether ascending counts are those of the first ranks before descending ones. */
    private static boolean continues(long[] head, long... tail) {
        int points = 0;
        double sumX = 0;
        double sumY = 0;
        double sumXx = 0;
        double sumXy = 0;
        while (points < Math.min(MOST_RARE, tail.length) && tail[points] >= LEAST_COUNT) {
            double x = ElementaryFunctions.log(head.length + points + 1.0);
            double y = ElementaryFunctions.log(tail[points]);
            points++;
            sumX += x;
            sumY += y;
            sumXx += x * x;
            sumXy += x * y;
        }
        if (points < LEAST_RARE) {
            return false;
        }
        double slope = Math.min(0, (points * sumXy - sumX * sumY) / (points * sumXx - sumX * sumX));
        double first = (sumY - slope * sumX) / points;
        for (int rank = 1; rank <= head.length; rank++) {
            double expected = ElementaryFunctions.exp(first + slope * ElementaryFunctions.log(rank));
            double ratio = head[head.length - rank] / expected;
            if (ratio > MOST_ABOVE || ratio < LEAST_BELOW) {
                return false;
            }
        }
        return true;
    }
}
