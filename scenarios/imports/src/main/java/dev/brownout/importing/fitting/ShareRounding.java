package dev.brownout.importing.fitting;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Rounding of shares to parts per million, the precision of the language, by the largest-remainder method: the shares
 * with the largest remainders are rounded up, so that the sum is exactly one million.
 */
public final class ShareRounding {
    private static final long MILLION = 1_000_000;

    private ShareRounding() {}

    /**
     * Returns the share of each count in parts per million.
     *
     * @param counts counts, not negative, with a positive sum
     */
    public static List<Long> millionths(List<Double> counts) {
        double all = counts.stream().mapToDouble(Double::doubleValue).sum();
        List<Long> shares = new ArrayList<>();
        counts.forEach(count -> shares.add((long) Math.floor(count / all * MILLION)));
        long missing = MILLION - shares.stream().mapToLong(Long::longValue).sum();
        List<Integer> byRemainder = IntStream.range(0, counts.size())
                .boxed()
                .sorted(Comparator.comparingDouble(i -> shares.get(i) - counts.get(i) / all * MILLION))
                .toList();
        for (int i = 0; i < missing; i++) {
            int index = byRemainder.get(i % byRemainder.size());
            shares.set(index, shares.get(index) + 1);
        }
        return shares;
    }

    /** Returns parts per million in percent, in the notation of the language. */
    public static String percent(long millionths) {
        return LanguageNumbers.format(millionths / 1e4, 7) + "%";
    }
}
