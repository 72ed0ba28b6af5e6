package dev.brownout.component.database.reads;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.component.database.storage.NodeDisk;
import dev.brownout.host.Task;
import dev.brownout.kernel.Simulation;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.VersionRegistry;
import dev.brownout.spi.ComponentContext;

/**
 * Reads of one query class on a node. Each read runs on a core and sees the log that the node has applied when the read
 * completes. Rows with a negative number do not exist or belong to another store. They are present only after a write
 * here.
 */
public final class Queries {
    private final DatabaseNode node;
    private final Simulation simulation;
    private final VersionRegistry versions;
    private final int number;
    private final Sampler work;
    private final KeyedRandom random;
    private final Log log;
    private final Staleness staleness;
    private final Fetch fetch;
    private final QueryMetrics measures;
    private final SessionRouter sessions;

    /**
     * Creates the reads of one query class on a node.
     *
     * @param name of the class; it selects the random numbers of the work
     * @param work of a read on a core, in nanoseconds
     * @param log of the node's group
     * @param staleness detector of stale reads
     * @param fetch disk reads of a query; {@code null} for none
     * @param measures metrics of the class; {@code null} if the database has no classes
     * @param sessions state of the sessions; {@code null} if they have no routing of their own
     */
    public Queries(
            ComponentContext context,
            DatabaseNode node,
            String name,
            Sampler work,
            Log log,
            Staleness staleness,
            Fetch fetch,
            QueryMetrics measures,
            SessionRouter sessions) {
        this.node = node;
        this.simulation = context.simulation();
        this.versions = context.versions();
        this.number = context.number();
        this.work = work;
        this.random = context.random(name);
        this.log = log;
        this.staleness = staleness;
        this.fetch = fetch;
        this.measures = measures;
        this.sessions = sessions;
    }

    /** Handles the arrival of a read. */
    public void arrive(Request request, Reply reply) {
        long bound = node.host().arrival().bound(versions, simulation.now());
        if (sessions == null) {
            begin(request, reply, bound);
        } else {
            sessions.whenApplied(
                    request, node, () -> begin(request, reply, bound), () -> reply.accept(Outcome.UNAVAILABLE, number));
        }
    }

    private void begin(Request request, Reply reply, long bound) {
        long nanos = work.sampleNanos(random.withIdentity(request.identity()));
        ReadTask task = measures == null
                ? new ReadTask(request, reply, bound)
                : new MeasuredRead(request, reply, bound, simulation.now());
        if (!node.cores().offer(fetch == null ? task : new DiskRead(task), nanos)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /**
     * Disk reads that a query may need on its node.
     *
     * @param disk of its node
     * @param scanned bytes of a sequential scan; 0 for a read of one row
     */
    public record Fetch(NodeDisk disk, long scanned) {}

    /** Read in execution. Many exist at a time, so it takes its node from the enclosing instance to save memory. */
    private class ReadTask extends Task implements Runnable {
        private final Request request;
        private final Reply reply;
        private final long bound;

        ReadTask(Request request, Reply reply, long bound) {
            this.request = request;
            this.reply = reply;
            this.bound = bound;
        }

        @Override
        protected void onWorked() {
            int key = request.key();
            if (sessions != null) {
                sessions.onServed(request, node);
            }
            if (key == 0) {
                reply.accept(Outcome.OK, 0);
                return;
            }
            if (key < 0 && !log.has(key)) {
                reply.accept(Outcome.NOT_FOUND, log.version(key, node.appliedPosition()));
                return;
            }
            long applied = node.appliedPosition();
            Outcome outcome = staleness.evaluate(request, log, applied, bound);
            boolean isLocal = key > 0 || outcome != Outcome.OK || log.has(key, applied);
            reply.accept(isLocal ? outcome : Outcome.NOT_FOUND, log.version(key, applied));
        }

        /** Completes the read after its disk access. */
        @Override
        public final void run() {
            onWorked();
        }
    }

    /** Read that may need the disk after its work on a core. */
    private final class DiskRead extends Task {
        private final ReadTask read;

        DiskRead(ReadTask read) {
            this.read = read;
        }

        @Override
        protected void onWorked() {
            boolean continues = fetch.scanned() > 0
                    ? fetch.disk().scan(fetch.scanned(), read)
                    : fetch.disk().row(read.request, read);
            if (!continues) {
                read.reply.accept(Outcome.REJECTED, number);
            }
        }
    }

    /** Read of a class with metrics. */
    private final class MeasuredRead extends ReadTask {
        private final long arrivedAt;

        MeasuredRead(Request request, Reply reply, long bound, long arrivedAt) {
            super(request, reply, bound);
            this.arrivedAt = arrivedAt;
        }

        @Override
        protected void onWorked() {
            long now = simulation.now();
            measures.queries().add(now);
            measures.queryTime().record(now, now - arrivedAt);
            super.onWorked();
        }
    }
}
