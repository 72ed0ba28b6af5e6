package dev.brownout.random;

import dev.brownout.sentence.InvalidValueException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntUnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Number that depends on the key of a request. Named keys can have a number of their own; for example, a celebrity has
 * more followers than other users.
 *
 * @param rest the number for all other keys, at least 1
 * @param named the numbers of keys by their names, each at least 1
 */
public record PerKeyCount(int rest, SortedMap<String, Integer> named) {
    /** Number 1 for all keys. */
    public static final PerKeyCount ONE = new PerKeyCount(1);

    /** Regular expression of the syntax: a number, or numbers for keys and one for the rest. */
    public static final String PATTERN = "\\d.*|hot\\(.*\\)";

    private static final Pattern HOT = Pattern.compile("hot\\((.*)\\)");
    private static final Pattern ONE_KEY = Pattern.compile("\\s*,?\\s*(\\S+) on ([^\\s,]+)");
    private static final Pattern REST = Pattern.compile("\\s*,?\\s*rest (\\S+)\\s*");

    /** Copies the numbers; throws unless all are at least 1. */
    public PerKeyCount {
        named = Collections.unmodifiableSortedMap(new TreeMap<>(named));
        DistributionArguments.atLeast("number of times", rest, 1);
        named.forEach((key, count) -> DistributionArguments.atLeast("number of times on " + key, count, 1));
    }

    /** Creates an equal number for all keys. */
    public PerKeyCount(int all) {
        this(all, new TreeMap<>());
    }

    /** Parses a single number; throws IllegalArgumentException if the text is not a number. */
    @FunctionalInterface
    public interface Numbers {
        /** Returns the number. */
        int read(String text);
    }

    /**
     * Parses {@code 200} or {@code hot(10M on bieber, rest 200)}; throws IllegalArgumentException for any other text.
     */
    public static PerKeyCount read(String text, Numbers numbers) {
        Matcher hot = HOT.matcher(text);
        if (!hot.matches()) {
            return new PerKeyCount(numbers.read(text));
        }
        String inside = hot.group(1);
        SortedMap<String, Integer> named = new TreeMap<>();
        Matcher key = ONE_KEY.matcher(inside);
        int end = 0;
        while (key.find(end) && key.start() == end) {
            if (named.put(key.group(2), numbers.read(key.group(1))) != null) {
                throw new InvalidValueException("'{}' has two numbers on {}", text, key.group(2));
            }
            end = key.end();
        }
        Matcher rest = REST.matcher(inside.substring(end));
        if (named.isEmpty() || !rest.matches()) {
            throw new InvalidValueException(
                    "'{}' is no number of times; write 200, or by keys hot(10M on bieber, rest 200)", text);
        }
        return new PerKeyCount(numbers.read(rest.group(1)), named);
    }

    /** Returns whether the number depends on the key. */
    public boolean byKey() {
        return !named.isEmpty();
    }

    /** Returns the greatest number. */
    public int maximum() {
        return named.values().stream().mapToInt(Integer::intValue).reduce(rest, Math::max);
    }

    /**
     * Returns the number as a function of the key; throws IllegalArgumentException if a named key is not used by any
     * request.
     */
    public IntUnaryOperator of(KeyNames names) {
        int[] keys = new int[named.size()];
        int[] counts = new int[named.size()];
        int next = 0;
        for (var entry : named.entrySet()) {
            keys[next] = names.id(entry.getKey());
            counts[next++] = entry.getValue();
        }
        return key -> {
            for (int i = 0; i < keys.length; i++) {
                if (keys[i] == key) {
                    return counts[i];
                }
            }
            return rest;
        };
    }

    /** Returns the mean number over requests with keys of a popularity. */
    public double mean(KeyPopularity popularity, KeyNames names) {
        double mean = rest;
        int known = Math.min(popularity.names().size(), popularity.size());
        for (int rank = 1; rank <= known; rank++) {
            Integer count = named.get(names.name(popularity.key(rank, names)));
            mean += count == null ? 0 : popularity.probability(rank) * (count - rest);
        }
        return mean;
    }
}
