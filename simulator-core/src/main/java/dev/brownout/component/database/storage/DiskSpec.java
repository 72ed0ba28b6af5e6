package dev.brownout.component.database.storage;

import dev.brownout.network.Bandwidth;
import dev.brownout.random.Distribution;
import dev.brownout.spec.Default;
import dev.brownout.spec.DefaultSource;
import dev.brownout.spec.Doc;

/** Disk configuration of each node of a database. */
@Doc("Disk of each node, which performs one operation at a time, first come, first served. It serves fsyncs of "
        + "the log, scans, and rows that are not in memory. A fault names it as in pause db/primary/disk.")
public record DiskSpec(
        @Doc("Read rate of a scan.") @Default("125MiB/s") @DefaultSource("Amazon EBS, gp3: baseline throughput")
        Bandwidth read,

        @Doc("Time to read a row that is not in memory.")
        @Default("330us")
        @DefaultSource("Amazon EBS, gp3: baseline of 3,000 operations per second, here one after the other")
        Distribution access,

        @Doc("Duration of an fsync of the log.")
        @Default("2ms")
        @DefaultSource("our assumption; Amazon EBS, gp3: single-digit milliseconds")
        Distribution fsync,

        @Doc("Whether the commits that wait for the disk share the next fsync; otherwise each has its own.")
        @Default("true")
        @DefaultSource("PostgreSQL, commit_delay: all pending commit data is written at every flush; MySQL since 5.6")
        boolean groupCommit) {

    /** Returns the time of a scan on the disk, in ns. */
    public long scanNanos(long bytes) {
        return read.transferNanos(bytes);
    }
}
