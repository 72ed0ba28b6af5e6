package dev.brownout.random;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Keys that reach one component: the keys of the requests that lead to it, and the keys chosen by steps on the path. A
 * component does not know the keys of another component.
 *
 * @param uses in the order of the request names; for each request, its own key first
 */
public record KeySpace(List<KeyUse> uses) {
    /** Key space of a component that no call reaches. */
    public static final KeySpace EMPTY = new KeySpace(List.of());

    /**
     * Calls that reach the component because of one request class.
     *
     * @param request the name of the class
     * @param keys the popularity of the keys; empty for calls without a key
     * @param meanBytes mean size of an object, in bytes
     * @param drawn whether a step chooses the keys, and not the request
     */
    public record KeyUse(String request, Optional<KeyPopularity> keys, double meanBytes, boolean drawn) {}

    /** Copies the list. */
    public KeySpace {
        uses = List.copyOf(uses);
    }

    private Stream<KeyPopularity> keys() {
        return uses.stream().flatMap(use -> use.keys().stream());
    }

    private Stream<KeyPopularity> numbered() {
        return keys().filter(keys -> keys.first() == 1);
    }

    /** Returns the distinct popularities of keys that exist at the start. */
    public List<KeyPopularity> existing() {
        return keys().filter(keys -> !AbsentKeys.isAbsent(keys)).distinct().toList();
    }

    /** Returns the greatest number of a key, among keys that are numbered from 1; 0 for none. */
    public int maximum() {
        return numbered().mapToInt(KeyPopularity::maximum).max().orElse(0);
    }

    /** Returns the number of keys at the start; 0 if no call has a key. */
    public long count() {
        long count = existing().stream()
                .filter(keys -> keys.first() == 1)
                .mapToLong(KeyPopularity::size)
                .max()
                .orElse(0);
        return count + separateKeys();
    }

    /** Returns the number of the first key among keys that are numbered separately; 0 for none. */
    public int firstSeparateKey() {
        return populations().mapToInt(KeyPopularity::first).min().orElse(0);
    }

    /** Returns the number of keys that are numbered separately, such as those of sessions in addition to data. */
    public int separateKeys() {
        return populations().mapToInt(KeyPopularity::size).max().orElse(0);
    }

    private Stream<KeyPopularity> populations() {
        return keys().filter(keys -> keys.first() > 1);
    }

    /** Returns whether an unnamed key exists before a call writes it. */
    public boolean contains(int key) {
        for (KeyUse use : uses) {
            if (use.keys().isPresent() && use.keys().get().contains(key)) {
                return true;
            }
        }
        return false;
    }

    /** Returns whether calls create keys during the run, so that there is no greatest key. */
    public boolean grows() {
        return keys().anyMatch(KeySpace::grows);
    }

    /** Returns whether writing requests create keys of a popularity. */
    public static boolean grows(KeyPopularity keys) {
        return !keys.ofWriters().equals(keys);
    }
}
