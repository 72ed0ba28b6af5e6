package dev.brownout.importing.log;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/**
 * A stretch of time cut into blocks of equal width, each with something that is counted in it. The width is a second at
 * first, and the next of {@link #SECONDS} whenever the blocks would become more than so many: whoever counts needs to
 * know neither how long a log is nor when it begins, and lines may come in any order.
 *
 * @param <T> what is counted
 */
final class TimeBuckets<T> {
    /** Widths, each a multiple of the one before it. */
    static final List<Long> SECONDS =
            List.of(1L, 5L, 15L, 30L, 60L, 300L, 900L, 1800L, 3600L, 7200L, 21_600L, 43_200L, 86_400L, 604_800L);

    private static final long MICROS = 1_000_000;

    private final int most;
    private final Supplier<T> none;
    private final BiConsumer<T, T> add;
    private NavigableMap<Long, T> blocks = new TreeMap<>();
    private int width;
    private long lastNumber;
    private T last;

    /**
     * No blocks yet.
     *
     * @param most how many there are at most
     * @param none what is in an empty block
     * @param add adds what is in the second to the first
     */
    TimeBuckets(int most, Supplier<T> none, BiConsumer<T, T> add) {
        this.most = most;
        this.none = none;
        this.add = add;
    }

    /** What is counted in the block of a time, in microseconds since 1970. */
    T at(long micros) {
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

    private long fit(long micros, long wanted) {
        long number = wanted;
        while (Math.max(number, blocks.lastKey()) - Math.min(number, blocks.firstKey()) >= most
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

    /** The width of a block in microseconds. */
    long widthMicros() {
        return SECONDS.get(width) * MICROS;
    }

    /** Those in which something is, by number: the one of number n begins n widths after 1970. */
    NavigableMap<Long, T> all() {
        return blocks;
    }

    /** How many there are from the first to the last, those in which nothing is among them. */
    int span() {
        return blocks.isEmpty() ? 0 : Math.toIntExact(blocks.lastKey() - blocks.firstKey() + 1);
    }

    /** What is in so many blocks from one on, counted together. */
    T joined(long from, long count) {
        T sum = none.get();
        Iterator<T> some = blocks.subMap(from, from + count).values().iterator();
        while (some.hasNext()) {
            add.accept(sum, some.next());
        }
        return sum;
    }
}
