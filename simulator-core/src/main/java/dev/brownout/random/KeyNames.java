package dev.brownout.random;

import java.util.List;
import java.util.OptionalInt;

/**
 * The names of the keys that a scenario calls by name. Keys are numbers: unnamed ones count from 1, named ones count
 * down from {@code Integer.MAX_VALUE} in the order of their names, so that the two never meet.
 */
public final class KeyNames {

    private final List<String> sorted;

    /** Takes the names in ascending order ({@link String#compareTo}), each once; throws otherwise. */
    public KeyNames(List<String> sorted) {
        this.sorted = List.copyOf(sorted);
        for (int i = 1; i < sorted.size(); i++) {
            DistributionArguments.that(
                    sorted.get(i - 1).compareTo(sorted.get(i)) < 0, "key names must ascend", sorted.get(i));
        }
    }

    /** The number of the key called so; throws if the scenario names no such key. */
    public int id(String name) {
        int low = 0;
        int high = sorted.size() - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = sorted.get(middle).compareTo(name);
            if (order == 0) {
                return Integer.MAX_VALUE - middle;
            }
            if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        throw new IllegalArgumentException("no key is called " + name);
    }

    /** The key of that name or of that number; empty where the text is neither. */
    public OptionalInt find(String text) {
        if (sorted.contains(text)) {
            return OptionalInt.of(id(text));
        }
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** The name of a key: its own, or its number in decimal digits if it has none. */
    public String name(int id) {
        int index = Integer.MAX_VALUE - id;
        return id > 0 && index < sorted.size() ? sorted.get(index) : Integer.toString(id);
    }

    /** All names, in their order. */
    public List<String> all() {
        return sorted;
    }

    /** How many names there are. */
    public int size() {
        return sorted.size();
    }
}
