package dev.brownout.random;

import dev.brownout.sentence.InvalidValueException;
import dev.brownout.spec.ColumnSeparator;
import dev.brownout.spec.Doc;
import dev.brownout.spec.Example;
import dev.brownout.spec.FunctionSyntax;
import dev.brownout.spec.Kind;
import dev.brownout.spec.RecordedTable;
import dev.brownout.spec.TableColumn;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Recorded keys in the order of the recording, repeated indefinitely. Ranks are by key, in ascending order. */
public final class TraceKeys implements KeyPopularity {

    private final int[] recorded;
    private final int[] distinct;
    private final int[] counts;
    private final Optional<RecordedSizes> sizes;

    /** Arguments in the scenario language. Keys are numbered in the order of their names. */
    @Kind("trace")
    @Doc("Recorded keys in the order of a file, with one key on each line; a file with several "
            + "columns or a header needs the arguments below. The recorded sizes become those of "
            + "the requests. Rows are in the order of the file, or of their times. The file may be "
            + "compressed (.gz).")
    @Example("trace(requests.csv key=lba size=bytes header=true)")
    public record Arguments(
            @Doc("File of the keys.") RecordedTable path,

            @Doc("Column of the sizes, in bytes if they have no unit: its number from 1, or its name in the header.")
            @TableColumn(TableColumn.Content.SIZES)
            Optional<String> size,

            @Doc("Column of the keys; default: the first.") @TableColumn(value = TableColumn.Content.KEYS, position = 1)
            Optional<String> key,

            @Doc("Column of the times: numbers in any unit, or dates. The rows are sorted by it.")
            @TableColumn(TableColumn.Content.ORDER)
            Optional<String> time,

            @Doc("Whether the first line has the names of the columns; default: true if a column is written by name.")
            Optional<Boolean> header,

            @Doc("Separator of the columns: comma, semicolon, tab, pipe or space; default: the "
                    + "first of tab, semicolon, comma and pipe that is on the first line.")
            Optional<ColumnSeparator> separator)
            implements FunctionSyntax<KeyPopularity> {
        @Override
        public TraceKeys parsedValue() {
            Map<String, Integer> numbers = new TreeMap<>();
            path.keys().forEach(key -> numbers.put(key, 0));
            int number = 0;
            for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
                entry.setValue(++number);
            }
            int[] rows = rows().mapToInt(Integer::intValue).toArray();
            int[] keys = Arrays.stream(rows)
                    .map(row -> numbers.get(path.keys().get(row)))
                    .toArray();
            return path.sizes().isEmpty()
                    ? new TraceKeys(keys)
                    : new TraceKeys(
                            keys, Arrays.stream(rows).map(path.sizes()::get).toArray());
        }

        /** Returns the numbers of the rows in the order of the recording. */
        private Stream<Integer> rows() {
            Stream<Integer> rows = IntStream.range(0, path.keys().size()).boxed();
            return path.times().isEmpty()
                    ? rows
                    : rows.sorted(Comparator.comparing(row -> path.times().get(row)));
        }
    }

    /** Creates the popularity of recorded keys; throws unless there is at least one key and all are above 0. */
    public TraceKeys(int... recorded) {
        this(recorded, null);
    }

    /**
     * Creates the popularity of recorded keys with the sizes of the requested objects, in bytes. Throws unless there is
     * at least one key, all keys are above 0, and there is one size of at least 0 for each key.
     */
    public TraceKeys(int[] recorded, int[] sizes) {
        DistributionArguments.atLeast("number of recorded keys", recorded.length, 1);
        this.recorded = recorded.clone();
        int[] sorted = recorded.clone();
        Arrays.sort(sorted);
        DistributionArguments.atLeast("key", sorted[0], 1);
        int[] keys = new int[sorted.length];
        int[] times = new int[sorted.length];
        int found = 0;
        for (int key : sorted) {
            if (found == 0 || keys[found - 1] != key) {
                keys[found++] = key;
            }
            times[found - 1]++;
        }
        distinct = Arrays.copyOf(keys, found);
        counts = Arrays.copyOf(times, found);
        this.sizes = sizes == null ? Optional.empty() : Optional.of(new RecordedSizes(recorded, distinct, sizes));
    }

    /** Rejects keys with sizes where there are no objects for them, with an IllegalArgumentException. */
    public static void requireNoSizes(KeyPopularity keys) {
        if (keys.sizes().isPresent()) {
            throw new InvalidValueException(
                    "recorded sizes are those of requests: write trace(... size=) as the key of a "
                            + "request, alone, or leave out its size");
        }
    }

    @Override
    public int size() {
        return distinct.length;
    }

    @Override
    public double probability(int rank) {
        return (double) counts[rank - 1] / recorded.length;
    }

    @Override
    public int key(int rank, KeyNames names) {
        return distinct[rank - 1];
    }

    @Override
    public int maximum() {
        return distinct[distinct.length - 1];
    }

    @Override
    public boolean contains(int key) {
        return Arrays.binarySearch(distinct, key) >= 0;
    }

    @Override
    public Optional<KeyOrder> order() {
        return Optional.of(new RecordedOrder(recorded, distinct));
    }

    @Override
    public Optional<RecordedSizes> sizes() {
        return sizes;
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        int[] keys = recorded;
        return (random, number) -> keys[(int) (number % keys.length)];
    }

    /** Recorded sequence of keys, repeated indefinitely. */
    private static final class RecordedOrder implements KeyOrder {
        private final int[] recorded;
        private final int[] distinct;
        /** Index in {@link #requests} of the first request of each key, followed by the end of the last key. */
        private final int[] first;
        /** Requests grouped by key, in ascending order of the keys, and in their own order within a key. */
        private final int[] requests;

        /**
         * Creates the sequence.
         *
         * @param recorded at least one key
         * @param distinct the distinct keys in ascending order
         */
        RecordedOrder(int[] recorded, int[] distinct) {
            this.recorded = recorded;
            this.distinct = distinct;
            this.first = new int[distinct.length + 1];
            this.requests = new int[recorded.length];
            for (int key : recorded) {
                first[Arrays.binarySearch(distinct, key) + 1]++;
            }
            for (int i = 0; i < distinct.length; i++) {
                first[i + 1] += first[i];
            }
            int[] filled = first.clone();
            for (int i = 0; i < recorded.length; i++) {
                requests[filled[Arrays.binarySearch(distinct, recorded[i])]++] = i;
            }
        }

        @Override
        public int key(long number) {
            return recorded[(int) (number % recorded.length)];
        }

        @Override
        public long next(int key, long from) {
            int of = Arrays.binarySearch(distinct, key);
            if (of < 0) {
                return NEVER;
            }
            int within = (int) (from % recorded.length);
            long round = from - within;
            int index = Arrays.binarySearch(requests, first[of], first[of + 1], within);
            index = index < 0 ? -index - 1 : index;
            return index < first[of + 1] ? round + requests[index] : round + recorded.length + requests[first[of]];
        }

        @Override
        public int period() {
            return recorded.length;
        }
    }
}
