package dev.brownout.workbench;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Outcomes of runs by their keys, up to a total size. The least recently used outcomes are removed. */
final class ResultCache {
    private static final int INITIAL_SIZE = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final long mostBytes;
    private final Map<String, RunOutcome> outcomes = new LinkedHashMap<>(INITIAL_SIZE, LOAD_FACTOR, true);
    private long bytes;

    ResultCache(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Returns the outcome of a key; empty if it is not stored. */
    synchronized Optional<RunOutcome> get(String key) {
        return Optional.ofNullable(outcomes.get(key));
    }

    /** Stores an outcome, unless it is not reusable or larger than the cache. */
    synchronized void put(String key, RunOutcome outcome) {
        if (!outcome.reusable() || outcome.line().length > mostBytes || outcomes.containsKey(key)) {
            return;
        }
        outcomes.put(key, outcome);
        bytes += outcome.line().length;
        Iterator<RunOutcome> oldest = outcomes.values().iterator();
        while (bytes > mostBytes) {
            bytes -= oldest.next().line().length;
            oldest.remove();
        }
    }

    /** Returns the size of the stored outcomes, in bytes. */
    synchronized long bytes() {
        return bytes;
    }
}
