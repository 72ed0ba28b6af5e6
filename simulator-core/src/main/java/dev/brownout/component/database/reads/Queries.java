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
 * The reads on a node: each works on a core of it, and sees what it has applied when that is done. Rows with a number
 * below 0 do not exist, or are at home in another store, and are here only once they are written.
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

    /**
     * The reads on a node that are of one class.
     *
     * @param name of the class, by which its work is drawn
     * @param work of a read on a core, in nanoseconds
     * @param log of the node's group
     * @param staleness judges what readers see
     * @param fetch what it may need of the disk; {@code null} for nothing
     * @param measures of the class; {@code null} where the database has no classes
     */
    public Queries(
            ComponentContext context,
            DatabaseNode node,
            String name,
            Sampler work,
            Log log,
            Staleness staleness,
            Fetch fetch,
            QueryMetrics measures) {
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
    }

    /** A read has arrived. */
    public void arrive(Request request, Reply reply) {
        long bound = node.host().arrival().bound(versions, simulation.now());
        long nanos = work.sampleNanos(random.at(request.identity()));
        ReadTask task = measures == null
                ? new ReadTask(request, reply, bound)
                : new MeasuredRead(request, reply, bound, simulation.now());
        if (!node.cores().offer(fetch == null ? task : new DiskRead(task), nanos)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /**
     * What a query may need of the disk of its node.
     *
     * @param disk of its node
     * @param scanned bytes that it reads from end to end; 0 where it asks for a row
     */
    public record Fetch(NodeDisk disk, long scanned) {}

    /** A read at work; there are many of them, so that they know their node by what they stand in. */
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
        protected void worked() {
            int key = request.key();
            if (key == 0) {
                reply.accept(Outcome.OK, 0);
                return;
            }
            if (key < 0 && !log.has(key)) {
                reply.accept(Outcome.NOT_FOUND, log.version(key, node.applied()));
                return;
            }
            long applied = node.applied();
            Outcome outcome = staleness.judge(request, log, applied, bound);
            boolean here = key > 0 || outcome != Outcome.OK || log.has(key, applied);
            reply.accept(here ? outcome : Outcome.NOT_FOUND, log.version(key, applied));
        }

        /** What it needs of the disk is there. */
        @Override
        public final void run() {
            worked();
        }
    }

    /** A read that may need the disk when it has been worked on. */
    private final class DiskRead extends Task {
        private final ReadTask read;

        DiskRead(ReadTask read) {
            this.read = read;
        }

        @Override
        protected void worked() {
            boolean goesOn = fetch.scanned() > 0
                    ? fetch.disk().scan(fetch.scanned(), read)
                    : fetch.disk().row(read.request, read);
            if (!goesOn) {
                read.reply.accept(Outcome.REJECTED, number);
            }
        }
    }

    /** A read of whose class something is measured. */
    private final class MeasuredRead extends ReadTask {
        private final long arrivedAt;

        MeasuredRead(Request request, Reply reply, long bound, long arrivedAt) {
            super(request, reply, bound);
            this.arrivedAt = arrivedAt;
        }

        @Override
        protected void worked() {
            long now = simulation.now();
            measures.queries().add(now);
            measures.query_time().record(now, now - arrivedAt);
            super.worked();
        }
    }
}
