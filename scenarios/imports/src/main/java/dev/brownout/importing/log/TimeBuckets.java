package dev.brownout.importing.log;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * Time axis divided into buckets of equal width, with one counted value per bucket. The width is one second at first.
 * It is increased to the next of {@link #SECONDS} whenever the number of buckets would exceed the maximum. The length
 * and the start of a log need not be known in advance, and times may come in any order.
 *
 * @param <T> type of the value of a bucket
 */
final class TimeBuckets<T> {
    /** Widths in seconds, each a multiple of the previous one. */
    static final List<Long> SECONDS =
            List.of(1L, 5L, 15L, 30L, 60L, 300L, 900L, 1800L, 3600L, 7200L, 21_600L, 43_200L, 86_400L, 604_800L);

    private static final long MICROS = 1_000_000;

    private final int maximum;
    private final Supplier<T> none;
    private final BiConsumer<T, T> add;
    private NavigableMap<Long, T> blocks = new TreeMap<>();
    private int width;
    private long lastNumber;
    private T last;

    /**
     * Creates an axis without buckets.
     *
     * @param most maximum number of buckets
     * @param none creates the value of an empty bucket
     * @param add adds its second argument to its first
     */
    TimeBuckets(int most, Supplier<T> none, BiConsumer<T, T> add) {
        this.maximum = most;
        this.none = none;
        this.add = add;
    }

    /** Returns the value of the bucket of a time, in microseconds since 1970. */
    T bucketAt(long micros) {
        long number = Math.floorDiv(micros, widthMicros());
        if (last == null || number != lastNumber) {
            if (!blocks.isEmpty()) {
                number = fit(micros, number);
            }
            last = blocks.computeIfAbsent(number, empty -> none.get());
            lastNumber = number;
        }
        return last;
    }

    private long fit(long micros, long target) {
        long number = target;
        while (Math.max(number, blocks.lastKey()) - Math.min(number, blocks.firstKey()) >= maximum
                && width < SECONDS.size() - 1) {
            long factor = SECONDS.get(width + 1) / SECONDS.get(width);
            width++;
            NavigableMap<Long, T> wider = new TreeMap<>();
            for (Map.Entry<Long, T> block : blocks.entrySet()) {
                T joined = wider.putIfAbsent(Math.floorDiv(block.getKey(), factor), block.getValue());
                if (joined != null) {
                    add.accept(joined, block.getValue());
                }
            }
            blocks = wider;
            number = Math.floorDiv(micros, widthMicros());
        }
        return number;
    }

    /** Returns the width of a bucket in microseconds. */
    long widthMicros() {
        return SECONDS.get(width) * MICROS;
    }

    /** Returns the non-empty buckets by number. Bucket n begins n widths after 1970-01-01. */
    NavigableMap<Long, T> all() {
        return blocks;
    }

    /** Returns the number of buckets from the first to the last, including empty ones. */
    int span() {
        return blocks.isEmpty() ? 0 : Math.toIntExact(blocks.lastKey() - blocks.firstKey() + 1);
    }

    /** Returns the sum of {@code count} consecutive buckets, beginning with bucket {@code from}. */
    T sum(long from, long count) {
        T sum = none.get();
        Iterator<T> some = blocks.subMap(from, from + count).values().iterator();
        while (some.hasNext()) {
            add.accept(sum, some.next());
        }
        return sum;
    }
}
