package dev.brownout.component.database.reads;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.DatabaseNode;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Task;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.wiring.Wiring;

/** The reads on a node: each works on a core of it, and sees what it has applied when that is done. */
public final class Queries {
    private final DatabaseNode node;
    private final Simulation simulation;
    private final int number;
    private final Sampler work;
    private final Draws draws;
    private final Log log;
    private final Staleness staleness;

    /**
     * The reads on a node.
     *
     * @param work of a read on a core, in nanoseconds
     * @param log of the node's group
     * @param staleness judges what readers see
     */
    public Queries(Wiring wiring, DatabaseNode node, Sampler work, Log log, Staleness staleness) {
        this.node = node;
        this.simulation = wiring.simulation();
        this.number = wiring.number();
        this.work = work;
        this.draws = wiring.draws("read");
        this.log = log;
        this.staleness = staleness;
    }

    /** A read has arrived. */
    public void arrive(Request request, Reply reply) {
        long sentAt = node.host().arrival().sentAt(simulation.now());
        long nanos = work.sampleNanos(draws.at(request.identity()));
        if (!node.cores().offer(new ReadTask(request, reply, sentAt), nanos)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /** A read at work; there are many of them, so that they know their node by what they stand in. */
    private final class ReadTask extends Task {
        private final Request request;
        private final Reply reply;
        private final long sentAt;

        ReadTask(Request request, Reply reply, long sentAt) {
            this.request = request;
            this.reply = reply;
            this.sentAt = sentAt;
        }

        @Override
        protected void worked() {
            int key = request.key();
            if (key == 0) {
                reply.accept(Outcome.OK, 0);
                return;
            }
            long applied = node.applied();
            Outcome outcome = staleness.judge(request, log, applied, sentAt);
            reply.accept(outcome, log.version(key, applied));
        }
    }
}
