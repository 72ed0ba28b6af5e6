package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Write;
import java.util.ArrayList;
import java.util.List;

/** Writes of one node that are not in the log of its group, in order. They are on the disk of that node. */
public final class DivergedLog {
    private List<Entry> entries = new ArrayList<>();
    private long startNanos;

    /**
     * A diverged write that can still be recovered.
     *
     * @param key key of the write; 0 for none
     * @param workNanos work on the primary that accepted the write, in ns
     * @param since newest version when another node took over
     */
    public record Entry(Write write, int key, int sizeBytes, long workNanos, long since) {}

    /**
     * Marks the takeover by another node. Writes added from now on are not in the log of the new primary.
     *
     * @param version the newest version at the takeover
     */
    void branch(long version) {
        startNanos = version;
    }

    /** Adds a write. */
    public void add(Write write, int key, int sizeBytes, long workNanos) {
        entries.add(new Entry(write, key, sizeBytes, workNanos, startNanos));
    }

    /** Returns the diverged writes, in order. */
    public List<Entry> entries() {
        return entries;
    }

    /** Removes and returns all writes. */
    public List<Entry> drain() {
        List<Entry> drained = entries;
        entries = new ArrayList<>();
        return drained;
    }
}
