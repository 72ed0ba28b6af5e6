package dev.brownout.component.database.log;

import dev.brownout.component.database.log.WriteLedger.Write;
import java.util.ArrayList;
import java.util.List;

/** What a node has written that the log of its group does not have, in its order: it is on the disk of that node. */
public final class DivergedLog {
    private List<Entry> entries = new ArrayList<>();
    private long since;

    /**
     * A write that may come back.
     *
     * @param key that it is about; 0 for none
     * @param workNanos its work on the primary that took it
     * @param since the newest version there was when another node took over
     */
    public record Entry(Write write, int key, int sizeBytes, long workNanos, long since) {}

    /**
     * Another node takes over, and what is added from now on is not in its log.
     *
     * @param version the newest that there is
     */
    void branch(long version) {
        since = version;
    }

    /** One more write. */
    public void add(Write write, int key, int sizeBytes, long workNanos) {
        entries.add(new Entry(write, key, sizeBytes, workNanos, since));
    }

    /** What is in it. */
    public List<Entry> entries() {
        return entries;
    }

    /** Takes all out of it. */
    public List<Entry> take() {
        List<Entry> taken = entries;
        entries = new ArrayList<>();
        return taken;
    }
}
