package dev.brownout.component.database.multiprimary;

import dev.brownout.component.database.reads.QueryMetrics;
import dev.brownout.host.Task;
import dev.brownout.random.KeyedRandom;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Request.Operation;
import dev.brownout.service.Service;
import dev.brownout.spi.ComponentContext;

/** Service of one primary for writes and for the reads of one query class. Each call runs on a core of the node. */
final class PrimaryService implements Service {
    private final PrimaryNode node;
    private final Primaries primaries;
    private final ComponentContext context;
    private final Work reads;
    private final Work writes;
    private final QueryMetrics measures;

    /**
     * Work of calls on a core.
     *
     * @param distribution sampler of the work in nanoseconds
     * @param draws random numbers keyed by the identity of the call
     */
    record Work(Sampler distribution, KeyedRandom draws) {
        private long of(Request request) {
            return distribution.sampleNanos(draws.withIdentity(request.identity()));
        }
    }

    /**
     * Creates the service of one node.
     *
     * @param measures metrics of the query class; {@code null} if the database has no query classes
     */
    PrimaryService(
            ComponentContext context,
            Primaries primaries,
            PrimaryNode node,
            Work writes,
            Work reads,
            QueryMetrics measures) {
        this.node = node;
        this.primaries = primaries;
        this.context = context;
        this.reads = reads;
        this.writes = writes;
        this.measures = measures;
    }

    @Override
    public void call(Request request, Reply reply) {
        boolean write = request.operation() == Operation.WRITE;
        long nanos = (write ? writes : reads).of(request);
        Task task = write ? new WriteTask(request, reply, nanos) : new ReadTask(request, reply);
        if (!node.cores().offer(task, nanos)) {
            reply.accept(Outcome.REJECTED, context.number());
        }
    }

    /** Write in execution. It is committed when its work is complete, and its response is sent immediately. */
    private final class WriteTask extends Task {
        private final Request request;
        private final Reply reply;
        private final long workNanos;

        WriteTask(Request request, Reply reply, long workNanos) {
            this.request = request;
            this.reply = reply;
            this.workNanos = workNanos;
        }

        @Override
        protected void onWorked() {
            reply.accept(Outcome.OK, primaries.commit(node, request, workNanos));
        }
    }

    /** Read in execution. */
    private final class ReadTask extends Task {
        private final Request request;
        private final Reply reply;
        private final long arrivedAt = context.simulation().now();
        private final long bound = primaries.bound(node, arrivedAt);

        ReadTask(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        protected void onWorked() {
            if (measures != null) {
                long now = context.simulation().now();
                measures.queries().add(now);
                measures.queryTime().record(now, now - arrivedAt);
            }
            reply.accept(primaries.read(node, request, bound), primaries.visibleVersion(node, request.key()));
        }
    }
}
