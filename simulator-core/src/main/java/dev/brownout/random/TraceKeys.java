package dev.brownout.random;

import dev.brownout.vocabulary.Doc;
import dev.brownout.vocabulary.Example;
import dev.brownout.vocabulary.Kind;
import dev.brownout.vocabulary.Recorded;
import dev.brownout.vocabulary.Written;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Recorded keys in the order of the record, then from its beginning again. Ranks are by key, the least first. */
public final class TraceKeys implements KeyPopularity {

    private final int[] recorded;
    private final int[] distinct;
    private final int[] counts;

    /** As a scenario writes it. Keys are numbered in the order of their names. */
    @Kind("trace")
    @Doc("Recorded keys in the order of a file: one a line, without a header.")
    @Example("trace(keys.csv)")
    public record Arguments(Recorded<String> path) implements Written<KeyPopularity> {
        @Override
        public TraceKeys meant() {
            Map<String, Integer> numbers = new TreeMap<>();
            path.lines().forEach(line -> numbers.put(line, 0));
            int number = 0;
            for (Map.Entry<String, Integer> entry : numbers.entrySet()) {
                entry.setValue(++number);
            }
            return new TraceKeys(path.lines().stream().mapToInt(numbers::get).toArray());
        }
    }

    /** Takes the recorded keys; throws unless there is one and all are above 0. */
    public TraceKeys(int... recorded) {
        Require.atLeast("number of recorded keys", recorded.length, 1);
        this.recorded = recorded.clone();
        int[] sorted = recorded.clone();
        Arrays.sort(sorted);
        Require.atLeast("key", sorted[0], 1);
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
    public int greatest() {
        return distinct[distinct.length - 1];
    }

    @Override
    public boolean holds(int key) {
        return Arrays.binarySearch(distinct, key) >= 0;
    }

    @Override
    public Optional<KeyOrder> order() {
        return Optional.of(new RecordedOrder(recorded, distinct));
    }

    @Override
    public KeySampler sampler(KeyNames names) {
        int[] keys = recorded;
        return (draws, number) -> keys[(int) (number % keys.length)];
    }
}
