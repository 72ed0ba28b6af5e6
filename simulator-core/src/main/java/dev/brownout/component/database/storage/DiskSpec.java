package dev.brownout.component.database.storage;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Configuration of the disk of each node of a database. */
@Doc("The disk of each node: one operation after the other, first come first served. A commit waits for an fsync of "
        + "the log, a query that scans for all that it reads, and whoever needs a row for that where it is not in "
        + "memory. Faults hit it by its name, as in pause db/primary/disk.")
public record DiskSpec(
        @Doc("How fast a scan reads.")
        @Default("125MiB/s")
        @DefaultSource("Amazon EBS, gp3: throughput unless more is bought")
        Bandwidth read,

        @Doc("How long it takes to read a row that is not in memory.")
        @Default("330us")
        @DefaultSource("Amazon EBS, gp3: 3,000 operations a second unless more are bought, here one after the other")
        Distribution access,

        @Doc("How long the disk takes to have what was written of the log.")
        @Default("2ms")
        @DefaultSource("no authority; Amazon EBS, gp3: single-digit milliseconds")
        Distribution fsync,

        @Doc("Whether commits that wait for the disk share the next fsync; otherwise each has one of its own.")
        @Default("true")
        @DefaultSource("PostgreSQL, commit_delay: all pending commit data is written at every flush; MySQL since 5.6")
        boolean group_commit) {

    /** Returns the time of a scan on the disk, in ns. */
    public long scanNanos(long bytes) {
        return read.transferNanos(bytes);
    }
}
