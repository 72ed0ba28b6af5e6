package dev.brownout.random;

import dev.brownout.sentence.InvalidValueException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Names of the keys to which a scenario refers by name. Keys are numbers. Unnamed keys count up from 1. Named keys
 * count down from {@code Integer.MAX_VALUE} in the order of their names, so that the two ranges do not overlap.
 */
public final class KeyNames {

    private final List<String> sorted;

    /** Creates the names; throws unless they are distinct and in ascending order ({@link String#compareTo}). */
    public KeyNames(List<String> sorted) {
        this.sorted = List.copyOf(sorted);
        for (int i = 1; i < sorted.size(); i++) {
            DistributionArguments.require(
                    sorted.get(i - 1).compareTo(sorted.get(i)) < 0, "key names must ascend", sorted.get(i));
        }
    }

    /** Returns the number of the key with a name; throws if the scenario has no such key. */
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
        throw new InvalidValueException("no key is named {}", name);
    }

    /** Returns the key with the given name or number; empty if the text is neither. */
    public OptionalInt find(String text) {
        if (sorted.contains(text)) {
            return OptionalInt.of(id(text));
        }
        return text.matches("\\d{1,9}") ? OptionalInt.of(Integer.parseInt(text)) : OptionalInt.empty();
    }

    /** Returns the name of a key, or its number in decimal digits if it has no name. */
    public String name(int id) {
        int index = Integer.MAX_VALUE - id;
        return id > 0 && index < sorted.size() ? sorted.get(index) : Integer.toString(id);
    }

    /** Returns all names, in ascending order. */
    public List<String> all() {
        return sorted;
    }

    /** Returns the number of names. */
    public int size() {
        return sorted.size();
    }
}
