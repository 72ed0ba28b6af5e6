package dev.brownout.component.database.storage;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.OpenTransactions;
import dev.brownout.host.Disk;
import dev.brownout.host.Host;
import dev.brownout.instrument.OverdueWaits;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Request;
import dev.brownout.spi.AuditRegistry;
import dev.brownout.spi.ComponentContext;
import java.util.List;

/** Disk of a node: its reads of rows and tables, and the writes of its log. */
public final class NodeDisk {
    private final Disk disk;
    private final DiskSpec spec;
    private final Sampler fsync;
    private final Sampler access;
    private final KeyedRandom random;
    private final KeyedRandom accesses;
    private final BufferPool memory;
    private final int places;

    /**
     * Creates an idle disk.
     *
     * @param host the node
     * @param places maximum number of requests that wait for the disk
     * @param memory buffer pool; {@code null} if only scans read from the disk
     */
    public NodeDisk(ComponentContext context, Host host, DiskSpec spec, int places, BufferPool memory) {
        this.spec = spec;
        this.places = places;
        this.fsync = spec.fsync().sampler();
        this.random = context.random("fsync");
        this.access = spec.access().sampler();
        this.accesses = context.random("access");
        this.memory = memory;
        DiskMetrics measures = context.metrics().instruments(DiskMetrics.class, host);
        disk = new Disk(
                context.simulation(),
                host,
                spec.groupCommit(),
                new Disk.Counters(measures.disk(), measures.diskQueue(), measures.diskWait(), measures.fsyncs()));
        AuditRegistry audit = context.audit();
        audit.identity(
                "/" + host.node() + ": disk operations requested = completed + lost with a process + pending",
                disk::requests,
                disk::accountedFor);
        audit.reportMemoryUse("requests that wait for the disk of " + host.node(), 200, disk::waiting);
        audit.overdue(new OverdueWaits(
                        context.grid(),
                        List.of(measures.diskWait()),
                        List.of(),
                        waits -> disk.eachWaiting(since -> waits.open(since, 1)))
                .inOrder(measures.diskQueue(), disk::oldestAgeNanos)
                .atTheirEnd());
    }

    /** Returns the fault target of the disk, which can fail without its node. */
    public Host host() {
        return disk.host();
    }

    /**
     * Reads a table from end to end, except the share that is in memory.
     *
     * @param next called when the scan is done
     * @return false if the queue is full; {@code next} is not called
     */
    public boolean scan(long bytes, Runnable next) {
        long missing = memory == null ? bytes : Math.round(bytes * memory.missing());
        if (missing == 0) {
            next.run();
            return true;
        }
        if (isFull()) {
            return false;
        }
        disk.read(spec.scanNanos(missing), next);
        return true;
    }

    /**
     * Reads a row unless it is in memory.
     *
     * @param next called when the row is in memory
     * @return false if the queue is full; {@code next} is not called
     */
    public boolean row(Request request, Runnable next) {
        if (memory == null || memory.has(request)) {
            next.run();
            return true;
        }
        if (isFull()) {
            return false;
        }
        disk.read(access.sampleNanos(accesses.withIdentity(request.identity())), next);
        return true;
    }

    /**
     * Changes a row in memory, and syncs the log. An existing row that is not in memory is read first. The log of a
     * transaction is synced once, at its commit (postgresql.org, WAL Configuration: XLogFlush at commit; dev.mysql.com,
     * innodb_flush_log_at_trx_commit).
     *
     * @param transaction the transaction of the write; {@code null} for a write alone, which is committed with it
     * @param log log of the group of the node
     * @param next called when the write is done
     * @return false if the queue is full; {@code next} is not called
     */
    public boolean write(Request write, OpenTransactions.Transaction transaction, Log log, Runnable next) {
        if (transaction != null) {
            transaction.syncAtCommit(this::fsync);
            return change(write, log, next);
        }
        return !isFull() && change(write, log, () -> fsync(write, next));
    }

    private boolean change(Request write, Log log, Runnable next) {
        int key = write.key();
        if (memory == null || key == 0 || !memory.atTheStart(key) && !log.has(key)) {
            next.run();
            if (memory != null) {
                memory.addRow(key);
            }
            return true;
        }
        return row(write, next);
    }

    private void fsync(Request commit, Runnable next) {
        disk.fsync(fsync.sampleNanos(random.withIdentity(commit.identity())), next);
    }

    /** Runs an action when no requested fsync is unfinished, or else at the end of the first of them. */
    public void afterFsync(Runnable action) {
        disk.afterFsync(action);
    }

    private boolean isFull() {
        return disk.waiting() >= places && !disk.isIdle();
    }
}
