package dev.brownout.random;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The keys that reach one component: those of the requests that lead to it and those that steps on the way draw for
 * themselves. A component knows the keys of no other component.
 *
 * @param uses in the order of the names of the requests, of each the request's own key first
 */
public record KeySpace(List<KeyUse> uses) {
    /** No call reaches the component. */
    public static final KeySpace EMPTY = new KeySpace(List.of());

    /**
     * Calls that reach the component because of one class of requests.
     *
     * @param request the name of the class
     * @param keys which keys they ask for, and how often each; empty for calls without a key
     * @param meanBytes mean size of an object, in bytes
     * @param drawn whether a step draws the keys, and not the request
     */
    public record KeyUse(String request, Optional<KeyPopularity> keys, double meanBytes, boolean drawn) {}

    /** Takes the list as it is now. */
    public KeySpace {
        uses = List.copyOf(uses);
    }

    private Stream<KeyPopularity> keys() {
        return uses.stream().flatMap(use -> use.keys().stream());
    }

    private Stream<KeyPopularity> numbered() {
        return keys().filter(keys -> keys.first() == 1);
    }

    /** The popularities of keys that exist at the start, each once. */
    public List<KeyPopularity> existing() {
        return keys().filter(keys -> !AbsentKeys.absent(keys)).distinct().toList();
    }

    /** The greatest number of a key, of those that are numbered from 1; 0 for none. */
    public int greatest() {
        return numbered().mapToInt(KeyPopularity::greatest).max().orElse(0);
    }

    /** How many keys there are at the start; 0 where no call asks for a key. */
    public long count() {
        long count = existing().stream()
                .filter(keys -> keys.first() == 1)
                .mapToLong(KeyPopularity::size)
                .max()
                .orElse(0);
        return count + numberedApart();
    }

    /** The number of the first key of those that are numbered apart from the others; 0 for none. */
    public int firstApart() {
        return apart().mapToInt(KeyPopularity::first).min().orElse(0);
    }

    /** How many keys are numbered apart from the others, such as those of sessions beside data. */
    public int numberedApart() {
        return apart().mapToInt(KeyPopularity::size).max().orElse(0);
    }

    private Stream<KeyPopularity> apart() {
        return keys().filter(keys -> keys.first() > 1);
    }

    /** Returns whether a key without a name exists before a call writes it. */
    public boolean holds(int key) {
        for (KeyUse use : uses) {
            if (use.keys().isPresent() && use.keys().get().holds(key)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether calls make keys in the run, so that there is no greatest one. */
    public boolean grows() {
        return keys().anyMatch(KeySpace::grows);
    }

    /** Returns whether requests that write make keys of a popularity. */
    public static boolean grows(KeyPopularity keys) {
        return !keys.ofWriters().equals(keys);
    }
}
