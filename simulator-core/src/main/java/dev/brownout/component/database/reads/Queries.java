package dev.brownout.component.database.reads;

import dev.brownout.component.database.log.Log;
import dev.brownout.component.database.node.Node;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Task;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.wiring.Wiring;

/** The reads of a group: each works on a core of a node, and sees what the node has applied when that is done. */
public final class Queries {
    private final Simulation simulation;
    private final int number;
    private final Sampler work;
    private final Draws draws;
    private final Log log;
    private final Staleness staleness;

    /** With the work of a read on a core. */
    public Queries(Wiring wiring, Sampler work, Log log, Staleness staleness) {
        this.simulation = wiring.simulation();
        this.number = wiring.number();
        this.work = work;
        this.draws = wiring.draws("read");
        this.log = log;
        this.staleness = staleness;
    }

    /** A read has arrived at a node. */
    public void arrive(Node node, Request request, Reply reply) {
        long sentAt = node.host().arrival().sentAt(simulation.now());
        long nanos = work.sampleNanos(draws.at(request.identity()));
        if (!node.cores().offer(new ReadTask(node, request, reply, sentAt), nanos)) {
            reply.accept(Outcome.REJECTED, number);
        }
    }

    /** A read on a node. */
    private final class ReadTask extends Task {
        private final Node node;
        private final Request request;
        private final Reply reply;
        private final long sentAt;

        ReadTask(Node node, Request request, Reply reply, long sentAt) {
            this.node = node;
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
