package dev.brownout.component.topic;

import dev.brownout.kernel.Event;
import dev.brownout.kernel.Phase;
import dev.brownout.kernel.Simulation;
import dev.brownout.node.Host;
import dev.brownout.random.Draws;
import dev.brownout.random.Sampler;
import dev.brownout.service.Outcome;
import dev.brownout.service.Reply;
import dev.brownout.service.Request;
import dev.brownout.service.Service;

/** The side of a machine where messages are published: storing one takes its time. */
final class Appends implements Service {
    private final Topic topic;
    private final Simulation simulation;
    private final Host host;
    private final Sampler send;
    private final Draws draws;

    Appends(Topic topic, Host host, Sampler send, Draws draws) {
        this.topic = topic;
        this.simulation = topic.simulation();
        this.host = host;
        this.send = send;
        this.draws = draws;
    }

    @Override
    public void call(Request request, Reply reply) {
        long nanos = host.stretched(send.sampleNanos(draws.at(request.identity())));
        simulation.after(nanos, new Storing(request, reply), 0);
    }

    /** A message on its way into the log. */
    private final class Storing extends Event {
        private final Request request;
        private final Reply reply;
        private final int incarnation = host.incarnation();

        Storing(Request request, Reply reply) {
            this.request = request;
            this.reply = reply;
        }

        @Override
        public void fire(int step) {
            if (host.incarnation() != incarnation) {
                return;
            }
            if (host.frozen()) {
                host.defer(this, step);
                return;
            }
            topic.store(request);
            reply.accept(Outcome.OK, 0);
        }

        @Override
        public Phase phase(int step) {
            return Phase.WORK;
        }
    }
}
