package dev.brownout.random;

import java.util.ArrayList;
import java.util.List;

/**
 * Keys of adjacent ranks of a key distribution, for models that evaluate only the most popular keys one by one.
 *
 * @param rank the middle rank, which stands for all keys of the stratum
 * @param keys number of keys in the stratum, more than 0
 */
public record RankStratum(int rank, double keys) {
    /**
     * Returns the strata of the keys beyond a rank; empty if there are none.
     *
     * @param lastExactRank rank of the last key that is in no stratum; 0 if all keys are in strata
     * @param count number of strata, each with the same number of keys
     * @param popularity the key distribution
     */
    public static List<RankStratum> strataAfter(int lastExactRank, int count, KeyPopularity popularity) {
        List<RankStratum> strata = new ArrayList<>();
        double width = (popularity.size() - (double) lastExactRank) / count;
        for (int stratum = 0; width > 0 && stratum < count; stratum++) {
            long rank = 1 + lastExactRank + (long) ((stratum + 0.5) * width);
            strata.add(new RankStratum((int) Math.min(popularity.size(), rank), width));
        }
        return strata;
    }
}
