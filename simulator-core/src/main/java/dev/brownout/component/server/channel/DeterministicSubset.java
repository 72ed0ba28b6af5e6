package dev.brownout.component.server.channel;

import dev.brownout.random.KeyedRandom;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Deterministic subsetting: clients form rounds of as many clients as there are whole subsets, and each round shuffles
 * the backends in its own order and gives each of its clients another subset (Google SRE book, chapter 20, Load
 * Balancing in the Datacenter). Each backend then has as many clients as any other, up to the last round and the
 * backends that form no whole subset.
 */
final class DeterministicSubset {
    private DeterministicSubset() {}

    /**
     * Returns the backends of a client; all if the subset would be larger.
     *
     * @param client number of the client, from 0
     * @param size backends of a subset, at least 1
     */
    static <T> List<T> subset(List<T> backends, int client, int size) {
        if (size >= backends.size()) {
            return backends;
        }
        int subsets = backends.size() / size;
        KeyedRandom random = new KeyedRandom(KeyedRandom.key(client / subsets, 0, "subset"));
        List<T> shuffled = new ArrayList<>(backends);
        for (int i = shuffled.size() - 1; i > 0; i--) {
            Collections.swap(shuffled, i, random.nextInt(i + 1));
        }
        int start = client % subsets * size;
        return List.copyOf(shuffled.subList(start, start + size));
    }
}
